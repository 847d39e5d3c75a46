using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Install;

public sealed class KernelStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kernel store é ");

    public void Dispose()
    {
        if (folder.Exists) folder.Delete(recursive: true);
    }

    [Fact]
    public void Run_and_grade_take_the_installed_kernel_where_it_is_made_of_the_same_sources()
    {
        var environment = UserEnvironment.Current with { Home = folder.FullName, Variable = _ => null };
        var store = new KernelStore(InstallFolders.ForUser(environment).Data);
        var installed = store.ProgramOf(new KernelSource(KernelLocation.Repository()).Version());
        Install(store.ProgramOf("0123456789abcdef"));
        Assert.Equal(Path.Combine(KernelLocation.Repository(), "src", "CSharpKernel", "bin", "CSharpKernel.dll"), KernelLocation.Command(environment).Arguments[0]);
        Install(installed);
        Assert.Equal(installed, KernelLocation.Command(environment).Arguments[0]);

        static void Install(string program)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(program)!);
            File.WriteAllText(program, "");
        }
    }

    [Fact]
    public void Keeps_what_a_kernelspec_names_and_what_runs()
    {
        KernelStore store = new(folder.FullName);
        foreach (string version in (string[])["named", "running", "unused"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(store.ProgramOf(version))!);
            File.WriteAllText(store.ProgramOf(version), "");
        }

        // As a kernel does with its own program.
        using (new FileStream(store.ProgramOf("running"), FileMode.Open, FileAccess.Read, FileShare.Read)) store.RemoveUnused([store.ProgramOf("named")]);

        Assert.True(File.Exists(store.ProgramOf("named")));
        Assert.True(File.Exists(store.ProgramOf("running")));
        Assert.False(File.Exists(store.ProgramOf("unused")));
        store.RemoveUnused([]);
        Assert.False(Directory.Exists(folder.FullName));
    }

    [Fact]
    public void A_version_is_a_fingerprint_of_the_sources_and_of_nothing_that_is_built()
    {
        string project = Path.Combine(folder.FullName, "src", "CSharpKernel");
        Directory.CreateDirectory(Path.Combine(project, "obj"));
        File.WriteAllText(Path.Combine(project, "Program.cs"), "return 0;");
        KernelSource source = new(folder.FullName);
        string version = source.Version();

        File.WriteAllText(Path.Combine(project, "obj", "Generated.cs"), "");
        Assert.Equal(version, source.Version());
        File.WriteAllText(Path.Combine(project, "More.cs"), "");
        Assert.NotEqual(version, source.Version());
        File.Delete(Path.Combine(project, "More.cs"));
        Assert.Equal(version, source.Version());
        File.WriteAllText(Path.Combine(folder.FullName, "global.json"), "{}");
        Assert.NotEqual(version, source.Version());
    }
}
