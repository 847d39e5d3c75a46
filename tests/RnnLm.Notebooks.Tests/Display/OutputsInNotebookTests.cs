using System.Text.Json;
using RnnLm.Notebooks.Display;
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
