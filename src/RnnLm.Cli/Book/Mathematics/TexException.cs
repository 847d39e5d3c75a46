namespace RnnLm.Cli.Book.Mathematics;

/// <summary>A formula that we cannot set; the message names the command or the place.</summary>
public sealed class TexException(string message) : Exception(message);
