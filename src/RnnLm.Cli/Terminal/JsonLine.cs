using System.Text.Encodings.Web;
using System.Text.Json;

namespace RnnLm.Cli.Terminal;

/// <summary>An object on a line of its own, for programs that read the output.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes these values; an infinite number, or one that is none, becomes null, since JSON has neither.</summary>
    public static void Write(TextWriter output, IEnumerable<(string Name, object? Value)> values)
    {
        var line = values.ToDictionary(v => v.Name, v => v.Value is double number && !double.IsFinite(number) ? null : v.Value);
        output.WriteLine(JsonSerializer.Serialize(line, Options));
        output.Flush();
    }
}
