using System.Diagnostics;
using RnnLm.Cli.Notebooks;
using Spectre.Console;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

/// <summary>The sample notebook, run by the kernel itself.</summary>
[Trait("Speed", "slow")]
public sealed class SampleTests : IDisposable
{
    private static readonly string Sample = Path.Combine(KernelLocation.Repository(), "tests", "RnnLm.Cli.Tests", "Notebooks", "sample.ipynb");
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();
    private TimeSpan _limit = TimeSpan.FromSeconds(100);

    public void Dispose()
    {
        _folder.Dispose();
        _console.Dispose();
    }

    [Fact]
    public async Task The_sample_runs_and_is_written_as_a_notebook_and_as_a_book()
    {
        Assert.Equal(0, await RunAsync(Sample));
        Notebook executed = Notebook.Load(_folder.File("out/sample.ipynb"));
        NotebookCell[] cells = [.. executed.Cells.Where(cell => cell.Kind == CellKind.Code)];
        Assert.Equal([1, 2, 3, 4, 5, 6], cells.Select(cell => cell.ExecutionCount));
        Assert.Equal("h(1) = [0.7857, -0.3540]\n", MultilineText.Join(cells[0].Outputs[0]!["text"]));
        Assert.Contains("0.786 -0.354", cells[0].Outputs[1]!["data"]!["text/plain"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("largest norm 19.379 at k = 9\n", MultilineText.Join(cells[1].Outputs[0]!["text"]));
        Assert.NotNull(cells[3].Outputs[0]!["data"]!["application/vnd.plotly.v1+json"]!["data"]);
        Assert.Equal("IndexOutOfRangeException", cells[4].Outputs[0]!["ename"]!.ToString());
        Assert.Equal("error", cells[5].Outputs[^1]!["output_type"]!.ToString());
        string page = File.ReadAllText(_folder.File("book/sample.html"));
        Assert.Contains("<figure class=\"plot\">", page, StringComparison.Ordinal);
        Assert.Contains("largest norm 19.379", page, StringComparison.Ordinal);
        Assert.Contains("│     6 │", _console.ToString(), StringComparison.Ordinal);
        Assert.Contains("│ from start to end │", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_we_write_is_valid_and_what_Jupyter_would_write()
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(
            File.Exists(Python) && await RunPythonAsync(Python, "import nbformat") == "",
            "python3-nbformat is not installed here");
        Assert.Equal(0, await RunAsync(Sample));
        // splitlines of Python also breaks at other line ends than '\n', of which the sample has none.
        const string Check = """
            import sys, nbformat
            text = open(sys.argv[1], encoding="utf-8").read()
            notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook, relax_add_props=False)
            assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
            print("valid", len(notebook.cells))
            """;
        Assert.Equal("valid 12\n", await RunPythonAsync(Python, Check, _folder.File("out/sample.ipynb")));
    }

    [Fact]
    public async Task A_failing_cell_is_shown_with_its_line_and_the_others_go_on()
    {
        string bad = _folder.Write("bad.ipynb", NotebookText.WithCode("int Twice(int x) => x * 2;", "var a = Twice(1);\nvar b = nothing;\n", "1"));
        string good = _folder.Write("good.ipynb", NotebookText.WithCode("1 + 1"));
        string exits = _folder.Write("exits.ipynb", NotebookText.WithCode("Environment.Exit(7);"));
        Assert.Equal(1, await RunAsync(bad, good, exits));
        string told = _console.ToString();
        Assert.Contains($"{bad}, cell 2, line 2", told, StringComparison.Ordinal);
        Assert.Contains("  > 2 │ var b = nothing;", told, StringComparison.Ordinal);
        Assert.Contains("CS0103", told, StringComparison.Ordinal);
        Assert.Contains("The kernel ended with exit code 7", told, StringComparison.Ordinal);
        Assert.Contains("cell 2 failed", told, StringComparison.Ordinal);
        Assert.Contains("passed", told, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("book/bad.html")));
    }

    [Fact]
    public async Task A_cell_that_never_ends_is_stopped()
    {
        _limit = TimeSpan.FromSeconds(3);
        Assert.Equal(1, await RunAsync(_folder.Write("hangs.ipynb", NotebookText.WithCode("while (true) { }"))));
        Assert.Contains("The cell took longer than 3 s and ", _console.ToString(), StringComparison.Ordinal);
        Assert.Contains("cell 1 took too long", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_whose_parent_is_gone_ends_in_the_middle_of_a_loop()
    {
        KernelCommand command = KernelLocation.Command();
        var start = new ProcessStartInfo(command.FileName, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        var client = new KernelClient(process.StandardOutput, process.StandardInput);
        Assert.NotNull(await client.ConnectAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        var printed = new TaskCompletionSource();
        Task<Execution> running = client.ExecuteAsync(
            "Console.WriteLine(1); while (true) { }", true, _ => printed.TrySetResult(), null, TimeSpan.Zero, TestContext.Current.CancellationToken);
        await printed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        process.StandardInput.Close(); // all that a killed parent leaves behind
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(ExecutionStatus.Died, (await running).Status);
    }

    private async Task<int> RunAsync(params string[] paths)
    {
        var settings = new RunSettings(KernelLocation.Command()) { CellLimit = _limit, Jobs = 2, ShowTimes = true };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_console) });
        return await RunCommand.RunAsync(paths, settings, _folder.File("book"), _folder.File("out"), console, TestContext.Current.CancellationToken);
    }

    private static async Task<string> RunPythonAsync(string python, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : await error;
    }
}
