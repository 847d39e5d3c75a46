namespace RnnLm.Cli.Notebooks;

/// <summary>A file is not a notebook that we can read; the message says which file, what is wrong and what to do.</summary>
public sealed class NotebookFormatException(string message) : Exception(message);
