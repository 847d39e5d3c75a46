using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

[Trait("Speed", "slow")]
public sealed partial class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2)]  // SIGINT: Ctrl-C
    [InlineData(15)] // SIGTERM: the machine is shut down
    [InlineData(1)]  // SIGHUP: the connection is lost
    public void Resuming_after_a_signal_gives_the_model_of_a_run_that_was_not_interrupted(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with a system call of Unix.");
        var (whole, resumed) = (folder.File("whole.safetensors"), folder.File("resumed.safetensors"));
        Assert.Equal(0, CommandLine.Run(Arguments(whole)).ExitCode);
        using var process = CommandLine.Start(Arguments(resumed));
        ReadTwoEpochs(process);
        Assert.Equal(0, Kill(process.Id, signal));
        var interrupted = CommandLine.Finish(process);
        Assert.Equal(signal == 15 ? 143 : 130, interrupted.ExitCode);
        Assert.Contains("--resume", interrupted.Output, StringComparison.Ordinal);
        ResumingGives(whole, resumed);
    }

    [Fact]
    public void Resuming_after_the_process_was_killed_goes_on_from_the_last_epoch_and_gives_the_same_model()
    {
        var (whole, resumed) = (folder.File("whole.safetensors"), folder.File("resumed.safetensors"));
        Assert.Equal(0, CommandLine.Run(Arguments(whole)).ExitCode);
        using var process = CommandLine.Start(Arguments(resumed));
        ReadTwoEpochs(process);
        process.Kill();
        process.WaitForExit();
        ResumingGives(whole, resumed);
    }

    [Fact]
    public void Closing_the_terminal_saves_a_checkpoint_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "The program script of util-linux makes the terminal.");
        var (whole, resumed) = (folder.File("whole.safetensors"), folder.File("resumed.safetensors"));
        Assert.Equal(0, CommandLine.Run(Arguments(whole)).ExitCode);
        var command = string.Join(' ', Arguments(resumed).Prepend(CommandLine.Assembly).Select(argument => $"'{argument}'"));
        using var terminal = CommandLine.Start("/usr/bin/script", ["-qfec", $"exec dotnet {command}", "/dev/null"], null);
        ReadTwoEpochs(terminal);
        using var training = Process.GetProcessById(int.Parse(File.ReadAllText($"/proc/{terminal.Id}/task/{terminal.Id}/children"), CultureInfo.InvariantCulture));
        var closed = DateTime.UtcNow;
        terminal.Kill(); // the program in it goes on until it learns that its terminal is gone
        Assert.True(training.WaitForExit(TimeSpan.FromMinutes(1)), "The training did not end with its terminal.");
        Assert.True(File.GetLastWriteTimeUtc(resumed + ".checkpoint") >= closed, "No checkpoint was saved.");
        ResumingGives(whole, resumed);
    }

    [Fact]
    public void Under_nohup_training_goes_on_when_the_terminal_is_closed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/nohup"), "The program nohup of coreutils is needed.");
        var model = folder.File("m.safetensors");
        using var process = CommandLine.Start("/usr/bin/nohup", ["dotnet", CommandLine.Assembly, .. Arguments(model)], null);
        ReadTwoEpochs(process);
        Assert.Equal(0, Kill(process.Id, 1));
        Assert.Equal(0, CommandLine.Finish(process).ExitCode);
        Assert.True(File.Exists(model));
    }

    private static void ReadTwoEpochs(Process process)
    {
        var epochs = 0;
        while (epochs < 2 && process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("\"event\":\"epoch\"", StringComparison.Ordinal)) epochs++;
        }
    }

    private static void ResumingGives(string whole, string resumed)
    {
        var checkpoint = resumed + ".checkpoint";
        Assert.False(File.Exists(resumed));
        var finished = CommandLine.Run("train", "--resume", checkpoint);
        Assert.True(finished.ExitCode == 0, finished.Error);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(resumed));
        Assert.False(File.Exists(checkpoint));
    }

    private string[] Arguments(string model) =>
    [
        .. JourneyTests.Train("lstm", folder.Write("train.txt", TinyText.Lines(400, 1)), folder.Write("valid.txt", TinyText.Lines(20, 2)), model, 12),
        "--dropout", "0.3", "--look-back", "3", "--json",
    ];

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
