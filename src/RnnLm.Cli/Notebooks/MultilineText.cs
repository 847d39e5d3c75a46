using System.Text.Json.Nodes;

namespace RnnLm.Cli.Notebooks;

/// <summary>nbformat writes a text as one string or as a list of lines that keep their line ends; we read both and write lists.</summary>
public static class MultilineText
{
    /// <summary>The whole text.</summary>
    /// <exception cref="FormatException"><paramref name="node"/> is neither a string nor a list of strings.</exception>
    public static string Join(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(Text)),
        _ => Text(node),
    };

    /// <summary>The text as a list of lines; an empty text is an empty list.</summary>
    public static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) + 1;
            if (end == 0)
                end = text.Length;
            lines.Add(JsonValue.Create(text[start..end]));
            start = end;
        }
        return lines;
    }

    private static string Text(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue(out string? text) ? text : throw new FormatException("expected a string or a list of strings");
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("it holds half of a surrogate pair, which is no letter");
        }
    }
}
