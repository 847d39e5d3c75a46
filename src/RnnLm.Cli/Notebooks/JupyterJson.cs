using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RnnLm.Cli.Notebooks;

/// <summary>
/// Writes JSON as Jupyter does (one space of indent, letters unescaped, a line end at the end), so that a notebook that only
/// passes through comes out byte for byte. .NET's own writer escapes every letter outside the basic plane.
/// </summary>
public static class JupyterJson
{
    /// <summary>The text of a notebook file.</summary>
    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteSequence(text, '{', '}', members, depth, member =>
                {
                    WriteString(text, member.Key);
                    text.Append(": ");
                    Write(text, member.Value, depth + 1);
                });
                break;
            case JsonArray items:
                WriteSequence(text, '[', ']', items, depth, item => Write(text, item, depth + 1));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteText(text, value);
                break;
            default: // a number keeps the digits it was read with
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static void WriteSequence<T>(StringBuilder text, char open, char close, ICollection<T> items, int depth, Action<T> write)
    {
        text.Append(open);
        bool first = true;
        foreach (T item in items)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', depth + 1);
            write(item);
            first = false;
        }
        if (!first)
            text.Append('\n').Append(' ', depth);
        text.Append(close);
    }

    private static void WriteText(StringBuilder text, JsonValue value)
    {
        string letters;
        try
        {
            letters = value.GetValue<string>();
        }
        catch (InvalidOperationException) // half a surrogate pair: .NET cannot hold it, so it stays the escape that it was
        {
            text.Append(value.GetValue<JsonElement>().GetRawText());
            return;
        }
        WriteString(text, letters);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }
        text.Append('"');
    }
}
