using Xunit;

namespace CSharpKernel.Tests.Peers;

/// <summary>The kernel as clients see it that we did not write.</summary>
[Trait("Speed", "slow")]
public sealed class PeerTests(TestKernelspec kernelspec) : IClassFixture<TestKernelspec>
{
    [Fact]
    public void Jupyters_own_suite_for_kernels_passes() =>
        Python(["jupyter_kernel_test"], "kernel_tests.py", TestKernelspec.Name);

    [Fact]
    public void Interrupt_restart_shutdown_and_death_go_as_Jupyter_expects() =>
        Python(["jupyter_client"], "lifecycle.py", TestKernelspec.Name);

    [Fact]
    public void Jupyter_console_shows_values_errors_and_takes_input() =>
        Python(["jupyter_console", "pexpect"], "console.py", TestKernelspec.Name);

    [Fact]
    public void Nbclient_and_nbconvert_run_a_notebook() =>
        Python(["nbclient", "nbconvert"], "execute_notebook.py", TestKernelspec.Name, Path.Combine(PeerProgram.Folder, "sample.ipynb"));

    [Fact]
    public void JupyterLabs_client_over_ZeroMQ_as_in_VS_Code()
    {
        string folder = NodeFolder();

        PeerProgram.RunScript("node", [Path.Combine(folder, "lab.mjs"), .. TestKernelspec.Command], kernelspec.Variables);
    }

    [Fact]
    public void Classic_Notebook_in_a_browser_runs_interrupts_and_restarts()
    {
        string folder = NodeFolder();
        foreach (string program in (string[])["chromium", "jupyter-notebook"])
            Assert.SkipUnless(PeerProgram.Run(program, ["--version"]).ExitCode == 0, $"There is no {program}.");

        PeerProgram.RunScript("node", [Path.Combine(folder, "notebook.mjs"), TestKernelspec.Name], kernelspec.Variables);
    }

    private static string NodeFolder()
    {
        string folder = Path.Combine(PeerProgram.Folder, "node");
        Assert.SkipUnless(PeerProgram.Run("node", ["--version"]).ExitCode == 0, "There is no Node.js.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), $"Its packages are not there: run npm ci in {folder}.");
        return folder;
    }

    private void Python(string[] modules, string script, params string[] arguments) =>
        PeerProgram.RunScript(PeerProgram.PythonWith(modules), [Path.Combine(PeerProgram.Folder, script), .. arguments], kernelspec.Variables);
}
