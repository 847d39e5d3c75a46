using System.Text.Json;
using System.Text.Json.Nodes;
using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Exercises;
using RnnLm.Cli.Tests.Notebooks;
using RnnLm.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Clients;

/// <summary>
/// The course's notebooks, unchanged, on .NET Interactive itself where its tool is installed: nbclient starts it under the name of the kernel that they ask for.
/// </summary>
[Trait("Speed", "slow")]
public sealed class NetInteractiveTests : IDisposable
{
    private readonly TemporaryFolder jupyter = new();

    public static TheoryData<string> Numbered => RealClientTests.Numbered;

    public void Dispose() => jupyter.Dispose();

    [Theory]
    [MemberData(nameof(Numbered))]
    public void It_runs_solved_every_check_passes_and_every_figure_has_all_its_forms(string name)
    {
        using var copy = new CopyOfNotebook(name, solved: true);
        var notebook = Run(copy.File);
        var outputs = notebook.Cells.SelectMany(cell => cell.Outputs.Select(output => (cell.Id, Output: output!))).ToArray();
        Assert.DoesNotContain(outputs, each => (string?)each.Output["name"] == "stderr"); // where it writes what the compiler warns of
        Assert.All(copy.Checks(notebook), said => Assert.Matches(CopyOfNotebook.Passed, said));
        var figures = outputs.Select(each => each.Output["data"]?["application/vnd.plotly.v1+json"] is null ? null : each.Output["data"]!).OfType<JsonNode>().ToArray();
        Assert.NotEmpty(figures);
        string[] forms = ["text/html", "image/svg+xml", "text/plain"];
        Assert.All(figures, figure => Assert.All(forms, form => Assert.NotEmpty(MultilineText.Join(figure[form]))));
    }

    [Fact]
    public void Stubs_endless_functions_hints_matrices_and_display_are_answered_there_as_on_our_kernel()
    {
        // Beside notebooks/, so that the library is found.
        var path = Path.Combine(KernelLocation.Repository(), "artifacts", $"cells-{Guid.NewGuid():N}.ipynb");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            File.WriteAllText(path, NotebookText.WithCode(
                "#r \"../src/RnnLm.Notebooks/bin/RnnLm.Notebooks.dll\"\nusing RnnLm.Notebooks;\nusing RnnLm.Notebooks.Display;",
                "double Dot(double[] a, double[] b) { throw new NotImplementedException(); }\nExercises.DotProduct.Check(Dot)",
                "double Endless(double[] a, double[] b) { while (true) ; }\nExercises.DotProduct.Check(Endless)",
                "Exercises.DotProduct.Hint(1)",
                "display(Show.Vector([1, 2], \"h\"));\nShow.Matrix(new double[,] { { 1, 2 } }, \"W_h\")"));
            var cells = Notebook.Load(path);
            cells.Metadata["kernelspec"] = new JsonObject { ["name"] = Kernelspec.DefaultName, ["display_name"] = "C#", ["language"] = "C#" };
            cells.Save(path);
            var notebook = Run(path);
            JsonNode Data(int cell, int output = 0) => notebook.Cells[cell].Outputs[output]!["data"]!;
            string Plain(int cell, int output = 0) => MultilineText.Join(Data(cell, output)["text/plain"]);
            Assert.Contains("not attempted", Plain(1), StringComparison.Ordinal);
            Assert.Contains("restart the kernel", Plain(2), StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(MultilineText.Join(Data(3)["text/markdown"]));
            Assert.Equal("h  2 entries\n  1  2", Plain(4));
            Assert.Equal("W_h  1×2\n  1  2", Plain(4, 1));
            Assert.Contains("<table", MultilineText.Join(Data(4, 1)["text/html"]), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private Notebook Run(string path)
    {
        var program = Program();
        Assert.SkipUnless(program is not null, "There is no dotnet-interactive: dotnet tool install --global Microsoft.dotnet-interactive");
        jupyter.Write($"kernels/{Kernelspec.DefaultName}/kernel.json", JsonSerializer.Serialize(new
        {
            argv = new[] { program, "jupyter", "--default-kernel", "csharp", "--http-local-only", "{connection_file}" },
            display_name = ".NET (C#)",
            language = "C#",
        }));
        var outcome = Nbclient.Run(path, path, new Dictionary<string, string>
        {
            ["JUPYTER_PATH"] = jupyter.Path,
            ["JUPYTER_DATA_DIR"] = jupyter.File("data"),
            ["JUPYTER_RUNTIME_DIR"] = jupyter.File("runtime"),
            ["JUPYTER_CONFIG_DIR"] = jupyter.File("config"),
            ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
            [ExerciseProgress.Variable] = "off",
        });
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return Notebook.Load(path);
    }

    // Tools are installed into a folder that PATH need not name.
    internal static string? Program()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive";
        var tools = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append(tools).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
