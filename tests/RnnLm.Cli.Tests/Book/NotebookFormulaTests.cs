using System.Diagnostics;
using System.Text.Json;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using RnnLm.Cli.Book;
using RnnLm.Cli.Book.Mathematics;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Book;

/// <summary>The committed notebooks' prose is shown as it was meant, in the book and where others set it.</summary>
public sealed class NotebookFormulaTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseMathematics().Build();

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(KernelLocation.Repository(), "notebooks");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_book_sets_every_formula(string name)
    {
        (string Tex, bool Display)[] formulas = [.. Formulas(name)];
        var faults = new List<string>();
        foreach ((string tex, bool display) in formulas)
        {
            try
            {
                Assert.StartsWith("<math", TexMath.ToMathMl(tex, display), StringComparison.Ordinal);
            }
            catch (TexException e)
            {
                faults.Add($"{tex.Trim()}: {e.Message}");
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void KaTeX_sets_every_formula()
    {
        string script = Path.Combine(KernelLocation.Repository(), "tests", "RnnLm.Cli.Tests", "Book", "katex.mjs");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "katex")), "KaTeX is not installed: run npm ci in tests/RnnLm.Cli.Tests/Book");
        (string Tex, bool Display)[] formulas = [.. Names.SelectMany(name => Formulas(name))];
        Assert.NotEmpty(formulas);
        Assert.Equal($"{formulas.Length} formulas read\n", Run("node", script, formulas).ReplaceLineEndings("\n"));
        // And what it cannot read is told.
        Assert.Contains(@"\frac{a: KaTeX parse error", Run("node", script, [(@"\frac{a", false)]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_notebooks_make_a_book_in_which_every_link_and_picture_is_found()
    {
        using var folder = new TemporaryFolder();
        BookChapter[] chapters = [.. NotebookFiles.Find([Folder]).Select(file => new BookChapter(file.Name, file.Path, Notebook.Load(file.Path)))];
        Assert.Empty(BookWriter.Write(chapters, folder.File("book")));
    }

    private static IEnumerable<(string Tex, bool Display)> Formulas(string name) =>
        Notebook.Load(Path.Combine(Folder, name)).Cells.Where(cell => cell.Kind == CellKind.Markdown)
            .SelectMany(cell => Markdown.Parse(cell.Source, Pipeline).Descendants())
            .Select(node => node switch
            {
                MathInline inline => (inline.Content.ToString(), inline.DelimiterCount == 2),
                MathBlock block => (block.Lines.ToString(), true),
                _ => ("", false),
            })
            .Where(formula => formula.Item1.Length > 0);

    private static string Run(string program, string script, (string Tex, bool Display)[] formulas)
    {
        var start = new ProcessStartInfo(program, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        foreach ((string tex, bool display) in formulas)
            process.StandardInput.WriteLine(JsonSerializer.Serialize(new { tex, display }));
        process.StandardInput.Close();
        process.WaitForExit();
        return output.Result;
    }
}
