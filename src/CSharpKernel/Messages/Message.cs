using System.Text.Json;

namespace CSharpKernel.Messages;

/// <summary>A message of ours, fit for any transport. It has no metadata and no buffers.</summary>
/// <param name="Header">Its header.</param>
/// <param name="ParentHeader">The header of the request that it belongs to, as it was received; an empty object if none.</param>
/// <param name="Content">Its content as JSON.</param>
internal sealed record Message(Header Header, ReadOnlyMemory<byte> ParentHeader, ReadOnlyMemory<byte> Content)
{
    /// <summary>The parent header of a message that belongs to no request.</summary>
    public static ReadOnlyMemory<byte> NoParent { get; } = "{}"u8.ToArray();

    /// <summary>A message with this content.</summary>
    public static Message Create<T>(string session, ReadOnlyMemory<byte> parentHeader, T content)
        where T : IContent =>
        Create(session, T.MessageType, parentHeader, content);

    /// <summary>A message of this type, whatever its content.</summary>
    public static Message Create<T>(string session, string type, ReadOnlyMemory<byte> parentHeader, T content) =>
        new(Header.Create(session, type), parentHeader, JsonSerializer.SerializeToUtf8Bytes(content, MessageJson.Of<T>()));
}
