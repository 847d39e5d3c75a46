using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Book;

/// <summary>What a cell put out, as HTML: the richest form that a page can show without a kernel.</summary>
/// <param name="prose">Turns Markdown and TeX into HTML.</param>
public sealed partial class OutputHtml(Prose prose)
{
    private const string Plotly = "application/vnd.plotly.v1+json";
    private static readonly string[] Rasters = ["image/png", "image/jpeg", "image/webp", "image/gif"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Whether a plot was among the outputs, so that the page needs the drawing script.</summary>
    public bool HasPlots { get; private set; }

    /// <summary>One output in nbformat's form.</summary>
    public string Convert(JsonObject output, int cell) => output["output_type"]?.ToString() switch
    {
        "stream" => Stream(output["name"]?.ToString() == "stderr", MultilineText.Join(output["text"])),
        "error" => Error(output),
        "display_data" or "execute_result" => Forms(output["data"] as JsonObject ?? [], cell),
        _ => "",
    };

    private static string Stream(bool isError, string text) =>
        text.Length == 0 ? "" : $"<pre class=\"stream{(isError ? " stderr" : "")}\" tabindex=\"0\">{AnsiHtml.Convert(text.TrimEnd('\n'))}</pre>\n";

    private static string Error(JsonObject output)
    {
        string title = $"{output["ename"]}: {output["evalue"]}";
        string traceback = string.Join('\n', (output["traceback"] as JsonArray)?.Select(line => line?.ToString()) ?? []);
        string text = traceback.Length > 0 ? traceback : title;
        return $"<div class=\"error\"><p class=\"label\">Error</p><pre tabindex=\"0\">{AnsiHtml.Convert(text.TrimEnd('\n'))}</pre></div>\n";
    }

    private string Forms(JsonObject data, int cell)
    {
        if (data[Plotly] is JsonObject figure)
            return Plot(figure, data);
        if (Text(data, "text/html") is { } html)
            return $"<div class=\"html\" tabindex=\"0\">{html}</div>\n";
        if (Text(data, "text/markdown") is { } markdown)
            return $"<div class=\"prose\">{prose.ToHtml(markdown, cell, _ => null)}</div>\n";
        if (Text(data, "text/latex") is { } latex)
            return $"<div class=\"prose\">{prose.Formula(latex.Trim().Trim('$'), display: true, cell)}</div>\n";
        if (Picture(data) is { } picture)
            return $"<figure>{picture}</figure>\n";
        if (Text(data, "text/plain") is { } plain)
            return $"<pre class=\"value\" tabindex=\"0\">{AnsiHtml.Convert(plain.TrimEnd('\n'))}</pre>\n";
        return data["application/json"] is { } json ? $"<pre class=\"value\" tabindex=\"0\">{WebUtility.HtmlEncode(json.ToJsonString(Indented))}</pre>\n" : "";
    }

    /// <summary>The drawing that stands until the plot is drawn, where the script cannot be had, and on paper; the data beside it.</summary>
    private string Plot(JsonObject figure, JsonObject data)
    {
        HasPlots = true;
        // A figure of the course brings its drawing, its data and a table of its numbers; style and script are the page's.
        if (Text(data, "text/html") is { } html && CourseFigure().Match(html) is { Success: true } own)
            return own.Value + "\n";
        // .NET's JSON escapes '<', so that no text within can end the script element.
        return $"<figure class=\"plot\"><div class=\"still\">{Static(data)}</div><script type=\"application/json\">{figure.ToJsonString()}</script></figure>\n";
    }

    private static string Static(JsonObject data) =>
        Picture(data) ?? (Text(data, "text/plain") is { } plain ? $"<pre class=\"value\" tabindex=\"0\">{WebUtility.HtmlEncode(plain)}</pre>" : "<p>This plot needs a connection to be drawn.</p>");

    /// <summary>A picture keeps its styles and ids to itself as an image; what it shows is its title, or the plain text beside it.</summary>
    private static string? Picture(JsonObject data)
    {
        if (Text(data, "image/svg+xml") is { } svg)
        {
            string description = string.Join(". ", SvgDescription().Matches(svg).Select(match => WebUtility.HtmlDecode(match.Groups["text"].Value).Trim().TrimEnd('.')));
            return Image("image/svg+xml", System.Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)), description.Length > 0 ? description : Text(data, "text/plain"));
        }
        string? type = Rasters.FirstOrDefault(data.ContainsKey);
        return type is null ? null : Image(type, Text(data, type)!.ReplaceLineEndings(""), Text(data, "text/plain"));
    }

    private static string Image(string type, string base64, string? description) =>
        $"<img src=\"data:{type};base64,{base64}\" alt=\"{WebUtility.HtmlEncode(description is null or "" ? "A picture that the cell above put out." : description.ReplaceLineEndings(" "))}\">";

    private static string? Text(JsonObject data, string type)
    {
        try
        {
            return data[type] is { } node ? MultilineText.Join(node) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex("<figure class=\"plot\">.*?</figure>", RegexOptions.Singleline)]
    private static partial Regex CourseFigure();

    [GeneratedRegex("<(?<tag>title|desc)[^>]*>(?<text>[^<]*)</\\k<tag>>")]
    private static partial Regex SvgDescription();
}
