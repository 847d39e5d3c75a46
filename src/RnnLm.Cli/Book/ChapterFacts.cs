using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Book;

/// <summary>What the index says of a chapter, read from the notebook's metadata: <c>"rnnlm": { "minutes": 25, "items": ["A22"] }</c>, and from the line under its title.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Minutes">How long it takes to read and do; null if it does not say.</param>
/// <param name="Before">What the line under the title says is needed before it; empty if it does not say.</param>
/// <param name="Items">The slides' items that it covers.</param>
/// <param name="Exercises">How many of its cells give points.</param>
public sealed partial record ChapterFacts(string Title, int? Minutes, string Before, IReadOnlyList<string> Items, int Exercises)
{
    /// <summary>Reads the facts of a notebook.</summary>
    public static ChapterFacts From(Notebook notebook, string title)
    {
        var course = notebook.Metadata["rnnlm"] as JsonObject;
        return new ChapterFacts(title, FindMinutes(notebook, course), FindBefore(notebook), Texts(course?["items"]), notebook.Cells.Count(GivesPoints));
    }

    /// <summary>Whether a paragraph is the line under the title that gives the minutes, and so no first paragraph to quote.</summary>
    public static bool IsLineOfFacts(string html) => (html.StartsWith("<em>", StringComparison.Ordinal) || html.Length < 300) && MinutesInText().IsMatch(html);

    /// <summary>From the metadata, or from '25 minutes' in the first cell of prose.</summary>
    private static int? FindMinutes(Notebook notebook, JsonObject? course)
    {
        if (course?["minutes"] is JsonValue value && value.TryGetValue(out int minutes))
            return minutes;
        Match match = MinutesInText().Match(FirstProse(notebook));
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static string FindBefore(Notebook notebook) => BeforeInText().Match(FirstProse(notebook)).Groups["what"].Value;

    private static string FirstProse(Notebook notebook) => notebook.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Markdown)?.Source ?? "";

    private static string[] Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : null).OfType<string>()];

    /// <summary>nbgrader's mark of a cell that is graded.</summary>
    private static bool GivesPoints(NotebookCell cell) =>
        cell.Kind == CellKind.Code && cell.Metadata["nbgrader"] is JsonObject grading && grading["grade"] is JsonValue grade && grade.TryGetValue(out bool isGraded) && isGraded;

    [GeneratedRegex(@"\b(\d{1,3}) min(?:ute)?s?\b")]
    private static partial Regex MinutesInText();

    [GeneratedRegex(@"\bBefore it: (?<what>.+?)\.(?=[\s*]|$)")]
    private static partial Regex BeforeInText();
}
