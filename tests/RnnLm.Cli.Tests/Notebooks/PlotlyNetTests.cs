using System.Text.Json.Nodes;
using RnnLm.Cli.Notebooks;
using Spectre.Console;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

/// <summary>The appendix, the one notebook that needs packages beside the SDK.</summary>
[Trait("Speed", "slow")]
public sealed class PlotlyNetTests : IDisposable
{
    private const string Plotly = "application/vnd.plotly.v1+json";
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();

    public void Dispose()
    {
        _folder.Dispose();
        _console.Dispose();
    }

    [Fact]
    public async Task A_figure_of_ours_and_its_chart_of_Plotly_NET_are_the_same_to_Plotly()
    {
        string appendix = Path.Combine(KernelLocation.Repository(), "notebooks", "appendix-plotly-net.ipynb");
        Assert.Equal(0, await RunAsync(appendix));
        string said = _console.ToString();
        Assert.SkipWhen(said.Contains("skipped: Plotly.NET cannot be restored here", StringComparison.Ordinal), "skipped: Plotly.NET cannot be restored here");
        Notebook executed = Notebook.Load(_folder.File("out/appendix-plotly-net.ipynb"));
        JsonNode Figure(string cell) => executed.Cells.Single(each => each.Id == cell).Outputs[0]!["data"]![Plotly]!;

        JsonNode ours = Figure("figure"), theirs = Figure("chart");
        Assert.True(JsonNode.DeepEquals(ours["data"], theirs["data"]), theirs["data"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(ours["layout"], theirs["layout"]), theirs["layout"]!.ToJsonString());
        Assert.Equal("steps back in time", Figure("changed")["layout"]!["xaxis"]!["title"]!["text"]!.ToString());
        Assert.Equal(0.25, Figure("own-chart")["data"]![0]!["y"]!.AsArray().Max(y => (double)y!), 1e-12);
        Assert.Contains("Plotly.newPlot", MultilineText.Join(executed.Cells.Single(each => each.Id == "chart").Outputs[0]!["data"]!["text/html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_an_optional_package_cannot_be_restored_the_notebook_is_skipped()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        _folder.Write("nuget.config", "<configuration><packageSources><clear /><add key=\"empty\" value=\"empty\" /></packageSources></configuration>");
        string optional = Write("optional", """{"optionalPackages": ["Tests.Nowhere"]}""");
        Assert.Equal(0, await RunAsync(optional));
        Assert.Contains($"{optional}: skipped: Tests.Nowhere cannot be restored here", _console.ToString(), StringComparison.Ordinal);
        Assert.All(Notebook.Load(_folder.File("out/optional.ipynb")).Cells, cell => Assert.Empty(cell.Outputs));
        Assert.Contains(
            "The code of this chapter was skipped: Tests.Nowhere cannot be restored here.", File.ReadAllText(_folder.File("book/optional.html")), StringComparison.Ordinal);

        Assert.Equal(1, await RunAsync(Write("needed", """{"optionalPackages": ["Tests.Elsewhere"]}""")));
        Assert.Contains("cell 2 failed", _console.ToString(), StringComparison.Ordinal);
    }

    private string Write(string name, string course)
    {
        string path = _folder.Write(name + ".ipynb", NotebookText.WithCode("Console.WriteLine(1);", "#r \"nuget: Tests.Nowhere.More, 1.0.0\"", "2"));
        var notebook = Notebook.Load(path);
        notebook.Metadata["rnnlm"] = JsonNode.Parse(course);
        notebook.Save(path);
        return path;
    }

    private async Task<int> RunAsync(string path)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_console), Ansi = AnsiSupport.No });
        return await RunCommand.RunAsync(
            [path], new RunSettings(KernelLocation.Command()), _folder.File("book"), _folder.File("out"), console, TestContext.Current.CancellationToken);
    }
}
