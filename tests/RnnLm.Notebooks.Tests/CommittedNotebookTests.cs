using System.Text.Json.Nodes;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>Every notebook is committed as the course wants it: without outputs, readable in a diff, the same on every kernel.</summary>
public sealed class CommittedNotebookTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder(), "*.ipynb").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_no_outputs_stable_ids_short_cells_and_starts_with_the_library(string name)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), name)))!;
        Assert.Equal((4, 5), ((int)notebook["nbformat"]!, (int)notebook["nbformat_minor"]!));
        Assert.Equal("C#", (string?)notebook["metadata"]!["language_info"]!["name"]);
        var cells = notebook["cells"]!.AsArray().Select(c => c!.AsObject()).ToArray();
        Assert.Equal(cells.Length, cells.Select(c => (string)c["id"]!).Distinct().Count());
        var code = cells.Where(c => (string)c["cell_type"]! == "code").ToArray();
        Assert.All(code, cell =>
        {
            Assert.Empty(cell["outputs"]!.AsArray());
            Assert.Null(cell["execution_count"]);
            Assert.InRange(cell["source"]!.AsArray().Count, 1, 25);
            Assert.All(cell["source"]!.AsArray(), line => Assert.InRange(((string)line!).TrimEnd('\n').Length, 0, 100)); // what the book and VS Code show uncut
        });
        Assert.StartsWith("#r \"../src/RnnLm.Notebooks/bin/RnnLm.Notebooks.dll\"", (string)code[0]["source"]![0]!, StringComparison.Ordinal);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "notebooks");
    }
}
