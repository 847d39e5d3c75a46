using System.Text.Json.Nodes;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

public sealed class NotebookTests
{
    // As Jupyter writes it: one space of indent, letters unescaped, a line end at the end.
    private const string Jupyters = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {
            "vscode": {
             "languageId": "csharp"
            },
            "tags": []
           },
           "source": [
            "# Größe ∂ 😀 \"q\" \\ <b>\n",
            "tab\there"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "c_1-A",
           "metadata": {
            "nbgrader": {
             "grade_id": "dot",
             "points": 1.50
            },
            "tags": [
             "raises-exception"
            ]
           },
           "outputs": [
            {
             "data": {
              "application/vnd.custom+json": {
               "x": [
                1e-7,
                100000000000000000000,
                {}
               ]
              }
             },
             "metadata": {},
             "output_type": "display_data",
             "unknown": null
            }
           ],
           "source": []
          }
         ],
         "metadata": {
          "course": {
           "items": [
            "B4"
           ]
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5,
         "later": "kept"
        }

        """;

    [Fact]
    public void What_passes_through_comes_out_byte_for_byte() =>
        Assert.Equal(Jupyters, Notebook.Parse(Jupyters, "n.ipynb").ToString());

    [Fact]
    public void Cells_have_a_typed_view()
    {
        Notebook notebook = Notebook.Parse(Jupyters, "n.ipynb");
        Assert.Equal([CellKind.Markdown, CellKind.Code], notebook.Cells.Select(cell => cell.Kind));
        Assert.Equal("# Größe ∂ 😀 \"q\" \\ <b>\ntab\there", notebook.Cells[0].Source);
        Assert.Equal("c_1-A", notebook.Cells[1].Id);
        Assert.True(notebook.Cells[1].HasTag("raises-exception"));
        Assert.False(notebook.Cells[0].HasTag("raises-exception"));
        Assert.Null(notebook.Cells[1].ExecutionCount);
        Assert.Equal("", notebook.Cells[1].Source);
    }

    [Fact]
    public void A_new_source_is_written_as_lines()
    {
        Notebook notebook = Notebook.Parse(Jupyters, "n.ipynb");
        notebook.Cells[1].Source = "a\n\nb\n";
        Assert.Equal("""["a\n","\n","b\n"]""", notebook.Cells[1].Json["source"]!.ToJsonString());
        Assert.Equal("a\n\nb\n", notebook.Cells[1].Source);
    }

    [Fact]
    public void Half_a_surrogate_pair_survives_in_an_output_and_is_an_error_in_a_source()
    {
        string text = NotebookText.With(NotebookText.Code("a", "x", new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "HALF" }));
        Assert.Contains("\"\\uD83D\"", Notebook.Parse(text.Replace("HALF", "\\uD83D", StringComparison.Ordinal), "n").ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(
            "half of a surrogate pair, which is no letter.",
            Assert.Throws<NotebookFormatException>(() => Notebook.Parse(text.Replace("\"x\"", "\"\\uD83D\"", StringComparison.Ordinal), "n")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Older_minor_versions_are_upgraded_with_ids_that_stay_the_same()
    {
        const string Old = """
            {"nbformat": 4, "nbformat_minor": 2, "metadata": {},
             "cells": [{"cell_type": "markdown", "metadata": {}, "source": "same"}, {"cell_type": "markdown", "metadata": {}, "source": "same"},
                       {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": 3}]}
            """;
        Notebook first = Notebook.Parse(Old, "n");
        Assert.Equal(5, (int)first.Json["nbformat_minor"]!);
        Assert.Equal(3, first.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.Equal(first.Cells.Select(cell => cell.Id), Notebook.Parse(Old, "n").Cells.Select(cell => cell.Id));
        Assert.Equal(3, first.Cells[2].ExecutionCount);
    }

    [Fact]
    public void A_later_minor_version_is_kept()
    {
        string text = NotebookText.WithCode("1").Replace("\"nbformat_minor\":5", "\"nbformat_minor\":7", StringComparison.Ordinal);
        Assert.Equal(7, (int)Notebook.Parse(text, "n").Json["nbformat_minor"]!);
    }

    [Fact]
    public void An_id_that_is_taken_or_invalid_is_replaced()
    {
        string text = NotebookText.With(NotebookText.Code("a", "1"), NotebookText.Code("a", "2"), NotebookText.Code("no spaces", "3"));
        IReadOnlyList<NotebookCell> cells = Notebook.Parse(text, "n").Cells;
        Assert.Equal("a", cells[0].Id);
        Assert.Matches("^[0-9a-f]{8}$", cells[1].Id);
        Assert.Matches("^[0-9a-f]{8}$", cells[2].Id);
    }

    [Theory]
    [InlineData("", "n.ipynb is not a notebook: the file is empty.")]
    [InlineData("{\n\"nbformat\": 4,,", "n.ipynb is not a notebook: it is not JSON (line 2).")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4}", "n.ipynb is not a notebook: a member of its JSON stands there twice.")]
    [InlineData("[1, 2]", "n.ipynb is not a notebook: it is JSON without an 'nbformat' number.")]
    [InlineData("{\"nbformat\": \"4\"}", "n.ipynb is not a notebook: it is JSON without an 'nbformat' number.")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "n.ipynb is written in nbformat 3; save it as nbformat 4 with Jupyter or VS Code first.")]
    [InlineData("{\"nbformat\": 4}", "n.ipynb is not a notebook: it has no list of cells.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [1]}", "n.ipynb, cell 1: a cell must be a JSON object.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"sql\"}]}", "n.ipynb, cell 1: its type is 'sql'; it must be markdown, code or raw.")]
    [InlineData(
        "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"raw\", \"source\": 1}]}",
        "n.ipynb, cell 1: its source is unreadable: expected a string or a list of strings.")]
    public void A_file_that_is_no_notebook_gets_one_sentence(string text, string message) =>
        Assert.Equal(message, Assert.Throws<NotebookFormatException>(() => Notebook.Parse(text, "n.ipynb")).Message);

    [Fact]
    public void A_file_that_is_not_there_gets_one_sentence() =>
        Assert.StartsWith("Cannot read nowhere.ipynb: ", Assert.Throws<NotebookFormatException>(() => Notebook.Load("nowhere.ipynb")).Message, StringComparison.Ordinal);

    [Fact]
    public void Saving_makes_the_folder_and_leaves_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("new/n.ipynb");
        Notebook.Parse(Jupyters, "n").Save(path);
        Assert.Equal(Jupyters, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Only_a_code_cell_takes_outputs() =>
        Assert.Throws<InvalidOperationException>(() => Notebook.Parse(Jupyters, "n").Cells[0].SetResult([new JsonObject()], 1));
}
