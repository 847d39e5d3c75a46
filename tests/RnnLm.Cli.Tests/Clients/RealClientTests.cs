using RnnLm.Cli.Exercises;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Exercises;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Clients;

/// <summary>The course's notebooks as learners open them: with the installed kernel, in programs that we did not write.</summary>
[Trait("Speed", "slow")]
public sealed class RealClientTests(LearnersKernel kernel)
{
    private static readonly string Tests = Path.Combine(KernelLocation.Repository(), "tests");

    public static TheoryData<string> Numbered => [.. CourseFolders.Names.Where(name => char.IsDigit(name[0]))];

    [Theory]
    [MemberData(nameof(Numbered))]
    public void Classic_Notebook_runs_it_and_draws_every_figure_and_its_slider_moves_it(string name)
    {
        var browser = Path.Combine(Tests, "RnnLm.Notebooks.Tests", "Figures", "Browser");
        foreach (var program in (string[])["node", "chromium", "jupyter-notebook"])
            Assert.SkipUnless(Nbclient.TryRun(program, ["--version"])?.ExitCode == 0, $"There is no {program}.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(browser, "node_modules")), $"Its packages are not there: run npm ci in {browser}.");
        using var copy = new CopyOfNotebook(name);

        var outcome = Nbclient.TryRun("node", [Path.Combine(browser, "notebook.mjs"), copy.Folder, copy.Name, .. Pictures()], kernel.Variables)!;

        TestContext.Current.TestOutputHelper?.WriteLine(outcome.Output);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
    }

    [Theory]
    [MemberData(nameof(Numbered))]
    public void Nbclient_runs_it_solved_and_every_check_passes(string name)
    {
        using var copy = new CopyOfNotebook(name, solved: true);
        var outcome = Nbclient.Run(copy.File, copy.File, kernel.Variables);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.All(copy.Checks(Notebook.Load(copy.File)), said => Assert.Matches(CopyOfNotebook.Passed, said));
    }

    [Fact]
    public void Nbclient_runs_the_appendix()
    {
        using var folder = new TemporaryFolder();
        var outcome = Nbclient.Run(CourseFolders.InCourse("appendix-plotly-net"), folder.File("out.ipynb"), kernel.Variables);
        Assert.SkipWhen(outcome.Error.Contains("cannot be had: NU1", StringComparison.Ordinal), "skipped: Plotly.NET cannot be restored here");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var outputs = Notebook.Load(folder.File("out.ipynb")).Cells.SelectMany(cell => cell.Outputs);
        Assert.Contains(outputs, output => output!["data"]?["application/vnd.plotly.v1+json"] is not null);
    }

    // While somebody works on a figure, the variable NOTEBOOK_PICTURES names a folder for screenshots, to be looked at.
    private static string[] Pictures() => Environment.GetEnvironmentVariable("NOTEBOOK_PICTURES") is { Length: > 0 } folder ? [Path.GetFullPath(folder)] : [];
}
