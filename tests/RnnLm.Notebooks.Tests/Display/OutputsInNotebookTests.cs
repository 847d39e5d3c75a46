using System.Text.Json;
using RnnLm.Notebooks.Display;
using RnnLm.Notebooks.Figures;
using RnnLm.Notebooks.Tests.Figures;
using Xunit;

namespace RnnLm.Notebooks.Tests.Display;

/// <summary>What cells put out, in the pages of JupyterLab and the classic Notebook, as axe judges it: figures, matrices, and what checks say.</summary>
[Trait("Speed", "slow")]
public sealed class OutputsInNotebookTests
{
    [Theory]
    [InlineData("lab", "light", ".jp-OutputArea-output")]
    [InlineData("lab", "dark", ".jp-OutputArea-output")]
    [InlineData("classic", "light", ".output_area")]
    public void Axe_finds_no_serious_fault(string template, string theme, string output)
    {
        Assert.SkipUnless(BrowserScripts.Missing is null, BrowserScripts.Missing ?? "");
        var python = BrowserScripts.PythonWithNbconvert();
        Assert.SkipUnless(python is not null, "There is no Python with nbconvert.");
        var shown = Outputs().ToArray();
        var folder = Directory.CreateTempSubdirectory("outputs-");
        try
        {
            var notebook = Path.Combine(folder.FullName, "outputs.ipynb");
            File.WriteAllText(notebook, Notebook(shown));
            var (exitCode, said) = BrowserScripts.Run(python!, "-m", "nbconvert", "--to", "html", "--template", template, $"--HTMLExporter.theme={theme}", notebook);
            Assert.True(exitCode == 0, said);
            var report = BrowserScripts.RunScript("axe.mjs", [Path.ChangeExtension(notebook, ".html"), output]);
            Assert.Matches($"^{shown.Length} outputs, {FigureGallery.All.Count} drawn, [1-9][0-9]* checks passed\n$", report);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>There figures are drawn from their JSON, and what is HTML stands on the editor's colours.</summary>
    [Theory]
    [InlineData("#ffffff", "#3b3b3b")]
    [InlineData("#1f1f1f", "#cccccc")]
    public void Axe_finds_no_serious_fault_in_the_colours_of_VS_Code(string ground, string ink)
    {
        Assert.SkipUnless(BrowserScripts.Missing is null, BrowserScripts.Missing ?? "");
        var shown = Outputs().Where(output => output is not Figure).ToArray();
        var page = Path.Combine(Path.GetTempPath(), $"outputs-{Guid.NewGuid():N}.html");
        try
        {
            File.WriteAllText(page, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Outputs</title><body style=\"background:{ground};color:{ink};font:13px sans-serif\">"
                + string.Concat(shown.Select(output => $"<div class=\"output\">{output.As(MimeTypes.Html)}</div>")));
            Assert.Matches($"^{shown.Length} outputs, 0 drawn, [1-9][0-9]* checks passed\n$", BrowserScripts.RunScript("axe.mjs", page, ".output"));
        }
        finally
        {
            File.Delete(page);
        }
    }

    private static IEnumerable<IDisplayed> Outputs() =>
    [
        .. FigureGallery.All.Values.Select(figure => figure()),
        Show.Matrix(new double[,] { { 1, 2 }, { 3, -4 } }, "W_h", (0, 1)),
        // Of each kind of exercise one, in every state.
        .. Exercises.All.GroupBy(exercise => exercise.GetType().Name).SelectMany(kind => Verdicts(kind.First())),
    ];

    private static IEnumerable<Verdict> Verdicts(Exercise exercise)
    {
        var cases = exercise.Cases(seed: 1);
        Verdict Judged(Func<object[], Outcome> outcome) => exercise.Judge(cases, [.. cases.Select(outcome)]);
        yield return Judged(arguments => new Outcome { Value = exercise.Expected(arguments) });
        yield return Judged(arguments => new Outcome { Value = exercise.Outputs(exercise.Mistakes[0], arguments)[0] });
        yield return Judged(_ => new Outcome { IsNotImplemented = true });
    }

    private static string Notebook(IEnumerable<IDisplayed> outputs) => JsonSerializer.Serialize(new
    {
        nbformat = 4,
        nbformat_minor = 5,
        metadata = new { kernelspec = new { name = "rnnlm-csharp", display_name = "C#", language = "C#" } },
        cells = outputs.Select((output, i) => new
        {
            id = $"cell-{i}",
            cell_type = "code",
            execution_count = i + 1,
            metadata = new { },
            source = "",
            outputs = new[] { new { output_type = "display_data", metadata = new { }, data = new Dictionary<string, string?> { [MimeTypes.Html] = output.As(MimeTypes.Html) } } },
        }),
    });
}
