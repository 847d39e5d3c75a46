using RnnLm.Cli.Exercises;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using Spectre.Console;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

/// <summary>What a user who stops a run, or the grading of a class, has of it.</summary>
public sealed class StoppedRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter said = new();

    [Fact]
    public async Task A_run_that_is_stopped_has_written_the_notebooks_that_were_finished()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = Run(["echo one", "stuck"], stop.Token);
        while (!File.Exists(folder.File("out/0.ipynb")) && !run.IsCompleted) await Task.Delay(20, stop.Token);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Interrupted, await run);
        Assert.Equal("one", MultilineText.Join(Notebook.Load(folder.File("out/0.ipynb")).Cells[0].Outputs[0]!["text"]));
        Assert.False(File.Exists(folder.File("out/1.ipynb")));
        Assert.True(File.Exists(folder.File("book/0.html")));
        Assert.Contains("Stopped: 1 of 2 notebooks had run to their end.", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 executed notebook is in", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_stopped_at_once_leaves_a_book_that_is_there_as_it_was()
    {
        var index = folder.Write("book/index.html", "the book of yesterday");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
        Assert.Equal(ExitCode.Interrupted, await Run(["stuck"], stop.Token));
        Assert.Equal("the book of yesterday", File.ReadAllText(index));
        Assert.False(Directory.Exists(folder.File("out")));
        Assert.Contains("Stopped: 0 of 1 notebooks had run to their end, so nothing was written.", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grading_that_is_stopped_gives_the_grades_that_are_there()
    {
        string[] files = [folder.Write("broken/02-dot-products.ipynb", "{"), folder.Write("02-dot-products.ipynb", NotebookText.WithCode("1"))];
        using var stop = new CancellationTokenSource();
        var grades = await new NotebookGrader(new GradeSettings(ShellKernel.Command(), Seed: 1)).GradeAsync(files, _ => stop.Cancel(), stop.Token);
        Assert.Equal(files[..1], grades.Select(grade => grade.File));
    }

    public void Dispose() => folder.Dispose();

    private Task<int> Run(string[] notebooks, CancellationToken stop) => RunCommand.RunAsync(
        [.. notebooks.Select((cell, i) => folder.Write($"{i}.ipynb", NotebookText.WithCode(cell)))], new RunSettings(ShellKernel.Command()), folder.File("book"), folder.File("out"),
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(said) }), stop);
}
