using System.Runtime.InteropServices;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

[Trait("Speed", "slow")]
public sealed partial class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Resuming_after_Ctrl_C_gives_the_model_of_a_run_that_was_not_interrupted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT is sent with a system call of Unix.");
        var train = folder.Write("train.txt", TinyText.Lines(400, 1));
        var valid = folder.Write("valid.txt", TinyText.Lines(20, 2));
        var (whole, resumed) = (folder.File("whole.safetensors"), folder.File("resumed.safetensors"));
        string[] Arguments(string model) => [.. JourneyTests.Train("lstm", train, valid, model, 12), "--dropout", "0.3", "--look-back", "3", "--json"];
        Assert.Equal(0, CommandLine.Run(Arguments(whole)).ExitCode);

        using var process = CommandLine.Start(Arguments(resumed));
        var epochs = 0;
        while (epochs < 2 && process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("\"event\":\"epoch\"", StringComparison.Ordinal)) epochs++;
        }

        Assert.Equal(0, Kill(process.Id, 2));
        var interrupted = CommandLine.Finish(process);
        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("--resume", interrupted.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(resumed));

        var checkpoint = resumed + ".checkpoint";
        var finished = CommandLine.Run("train", "--resume", checkpoint);
        Assert.True(finished.ExitCode == 0, finished.Error);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(resumed));
        Assert.False(File.Exists(checkpoint));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
