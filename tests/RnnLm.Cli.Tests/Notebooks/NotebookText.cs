using System.Text.Json.Nodes;

namespace RnnLm.Cli.Tests.Notebooks;

/// <summary>Notebooks written as text, for tests.</summary>
internal static class NotebookText
{
    /// <summary>A notebook with these code cells; one that begins with '!' is tagged raises-exception.</summary>
    public static string WithCode(params string[] sources) => With([.. sources.Select((source, i) => Code($"cell-{i}", source))]);

    /// <summary>A notebook with these cells.</summary>
    public static string With(params JsonObject[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    public static JsonObject Markdown(string source) =>
        new() { ["cell_type"] = "markdown", ["id"] = Guid.NewGuid().ToString("N")[..8], ["metadata"] = new JsonObject(), ["source"] = source };

    public static JsonObject Code(string id, string source, params JsonObject[] outputs) => new()
    {
        ["cell_type"] = "code",
        ["id"] = id,
        ["metadata"] = source.StartsWith('!') ? new JsonObject { ["tags"] = new JsonArray("raises-exception") } : new JsonObject(),
        ["source"] = source.TrimStart('!'),
        ["outputs"] = new JsonArray([.. outputs]),
        ["execution_count"] = null,
    };
}
