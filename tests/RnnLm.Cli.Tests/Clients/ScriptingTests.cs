using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Commands;
using RnnLm.Cli.Tests.Exercises;
using RnnLm.Cli.Tests.Notebooks;
using RnnLm.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Clients;

/// <summary>
/// The course's notebooks on what .NET Interactive stands on: Roslyn's scripting, set up as its C# kernel sets it up, in a process of its own. A cell that uses
/// what only our kernel has fails here, where .NET Interactive itself cannot be had.
/// </summary>
[Trait("Speed", "slow")]
public sealed class ScriptingTests
{
    public static TheoryData<string> Numbered => RealClientTests.Numbered;

    [Theory]
    [MemberData(nameof(Numbered))]
    public void It_runs_solved_without_our_kernel_and_every_check_passes(string name)
    {
        Assert.SkipWhen(NetInteractiveTests.Program() is not null, ".NET Interactive itself is here, and NetInteractiveTests runs the notebook on it.");
        using var copy = new CopyOfNotebook(name, solved: true);
        var notebook = Run(copy.File, copy.File);
        Assert.Empty(notebook.Cells.SelectMany(cell => Complaints(cell).Select(said => $"{cell.Id}: {said}")));
        Assert.All(copy.Checks(notebook), said => Assert.Matches(CopyOfNotebook.Passed, said));
    }

    [Fact]
    public void What_only_our_kernel_has_fails_there_and_what_the_compiler_warns_of_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cells.ipynb", NotebookText.WithCode(
            "Console.WriteLine(\"said\"); display(1); 1 + 1",
            "\"shown\".DisplayAs(\"text/markdown\")",
            "string? nothing = null;",
            "throw new NotSupportedException();"));
        var cells = Run(path, folder.File("executed.ipynb")).Cells;
        Assert.Equal("said", (string?)cells[0].Outputs[0]!["text"]!.ToString().TrimEnd());
        Assert.Equal(["1", "2"], cells[0].Outputs.Skip(1).Select(output => (string?)output!["data"]!["text/plain"]));
        string[] expected = ["CS1061", "CS8632", "NotSupportedException"];
        Assert.All(expected.Zip(cells.Skip(1)), pair => Assert.Contains(pair.First, Assert.Single(Complaints(pair.Second)), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Complaints(NotebookCell cell) => cell.Outputs.Select(output => output!.AsObject())
        .Where(output => (string?)output["output_type"] == "error" || (string?)output["name"] == "stderr")
        .Select(output => (output["evalue"] ?? output["text"])!.ToString());

    private static Notebook Run(string path, string executed)
    {
        string peer = Path.Combine(AppContext.BaseDirectory, "ScriptingPeer.dll");
        using var process = CommandLine.Start(DotnetProgram.Path(), [peer, path, executed], null, new Dictionary<string, string> { [ExerciseProgress.Variable] = "off" });
        var outcome = CommandLine.Finish(process);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return Notebook.Load(executed);
    }
}
