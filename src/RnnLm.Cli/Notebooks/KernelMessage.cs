using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RnnLm.Cli.Notebooks;

/// <summary>A message of the Jupyter protocol 5.3 as it crosses a pipe: one JSON object on a line, naming its channel.</summary>
/// <param name="Channel">shell, control, stdin or iopub.</param>
/// <param name="Type">The protocol's msg_type.</param>
/// <param name="Id">The sender's name for this message.</param>
/// <param name="ParentId">The request that this message belongs to; null if it stands alone.</param>
/// <param name="Content">What the protocol says for this type.</param>
public sealed record KernelMessage(string Channel, string Type, string Id, string? ParentId, JsonObject Content)
{
    /// <summary>A request of ours.</summary>
    public static KernelMessage Request(string channel, string type, JsonObject content) =>
        new(channel, type, Guid.NewGuid().ToString("N"), null, content);

    /// <summary>Reads a line; null if it is no message.</summary>
    public static KernelMessage? Parse(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject json || json["header"] is not JsonObject header || json["content"] is not JsonObject content)
                return null;
            return new KernelMessage(
                (string?)json["channel"] ?? "",
                (string?)header["msg_type"] ?? "",
                (string?)header["msg_id"] ?? "",
                (json["parent_header"] as JsonObject)?["msg_id"]?.ToString(),
                content);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The line that <see cref="Parse"/> reads, without its line end.</summary>
    /// <param name="session">The client's name for its connection.</param>
    public string ToLine(string session) => new JsonObject
    {
        ["channel"] = Channel,
        ["header"] = new JsonObject
        {
            ["msg_id"] = Id,
            ["msg_type"] = Type,
            ["session"] = session,
            ["username"] = "rnnlm",
            ["date"] = DateTime.UtcNow.ToString("o", CultureInfo.InvariantCulture),
            ["version"] = "5.3",
        },
        ["parent_header"] = ParentId is null ? new JsonObject() : new JsonObject { ["msg_id"] = ParentId },
        ["metadata"] = new JsonObject(),
        ["content"] = Content.DeepClone(),
        ["buffers"] = new JsonArray(),
    }.ToJsonString();
}
