using System.Text.Json;

namespace CSharpKernel.Messages;

/// <summary>A message that a client has sent.</summary>
/// <param name="Channel">Where it came.</param>
/// <param name="Header">Its header.</param>
/// <param name="HeaderJson">The header as it was received: the parent header of all that answers it.</param>
/// <param name="Content">Its content as JSON.</param>
/// <param name="Route">What the transport needs to answer; nobody else looks into it.</param>
internal sealed record Request(Channel Channel, Header Header, ReadOnlyMemory<byte> HeaderJson, ReadOnlyMemory<byte> Content, object? Route)
{
    /// <summary>The content as what the header says it is.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public T Read<T>()
        where T : IContent =>
        JsonSerializer.Deserialize(Content.Span, MessageJson.Of<T>()) ?? throw new JsonException($"The content of {T.MessageType} is null.");
}
