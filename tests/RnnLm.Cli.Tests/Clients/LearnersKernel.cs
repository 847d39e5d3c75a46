using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Clients;
using RnnLm.Cli.Tests.Commands;
using Xunit;
using Outcome = RnnLm.Cli.Tests.Commands.Outcome;

[assembly: AssemblyFixture(typeof(LearnersKernel))]

namespace RnnLm.Cli.Tests.Clients;

/// <summary>
/// The kernel as a learner has it: installed by the command, compiled ahead of time. It takes half a minute, so all tests that need it share one, in a folder whose
/// name is awkward, and the first of them installs it.
/// </summary>
public sealed class LearnersKernel : IDisposable
{
    private readonly DirectoryInfo prefix = Directory.CreateTempSubdirectory("instál·lació amb espais; i més ");
    private readonly Lazy<Outcome> installed;

    public LearnersKernel() => installed = new(() => CommandIn(prefix.FullName, "install"));

    /// <summary>What the command said.</summary>
    internal Outcome Installed => installed.Value;

    /// <summary>The folder that it was installed under.</summary>
    public string Prefix => prefix.FullName;

    /// <summary>How the command and the tests start it, over pipes.</summary>
    public KernelCommand Command
    {
        get
        {
            Assert.True(Installed.ExitCode == 0, Installed.Error);
            return new(DotnetProgram.Path(), [SpecIn(Prefix).KernelProgram()!, "--stdio"]);
        }
    }

    /// <summary>The variables by which Jupyter finds it, and writes nothing into the user's folders.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            Assert.True(Installed.ExitCode == 0, Installed.Error);
            return new Dictionary<string, string>
            {
                ["JUPYTER_PATH"] = Path.Combine(Prefix, "share", "jupyter"),
                ["JUPYTER_DATA_DIR"] = Path.Combine(Prefix, "data"),
                ["JUPYTER_RUNTIME_DIR"] = Path.Combine(Prefix, "runtime"),
                ["JUPYTER_CONFIG_DIR"] = Path.Combine(Prefix, "config"),
                [RnnLm.Notebooks.ExerciseProgress.Variable] = "off",
                ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1",
            };
        }
    }

    /// <summary>The kernelspec of an installation.</summary>
    internal static Kernelspec SpecIn(string prefix) => new(Path.Combine(prefix, "share", "jupyter", "kernels", Kernelspec.DefaultName));

    /// <summary>Runs the command for an installation as a process of its own, with an empty PATH.</summary>
    internal static Outcome CommandIn(string prefix, string command)
    {
        using var process = CommandLine.Start(DotnetProgram.Path(), [CommandLine.Assembly, command, "--prefix", prefix], null, new Dictionary<string, string> { ["PATH"] = "" });
        return CommandLine.Finish(process);
    }

    public void Dispose() => prefix.Delete(recursive: true);
}
