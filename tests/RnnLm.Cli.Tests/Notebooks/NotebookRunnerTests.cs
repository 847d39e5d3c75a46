using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

public sealed class NotebookRunnerTests : IRunProgress, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _progress = [];

    [Fact]
    public async Task Cells_run_in_order_in_the_folder_of_the_notebook()
    {
        NotebookResult result = await RunAsync(Settings(), "echo one", "pwd", "", "ask");
        Assert.Equal(Outcome.Passed, result.Outcome);
        Assert.Equal(4, result.CellsRun);
        Assert.Equal("one", Output(result, 0));
        Assert.Equal(Path.GetFileName(_folder.Path), Path.GetFileName(Output(result, 1)));
        Assert.Equal(1, result.Notebook!.Cells[0].ExecutionCount);
        Assert.Null(result.Notebook.Cells[2].ExecutionCount);
        Assert.Equal("shell", result.Notebook.Metadata["language_info"]!["name"]!.ToString());
        Assert.Equal([(1, "cell-0"), (2, "cell-1"), (4, "cell-3")], result.Times.Select(time => (time.Number, time.Id)));
        Assert.All(result.Times, time => Assert.True(time.Elapsed > TimeSpan.Zero && time.Elapsed < result.Duration));
        Assert.Equal(["started 4", "1", "1 True", "2", "2 True", "4", "4 True", "Passed"], _progress);
    }

    [Fact]
    public async Task A_notebook_stops_at_its_first_failure()
    {
        NotebookResult result = await RunAsync(Settings(), "echo one", "fail", "echo three");
        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.Equal([new CellFailure(2, "fail", 1, "Bad", "worse")], result.Failures);
        Assert.Equal("error", result.Notebook!.Cells[1].Outputs[0]!["output_type"]!.ToString());
        Assert.Empty(result.Notebook.Cells[2].Outputs);
        Assert.Equal(2, result.CellsRun);
    }

    [Fact]
    public async Task Keep_going_runs_the_rest_and_an_expected_failure_is_none()
    {
        NotebookResult result = await RunAsync(Settings() with { KeepGoing = true }, "fail", "!fail", "echo three");
        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.Single(result.Failures);
        Assert.Equal("three", Output(result, 2));
        Assert.Equal(Outcome.Passed, (await RunAsync(Settings(), "!fail", "echo two")).Outcome);
    }

    [Fact]
    public async Task A_kernel_that_ends_is_reported_with_its_last_words()
    {
        NotebookResult result = await RunAsync(Settings() with { KeepGoing = true }, "exit 3", "echo two");
        Assert.Equal(Outcome.KernelDied, result.Outcome);
        Assert.Equal("The kernel ended with exit code 3: out of memory", result.Failures[0].Message);
        Assert.Equal(1, result.CellsRun);
    }

    [Fact]
    public async Task A_cell_over_its_limit_is_interrupted_and_the_kernel_goes_on()
    {
        NotebookResult result = await RunAsync(Settings() with { CellLimit = TimeSpan.FromSeconds(2), KeepGoing = true }, "hang", "echo two");
        Assert.Equal(Outcome.TimedOut, result.Outcome);
        Assert.Equal("The cell took longer than 2 s and was interrupted.", result.Failures[0].Message);
        Assert.Equal("two", Output(result, 1));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_kernel_that_heeds_no_interrupt_is_ended()
    {
        NotebookResult result = await RunAsync(Settings() with { CellLimit = TimeSpan.FromSeconds(0.3), Grace = TimeSpan.FromSeconds(0.5) }, "stuck");
        Assert.Equal(Outcome.TimedOut, result.Outcome);
        Assert.EndsWith("did not heed the interrupt; its kernel was ended.", result.Failures[0].Message, StringComparison.Ordinal);
        Assert.InRange(result.Duration.TotalSeconds, 0, 60); // else never
    }

    [Fact]
    public async Task Each_notebook_is_only_its_own_failure()
    {
        string[] paths = [Write("a", "exit 1"), Write("b", "echo fine"), _folder.Write("c.ipynb", "no JSON")];
        IReadOnlyList<NotebookResult> results = await new NotebookRunner(Settings() with { Jobs = 3 }, this).RunAsync(paths, TestContext.Current.CancellationToken);
        Assert.Equal([Outcome.KernelDied, Outcome.Passed, Outcome.Unreadable], results.Select(result => result.Outcome));
        Assert.EndsWith("it is not JSON (line 1).", results[2].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_the_kernel_at_once()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
        IReadOnlyList<NotebookResult> results = await new NotebookRunner(Settings(), this).RunAsync([Write("a", "stuck"), Write("b", "echo b")], stop.Token);
        Assert.Equal([Outcome.Stopped, Outcome.Stopped], results.Select(result => result.Outcome));
        Assert.InRange(results[0].Duration.TotalSeconds, 0, 60); // else never
    }

    [Fact]
    public async Task A_kernel_that_ends_between_two_cells_has_died()
    {
        NotebookResult result = await RunAsync(Settings(), "leave", "echo never");
        Assert.Equal(Outcome.KernelDied, result.Outcome);
        CellFailure failure = Assert.Single(result.Failures);
        Assert.Equal((2, "The kernel ended with exit code 3."), (failure.Number, failure.Message));
    }

    [Theory]
    [InlineData("/nowhere/kernel", "The kernel cannot be started with /nowhere/kernel: ")]
    [InlineData("/bin/false", "The kernel ended with exit code 1.")]
    [InlineData("/bin/sleep", "The kernel did not answer within 0 seconds.")]
    public async Task A_kernel_that_does_not_start_gets_one_sentence(string program, string message)
    {
        Assert.SkipUnless(File.Exists("/bin/false"), "there is no /bin/false here");
        var settings = new RunSettings(new KernelCommand(program, ["5"])) { StartLimit = TimeSpan.FromSeconds(program == "/bin/sleep" ? 0.2 : 10) };
        NotebookResult result = await RunAsync(settings, "echo one");
        Assert.Equal(Outcome.KernelDied, result.Outcome);
        Assert.StartsWith(message, result.Note, StringComparison.Ordinal);
    }

    void IRunProgress.NotebookStarted(string path, int codeCells) => Note($"started {codeCells}");

    void IRunProgress.CellStarted(string path, int number) => Note($"{number}");

    void IRunProgress.CellEnded(string path, int number, TimeSpan duration, bool passed) => Note($"{number} {passed}");

    void IRunProgress.NotebookEnded(NotebookResult result) => Note(result.Outcome.ToString());

    public void Dispose() => _folder.Dispose();

    private static RunSettings Settings() => new(ShellKernel.Command());

    private static string Output(NotebookResult result, int cell) => MultilineText.Join(result.Notebook!.Cells[cell].Outputs[0]!["text"]);

    private string Write(string name, params string[] cells) => _folder.Write(name + ".ipynb", NotebookText.WithCode(cells));

    private async Task<NotebookResult> RunAsync(RunSettings settings, params string[] cells) =>
        (await new NotebookRunner(settings, this).RunAsync([Write("n", cells)], TestContext.Current.CancellationToken))[0];

    private void Note(string line)
    {
        lock (_progress)
            _progress.Add(line);
    }
}
