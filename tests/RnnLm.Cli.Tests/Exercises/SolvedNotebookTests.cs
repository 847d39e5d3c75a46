using RnnLm.Cli.Exercises;
using RnnLm.Cli.Notebooks;
using RnnLm.Notebooks;
using Xunit;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Tests.Exercises;

/// <summary>Each notebook of the course runs from its first cell to its last with no exercise done, and with all of them done.</summary>
[Trait("Speed", "slow")]
public sealed class SolvedNotebookTests
{
    public static TheoryData<string> Names => [.. Course.All.Select(e => e.Notebook).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs_as_it_is_and_nothing_passes(string name) => Assert.All(await Run(name, solve: false), state => Assert.Matches("[:?] not (attempted|yet)$", state));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs_solved_and_every_check_passes(string name) => Assert.All(await Run(name, solve: true), state => Assert.Matches("[:?] passed, [0-9]+ of [0-9]+ points?$", state));

    // What each check said, in its first line.
    private static async Task<IReadOnlyList<string>> Run(string name, bool solve)
    {
        var source = Path.Combine(CourseFolders.Notebooks, name + ".ipynb");
        Assert.SkipUnless(File.Exists(source), $"{name} is not written yet");
        var notebook = Notebook.Load(source);
        var exercises = Course.All.Where(e => e.Notebook == name).ToArray();
        Assert.SkipUnless(exercises.Any(e => ExerciseCells.Stub(notebook, e) is not null), $"the exercises of {name} do not stand in it yet");
        if (solve) Assert.Equal(exercises.Length, SolveCommand.Solve(notebook));
        // A folder beside notebooks/, so that the first cell finds the library.
        var path = Path.Combine(KernelLocation.Repository(), "artifacts", $"{Guid.NewGuid():N}.ipynb");
        notebook.Save(path);
        try
        {
            var kernel = KernelLocation.Command() with { Environment = new Dictionary<string, string> { [ExerciseProgress.Variable] = "off" } };
            var runner = new NotebookRunner(new RunSettings(kernel), new PlainProgress(TextWriter.Null));
            var result = (await runner.RunAsync([path], TestContext.Current.CancellationToken)).Single();
            Assert.Empty(result.Failures.Select(f => $"cell {f.Number}: {f.Message}"));
            Assert.Null(result.Note);
            return [.. exercises.Select(e => Said(result.Notebook!.Cells.Single(c => ExerciseCells.GradeId(c) == $"{e.Name}-check")))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Said(NotebookCell check)
    {
        var plain = check.Outputs.Select(output => output!["data"]?["text/plain"]).First(text => text is not null)!;
        return (plain is System.Text.Json.Nodes.JsonArray lines ? lines[0]! : plain).ToString().Split('\n')[0];
    }
}
