using System.Text.Json.Nodes;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>A notebook as it is committed.</summary>
internal sealed class CourseNotebook
{
    private CourseNotebook(string path)
    {
        Path = path;
        Json = JsonNode.Parse(File.ReadAllText(path))!;
        Cells = [.. Json["cells"]!.AsArray().Select(cell => cell!.AsObject())];
    }

    /// <summary>The notebooks' folder.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>Their names, without the ending.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => System.IO.Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Those that are part of the course, and not an appendix: their names begin with a number.</summary>
    public static TheoryData<string> Numbered => [.. Names.Where(name => char.IsDigit(name[0]))];

    public string Path { get; }

    public JsonNode Json { get; }

    public IReadOnlyList<JsonObject> Cells { get; }

    /// <summary>The prose of the first cell: title, minutes, items.</summary>
    public string Head => Source(Cells[0]);

    public static CourseNotebook Open(string name) => new(System.IO.Path.Combine(Folder, name + ".ipynb"));

    public static string Source(JsonObject cell) => string.Concat(cell["source"]!.AsArray().Select(line => (string)line!));

    public static bool IsCode(JsonObject cell) => (string)cell["cell_type"]! == "code";

    public static JsonObject? Nbgrader(JsonObject cell) => cell["metadata"]!["nbgrader"]?.AsObject();

    /// <summary>Everything that is not code.</summary>
    public string Prose => string.Join("\n\n", Cells.Where(cell => !IsCode(cell)).Select(Source));

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return System.IO.Path.Combine(folder.FullName, "notebooks");
    }
}
