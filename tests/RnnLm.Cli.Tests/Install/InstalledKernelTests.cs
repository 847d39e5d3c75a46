using System.Diagnostics;
using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Install;

/// <summary>The whole way: install, check, start, update, uninstall, into a folder whose name is awkward, and without PATH.</summary>
[Trait("Speed", "slow")]
public sealed class InstalledKernelTests : IDisposable
{
    private readonly DirectoryInfo prefix = Directory.CreateTempSubdirectory("instál·lació amb espais; i més ");

    public void Dispose() => prefix.Delete(recursive: true);

    [Fact]
    public void Installs_answers_quickly_updates_harmlessly_and_goes()
    {
        (int exitCode, string output) = Command("install");
        Assert.True(exitCode == 0, output);
        Kernelspec spec = new(Path.Combine(prefix.FullName, "share", "jupyter", "kernels", Kernelspec.DefaultName));
        Assert.Contains(spec.Folder, output, StringComparison.Ordinal);
        string program = Assert.IsType<string>(spec.KernelProgram());
        Assert.StartsWith(prefix.FullName, program, StringComparison.Ordinal);

        (exitCode, output) = Command("doctor");
        Assert.True(exitCode == 0, output);
        Assert.Contains("✓ The kernel starts and answers", output, StringComparison.Ordinal);

        // A second time there is nothing to do, also while the kernel runs.
        long began = Stopwatch.GetTimestamp();
        using (new FileStream(program, FileMode.Open, FileAccess.Read, FileShare.Read)) (exitCode, output) = Command("install");
        Assert.True(exitCode == 0, output);
        Assert.Contains("is up to date", output, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10));

        File.Delete(program);
        (exitCode, output) = Command("doctor");
        Assert.Equal(1, exitCode);
        Assert.Contains("mend: run ./rnnlm install", output, StringComparison.Ordinal);

        (exitCode, output) = Command("uninstall");
        Assert.True(exitCode == 0, output);
        Assert.False(Directory.Exists(spec.Folder));
        Assert.False(Directory.Exists(Path.Combine(prefix.FullName, "share", "rnnlm")));
        Assert.Equal(1, Command("doctor").ExitCode);
    }

    /// <summary>Runs the command as a process of its own, with an empty PATH.</summary>
    private (int ExitCode, string Output) Command(string command)
    {
        string program = Path.Combine(KernelLocation.Repository(), "src", "RnnLm.Cli", "bin", "RnnLm.Cli.dll");
        ProcessStartInfo start = new(DotnetProgram.Path(), [program, command, "--prefix", prefix.FullName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = "";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
