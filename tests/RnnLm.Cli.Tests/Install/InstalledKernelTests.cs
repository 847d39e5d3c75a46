using RnnLm.Cli.Tests.Clients;
using Xunit;

namespace RnnLm.Cli.Tests.Install;

/// <summary>The whole way: install, check, start, update, uninstall, into a folder whose name is awkward, and without PATH.</summary>
[Trait("Speed", "slow")]
public sealed class InstalledKernelTests(LearnersKernel kernel) : IDisposable
{
    private readonly DirectoryInfo other = Directory.CreateTempSubdirectory("another ");

    public void Dispose() => other.Delete(recursive: true);

    [Fact]
    public void Installs_and_answers()
    {
        Assert.True(kernel.Installed.ExitCode == 0, kernel.Installed.Error);
        var spec = LearnersKernel.SpecIn(kernel.Prefix);
        Assert.Contains(spec.Folder, kernel.Installed.Output, StringComparison.Ordinal);
        Assert.StartsWith(kernel.Prefix, Assert.IsType<string>(spec.KernelProgram()), StringComparison.Ordinal);

        var doctor = LearnersKernel.CommandIn(kernel.Prefix, "doctor");
        Assert.True(doctor.ExitCode == 0, doctor.Output);
        Assert.Contains("✓ The kernel starts and answers", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Updates_harmlessly_and_goes()
    {
        Assert.True(kernel.Installed.ExitCode == 0, kernel.Installed.Error);
        var prefix = other.FullName;
        Copy(Path.Combine(kernel.Prefix, "share", "rnnlm"), Path.Combine(prefix, "share", "rnnlm"));

        // The version is there already: nothing is built, also while the kernel runs.
        var program = Directory.GetFiles(prefix, "CSharpKernel.dll", SearchOption.AllDirectories).Single();
        using (new FileStream(program, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            var again = LearnersKernel.CommandIn(prefix, "install");
            Assert.True(again.ExitCode == 0, again.Error);
            Assert.Contains("is up to date", again.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Building", again.Output + again.Error, StringComparison.Ordinal);
        }
        Assert.Equal(program, LearnersKernel.SpecIn(prefix).KernelProgram());

        File.Delete(program);
        var doctor = LearnersKernel.CommandIn(prefix, "doctor");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("mend: run ./rnnlm install", doctor.Output, StringComparison.Ordinal);

        var uninstalled = LearnersKernel.CommandIn(prefix, "uninstall");
        Assert.True(uninstalled.ExitCode == 0, uninstalled.Error);
        Assert.False(Directory.Exists(LearnersKernel.SpecIn(prefix).Folder));
        Assert.False(Directory.Exists(Path.Combine(prefix, "share", "rnnlm")));
        Assert.Equal(1, LearnersKernel.CommandIn(prefix, "doctor").ExitCode);
    }

    private static void Copy(string source, string target)
    {
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
