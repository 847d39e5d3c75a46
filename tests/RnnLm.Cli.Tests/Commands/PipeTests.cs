using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

/// <summary>Texts that come from another program, and output that goes to one.</summary>
[Trait("Speed", "slow")]
public sealed class PipeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PipeTests() => Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "A shell of Unix makes the pipes.");

    public void Dispose() => folder.Dispose();

    // A pipe can be read once only.
    [Fact]
    public void A_text_from_a_pipe_makes_the_model_that_its_file_makes()
    {
        var (text, model, piped) = (folder.Write("text.txt", TinyText.Lines(60, 1)), folder.File("m.arpa"), folder.File("piped.arpa"));
        Assert.Equal(0, CommandLine.Run("train", "--model", "ngram", "--train", text, "--out", model).ExitCode);
        Assert.Equal(0, Shell($"train --model ngram --train <(cat '{text}') --out '{piped}'").ExitCode);
        Assert.Equal(File.ReadAllBytes(model), File.ReadAllBytes(piped));
        var measured = CommandLine.Run("perplexity", model, text).Output.Split('\n');
        Assert.Equal(measured[1..], Shell($"perplexity '{piped}' /dev/stdin < '{text}'").Output.Split('\n')[1..]);
        Assert.EndsWith("is a pipe, but a model is read from a file; save it as one first.\n", Shell($"perplexity <(cat '{piped}') '{text}'").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_leaves_early_does_not_stop_training()
    {
        var (text, model) = (folder.Write("text.txt", TinyText.Lines(60, 1)), folder.File("m"));
        var outcome = Shell($"train --model elman --train '{text}' --out '{model}' --hidden 8 --embedding 8 --epochs 3 | head -n 1; exit ${{PIPESTATUS[0]}}");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(1, outcome.Output.Count(c => c == '\n'));
        Assert.True(File.Exists(model));
    }

    private static Outcome Shell(string arguments)
    {
        using var process = CommandLine.Start("/bin/bash", ["-c", $"dotnet '{CommandLine.Assembly}' {arguments}"], null);
        return CommandLine.Finish(process);
    }
}
