using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Book;

/// <summary>What the index says of a chapter, read from the notebook's metadata: <c>"rnnlm": { "minutes": 25, "prerequisites": ["02"], "items": ["A22"] }</c>.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Minutes">How long it takes to read and do; null if it does not say.</param>
/// <param name="Prerequisites">The chapters to be read before, by name or number.</param>
/// <param name="Items">The slides' items that it covers.</param>
/// <param name="Exercises">How many of its cells give points.</param>
public sealed partial record ChapterFacts(string Title, int? Minutes, IReadOnlyList<string> Prerequisites, IReadOnlyList<string> Items, int Exercises)
{
    /// <summary>Reads the facts of a notebook.</summary>
    public static ChapterFacts From(Notebook notebook, string title)
    {
        var course = notebook.Metadata["rnnlm"] as JsonObject;
        return new ChapterFacts(title, FindMinutes(notebook, course), Texts(course?["prerequisites"]), Texts(course?["items"]), notebook.Cells.Count(GivesPoints));
    }

    /// <summary>Whether a paragraph is the line under the title that gives the minutes, and so no first paragraph to quote.</summary>
    public static bool IsLineOfFacts(string html) => html.Length < 300 && MinutesInText().IsMatch(html);

    /// <summary>From the metadata, or from '25 minutes' in the first cell of prose.</summary>
    private static int? FindMinutes(Notebook notebook, JsonObject? course)
    {
        if (course?["minutes"] is JsonValue value && value.TryGetValue(out int minutes))
            return minutes;
        string first = notebook.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Markdown)?.Source ?? "";
        Match match = MinutesInText().Match(first);
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static string[] Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : null).OfType<string>()];

    /// <summary>nbgrader's mark of a cell that is graded.</summary>
    private static bool GivesPoints(NotebookCell cell) =>
        cell.Kind == CellKind.Code && cell.Metadata["nbgrader"] is JsonObject grading && grading["grade"] is JsonValue grade && grade.TryGetValue(out bool isGraded) && isGraded;

    [GeneratedRegex(@"\b(\d{1,3}) min(?:ute)?s?\b")]
    private static partial Regex MinutesInText();
}
