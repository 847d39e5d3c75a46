using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RnnLm.Notebooks.Tests;

/// <summary>A notebook as TEACHING.md needs it.</summary>
/// <param name="Name">Its file's name without the ending.</param>
/// <param name="Json">The file.</param>
internal sealed record TaughtNotebook(string Name, JsonNode Json)
{
    private JsonNode? Course => Json["metadata"]!["rnnlm"];

    public string Number => Name.Split('-')[0];

    public int Minutes => (int?)Course?["minutes"] ?? 0;

    public string[] Items => [.. (Course?["items"]?.AsArray() ?? []).Select(item => (string)item!)];

    public string Title => Source(Json["cells"]![0]!).Split('\n')[0].TrimStart('#', ' ');

    /// <summary>The exercises whose stub is in the notebook, each with the cell's id and the heading it stands under.</summary>
    public IEnumerable<(Exercise Exercise, string Cell, string Section)> Exercises()
    {
        var section = "";
        foreach (var cell in Json["cells"]!.AsArray())
        {
            if ((string)cell!["cell_type"]! == "markdown")
                section = Source(cell).Split('\n').LastOrDefault(line => line.StartsWith("## ", StringComparison.Ordinal))?[3..].Trim() ?? section;
            else if (RnnLm.Notebooks.Exercises.Find((string?)cell["metadata"]!["nbgrader"]?["grade_id"] ?? "") is { } exercise)
                yield return (exercise, (string)cell["id"]!, section);
        }
    }

    private static string Source(JsonNode cell) => cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)cell["source"]!;
}

/// <summary>The tables of TEACHING.md: what is taught in which cell, as the notebooks and exercises say it themselves.</summary>
internal static partial class TeachingTables
{
    private const string ChapterHead = "| chapter | minutes | exercises | points | items |\n|---|--:|--:|--:|---|\n";

    /// <summary>The text with the last column of each item's row and the table of chapters written anew; the rest stays.</summary>
    public static string Fill(string text, IReadOnlyList<TaughtNotebook> notebooks)
    {
        text = ItemRow().Replace(text, row => $"| {row.Groups["item"].Value} | {row.Groups["what"].Value} | {Places(row.Groups["item"].Value, notebooks)} |");
        return ChapterTable().Replace(text, _ => "<!-- chapters -->\n\n" + ChapterHead + string.Concat(notebooks.Where(n => n.Items.Length > 0).Select(Chapter)) + "\n<!-- end -->");
    }

    /// <summary>The items that have a row.</summary>
    public static string[] Items(string text) => [.. ItemRow().Matches(text).Select(row => row.Groups["item"].Value)];

    private static string Chapter(TaughtNotebook notebook)
    {
        var exercises = notebook.Exercises().Select(e => e.Exercise).ToArray();
        return $"| [{notebook.Title}](notebooks/{notebook.Name}.ipynb) | {notebook.Minutes} | {exercises.Length} | {exercises.Sum(e => e.Points)} | {string.Join(", ", notebook.Items)} |\n";
    }

    private static string Places(string item, IReadOnlyList<TaughtNotebook> notebooks)
    {
        var places = notebooks.Where(notebook => notebook.Items.Contains(item)).Select(notebook => Place(item, notebook)).ToArray();
        return places.Length > 0 ? string.Join("; ", places) : "to come";
    }

    // The sections where the item is practised, with the cells to complete; the notebook as a whole where it has no exercise of its own.
    private static string Place(string item, TaughtNotebook notebook)
    {
        var cells = from e in notebook.Exercises()
                    where e.Exercise.Items.Contains(item)
                    group $"`{e.Cell}`" by e.Section into section
                    select $"*{section.Key}*: {string.Join(", ", section)}";
        return string.Join(", ", cells.Prepend($"[{notebook.Number}](notebooks/{notebook.Name}.ipynb)"));
    }

    [GeneratedRegex(@"^\| (?<item>[AB]\d+) \| (?<what>[^|\n]*) \| (?<where>[^|\n]*) \|$", RegexOptions.Multiline)]
    private static partial Regex ItemRow();

    [GeneratedRegex("<!-- chapters -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex ChapterTable();
}
