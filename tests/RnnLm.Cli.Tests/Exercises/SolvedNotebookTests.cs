using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Clients;
using RnnLm.Notebooks;
using Xunit;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Tests.Exercises;

/// <summary>
/// Each notebook of the course runs from its first cell to its last with no exercise done, and with all of them done, and keeps to its time:
/// a cell takes less than 10 seconds, a notebook less than 30.
/// </summary>
/// <remarks>
/// What is held to it is the processor's time, all threads of the kernel together, which <c>./rnnlm run --times</c> shows beside the clock's. On a quiet
/// machine the clock shows less, since no cell waits for anything but the processor. On a busy one the clock can show ten times as much, but the processor's
/// time grows by a third at most, as caches are shared. So that this holds on slow machines, too, there is room: on two cores of an AMD EPYC of 2017, two and
/// a half times slower than those of today, the slowest cell takes 7 seconds of it and the slowest notebook 20. These tests run alone in their project.
/// </remarks>
[Collection(Alone.Name)]
[Trait("Speed", "slow")]
public sealed class SolvedNotebookTests(LearnersKernel kernel)
{
    private static readonly string Pictures = Path.Combine(KernelLocation.Repository(), ".github", "pictures");
    private static readonly TimeSpan MostOfACell = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostOfANotebook = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. Course.All.Select(e => e.Notebook).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs_as_it_is_nothing_passes_and_the_readme_shows_what_it_draws(string name)
    {
        var (checks, notebook) = await Run(name, solved: false);
        Assert.All(checks, said => Assert.Matches("[:?] not (attempted|yet)$", said));
        SaidInProse.Holds(name, notebook);
        foreach (var picture in Directory.GetFiles(Pictures, $"{name}.*.svg"))
        {
            var cell = Path.GetFileName(picture).Split('.')[1];
            var drawn = notebook.Cells.Single(c => c.Id == cell).Outputs.Select(output => output!["data"]?["image/svg+xml"]).Single(svg => svg is not null);
            Assert.True(MultilineText.Join(drawn).TrimEnd('\n') + "\n" == File.ReadAllText(picture), $"The cell {cell} draws something else than {picture}: run .ci/pictures.");
        }
    }

    [Fact]
    public void Every_picture_is_of_a_notebook_and_stands_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(KernelLocation.Repository(), "README.md"));
        string[] pictures = [.. Directory.GetFiles(Pictures).Select(path => Path.GetFileName(path))];
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.Contains($".github/pictures/{picture}", readme, StringComparison.Ordinal));
        Assert.All(pictures, picture => Assert.Contains(picture.Split('.')[0], Course.All.Select(e => e.Notebook)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs_solved_and_every_check_passes(string name) => Assert.All((await Run(name, solved: true)).Checks, said => Assert.Matches(CopyOfNotebook.Passed, said));

    // What each check said, in its first line, and the notebook with its outputs.
    private async Task<(IReadOnlyList<string> Checks, Notebook Notebook)> Run(string name, bool solved)
    {
        using var copy = new CopyOfNotebook(name, solved);
        var command = kernel.Command with { Environment = new Dictionary<string, string> { [ExerciseProgress.Variable] = "off" } };
        var runner = new NotebookRunner(new RunSettings(command), new PlainProgress(TextWriter.Null));
        var result = (await runner.RunAsync([copy.File], TestContext.Current.CancellationToken)).Single();
        Assert.Empty(result.Failures.Select(f => $"cell {f.Number}: {f.Message}"));
        Assert.Null(result.Note);
        var slowest = result.Times.MaxBy(time => time.Processor)!;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{name}: {result.Processor.TotalSeconds:F1} s of the processor, {result.Duration.TotalSeconds:F1} s by the clock; "
            + $"its slowest cell, {slowest.Id}, {slowest.Processor.TotalSeconds:F1} s");
        Assert.All(result.Times, time => Assert.True(time.Processor < MostOfACell, $"cell {time.Number}, {time.Id}, takes {time.Processor.TotalSeconds:F1} s"));
        Assert.True(result.Processor < MostOfANotebook, $"it takes {result.Processor.TotalSeconds:F1} s");
        Assert.True(result.Processor > TimeSpan.Zero);
        return (copy.Checks(result.Notebook!), result.Notebook!);
    }
}
