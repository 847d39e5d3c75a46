using System.Globalization;

namespace CSharpKernel.Messages;

/// <summary>The header of a message. In ours every field is there and a string: clients reject a message that lacks one.</summary>
/// <param name="MsgId">Unique to the message.</param>
/// <param name="MsgType">What the content is.</param>
/// <param name="Session">Unique to the sender's session.</param>
/// <param name="Username">The sender's user.</param>
/// <param name="Date">ISO 8601, in UTC.</param>
/// <param name="Version">The protocol's version.</param>
internal sealed record Header(string MsgId, string MsgType, string Session = "", string Username = "", string Date = "", string Version = "")
{
    /// <summary>The version of the protocol that this kernel speaks.</summary>
    public const string ProtocolVersion = "5.3";

    /// <summary>A header of ours.</summary>
    public static Header Create(string session, string type) => new(
        Guid.NewGuid().ToString(),
        type,
        session,
        "kernel",
        DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ProtocolVersion);
}
