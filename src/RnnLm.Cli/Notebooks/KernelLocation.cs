using System.Runtime.InteropServices;
using RnnLm.Cli.Install;

namespace RnnLm.Cli.Notebooks;

/// <summary>Where this repository and its kernel are.</summary>
public static class KernelLocation
{
    private const string Solution = "RnnLmNotebooks.sln";

    /// <summary>The root of the repository that this program was built in.</summary>
    /// <exception cref="InvalidOperationException">The program stands outside of it.</exception>
    public static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }
        throw new InvalidOperationException($"There is no {Solution} above {AppContext.BaseDirectory}: run ./rnnlm from a clone of the repository.");
    }

    /// <summary>
    /// The kernel, started with the dotnet that runs this program: the installed one, where it is made of the same sources, since it is compiled ahead of time
    /// and a notebook takes three seconds less of the processor with it; else the one that was built.
    /// </summary>
    /// <param name="environment">Whose installation; null for the current user's.</param>
    /// <exception cref="InvalidOperationException">The kernel is not built.</exception>
    public static KernelCommand Command(UserEnvironment? environment = null)
    {
        string built = Path.Combine(Repository(), "src", "CSharpKernel", "bin", "CSharpKernel.dll");
        string kernel = Installed(environment ?? UserEnvironment.Current) ?? built;
        return File.Exists(kernel)
            ? new KernelCommand(Dotnet(), [kernel, "--stdio"])
            : throw new InvalidOperationException($"The kernel is not built: there is no {kernel}. Run ./rnnlm from the repository, which builds it.");
    }

    private static string? Installed(UserEnvironment environment)
    {
        if (!Path.IsPathRooted(environment.Home))
            return null;
        string program = new KernelStore(InstallFolders.ForUser(environment).Data).ProgramOf(new KernelSource(Repository()).Version());
        return File.Exists(program) ? program : null;
    }

    /// <summary>The dotnet that runs this program; from the runtime's folder, since PATH may name another one or none.</summary>
    private static string Dotnet()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string program = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(program) ? program : "dotnet";
    }
}
