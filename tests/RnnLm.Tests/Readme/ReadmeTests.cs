using System.Runtime.CompilerServices;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Tests.Files;
using Xunit;

namespace RnnLm.Tests.Readme;

/// <summary>Runs alone: the example reads and writes in the current folder.</summary>
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
[Collection(nameof(ReadmeTests))]
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("src/RnnLm/README.md")]
    public void The_example_that_is_tested_stands_in_the_README(string path)
    {
        var example = string.Join('\n', File.ReadLines(Source())
            .SkipWhile(line => line.Trim() != "// begin").Skip(1)
            .TakeWhile(line => line.Trim() != "// end")
            .Select(line => line.Length > 8 ? line[8..] : ""));
        Assert.InRange(example.Split('\n').Count(line => line.Length > 0), 10, 15);
        Assert.Contains(example, File.ReadAllText(Path.Combine(Root(), path)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_trains_and_samples()
    {
        using var folder = new TemporaryFolder();
        var (before, output) = (Environment.CurrentDirectory, Console.Out);
        using var written = new StringWriter();
        try
        {
            Environment.CurrentDirectory = folder.Location;
            Console.SetOut(written);
            File.WriteAllLines("text.txt", Enumerable.Range(0, 600).Select(i => $"the {(i % 2 == 0 ? "cat" : "dog")} sees the {(i % 2 == 0 ? "bird" : "fish")} ."));
            Example.Run();
        }
        finally
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = before;
        }

        var lines = written.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("epoch 1: perplexity ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("epoch 10: perplexity ", lines[9], StringComparison.Ordinal);
        Assert.StartsWith("perplexity ", lines[10], StringComparison.Ordinal);
        Assert.StartsWith("the", lines[11], StringComparison.Ordinal);
        Assert.InRange(Math.Exp(-ModelFile.Load(folder["lstm.safetensors"]).LogProbability("the cat sees the bird .\n") / 7), 1, 3);
    }

    [Fact]
    public void The_README_names_the_two_commands_on_its_first_screen()
    {
        var first = string.Join('\n', File.ReadLines(Path.Combine(Root(), "README.md")).Take(40));
        Assert.Contains("./rnnlm run", first, StringComparison.Ordinal);
        Assert.Contains("dotnet test", first, StringComparison.Ordinal);
    }

    private static string Source([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Example.cs");

    private static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "..", "..", ".."));
}
