namespace CSharpKernel.Session.References;

/// <summary>A <c>#r</c> that cannot be had; the message is one sentence for the reader.</summary>
internal sealed class ReferenceException(string message) : Exception(message);
