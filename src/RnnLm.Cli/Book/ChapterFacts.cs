using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Book;

/// <summary>What the index says of a chapter.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Minutes">How long it takes to read and do; null if it does not say.</param>
public sealed partial record ChapterFacts(string Title, int? Minutes)
{
    /// <summary>Reads the minutes from the metadata (<c>rnnlm.minutes</c>), or from '25 minutes' in the first cell of prose.</summary>
    public static int? FindMinutes(Notebook notebook)
    {
        if ((notebook.Metadata["rnnlm"] as JsonObject)?["minutes"] is JsonValue value && value.TryGetValue(out int minutes))
            return minutes;
        string first = notebook.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Markdown)?.Source ?? "";
        Match match = MinutesInText().Match(first);
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Whether a paragraph is the line under the title that gives the minutes, and so no first paragraph to quote.</summary>
    public static bool IsLineOfFacts(string html) => html.Length < 300 && MinutesInText().IsMatch(html);

    [GeneratedRegex(@"\b(\d{1,3}) min(?:ute)?s?\b")]
    private static partial Regex MinutesInText();
}
