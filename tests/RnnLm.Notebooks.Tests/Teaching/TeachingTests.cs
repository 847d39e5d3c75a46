using System.Text.Json.Nodes;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>TEACHING.md leads from the slides to cells that are there.</summary>
public sealed class TeachingTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Page = Path.Combine(Root, "TEACHING.md");

    [Fact]
    public void Its_tables_say_what_the_notebooks_say()
    {
        var text = File.ReadAllText(Page).ReplaceLineEndings("\n");
        var written = TeachingTables.Fill(text, Notebooks());
        if (Environment.GetEnvironmentVariable("RNNLM_WRITE_TEACHING") == "1")
        {
            File.WriteAllText(Page, written);
            return;
        }

        Assert.True(
            written == text,
            "TEACHING.md is behind the notebooks. Write it anew: RNNLM_WRITE_TEACHING=1 dotnet run --project tests/RnnLm.Notebooks.Tests -- -class '*TeachingTests'");
    }

    [Fact]
    public void Each_item_of_both_decks_has_one_row_and_no_notebook_names_another()
    {
        string[] items = [.. Enumerable.Range(1, 27).Select(i => $"A{i}"), .. Enumerable.Range(1, 40).Select(i => $"B{i}")];
        Assert.Equal(items, TeachingTables.Items(File.ReadAllText(Page).ReplaceLineEndings("\n")));
        Assert.All(Notebooks(), notebook => Assert.Empty(notebook.Items.Except(items)));
        Assert.All(Exercises.All, exercise => Assert.Empty(exercise.Items.Except(items)));
    }

    [Fact]
    public void A_row_names_the_section_and_the_cell_of_an_exercise()
    {
        var notebook = new TaughtNotebook("02-dot-products", JsonNode.Parse("""
            {
              "cells": [
                { "cell_type": "markdown", "id": "t", "metadata": {}, "source": ["# 02 · Products\n", "text"] },
                { "cell_type": "markdown", "id": "h", "metadata": {}, "source": "## 1 · The dot product\n\n### Exercise" },
                { "cell_type": "code", "id": "stub", "metadata": { "nbgrader": { "grade_id": "DotProduct" } }, "source": "" }
              ],
              "metadata": { "rnnlm": { "minutes": 50, "items": ["B4", "B5"] } }
            }
            """)!);
        var text = TeachingTables.Fill("<!-- chapters -->\nold\n<!-- end -->\n| B4 | dot | old |\n| B5 | row | |\n| B5 | row | old |\n| B6 | matrix | old |\n", [notebook]);
        Assert.Equal(
            "<!-- chapters -->\n\n| chapter | minutes | exercises | points | items |\n|---|--:|--:|--:|---|\n| [02 · Products](notebooks/02-dot-products.ipynb) | 50 | 1 | 2 | B4, B5 |\n\n<!-- end -->\n"
            + "| B4 | dot | [02](notebooks/02-dot-products.ipynb), *1 · The dot product*: `stub` |\n| B5 | row | |\n"
            + "| B5 | row | [02](notebooks/02-dot-products.ipynb) |\n| B6 | matrix | to come |\n",
            text);
    }

    private static TaughtNotebook[] Notebooks() =>
        [.. Directory.GetFiles(Path.Combine(Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)
            .Select(path => new TaughtNotebook(Path.GetFileNameWithoutExtension(path), JsonNode.Parse(File.ReadAllText(path))!))];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
