namespace CSharpKernel.Zmtp;

/// <summary>A peer does not speak ZMTP as it should; its connection is closed, and nothing else happens.</summary>
internal sealed class ProtocolViolationException(string message) : IOException(message);
