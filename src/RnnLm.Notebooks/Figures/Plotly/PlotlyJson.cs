using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>Numbers, texts and lists as Plotly's JSON has them.</summary>
internal static partial class PlotlyJson
{
    private const int Digits = 5; // Significant ones; a screen shows fewer.

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node) => node.ToJsonString(Options);

    /// <summary>A number of five significant digits, whole numbers whole; null where there is none.</summary>
    public static JsonNode? Number(double value)
    {
        if (!double.IsFinite(value)) return null;
        if (Math.Abs(value) < 1e9 && value == Math.Round(value)) return JsonValue.Create((long)value);
        return JsonValue.Create(double.Parse(value.ToString("G" + Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    public static JsonArray Rows(double[,] values) =>
        [.. Enumerable.Range(0, values.GetLength(0)).Select(i => (JsonNode)Numbers(Enumerable.Range(0, values.GetLength(1)).Select(j => values[i, j])))];

    public static JsonArray Rows(string[,] texts) =>
        [.. Enumerable.Range(0, texts.GetLength(0)).Select(i => (JsonNode)Texts(Enumerable.Range(0, texts.GetLength(1)).Select(j => texts[i, j])))];

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)Markup(text)!)];

    /// <summary>A text in which a <c>&lt;</c> that begins no markup of Plotly's stands for itself.</summary>
    public static string Markup(string text) => OpenBracket().Replace(text, "&lt;");

    public static JsonArray Pair(double first, double second) => [JsonValue.Create(Math.Round(first, 6)), JsonValue.Create(Math.Round(second, 6))];

    [GeneratedRegex("<(?!/?(b|i|sub|sup|br)/?>)")]
    private static partial Regex OpenBracket();
}
