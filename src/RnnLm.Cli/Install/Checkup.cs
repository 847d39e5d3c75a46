using System.Globalization;

namespace RnnLm.Cli.Install;

/// <summary>Everything that must hold for a notebook to run, checked one after the other.</summary>
/// <param name="repository">The repository's root.</param>
/// <param name="installation">What was installed.</param>
/// <param name="environment">Whose machine it is.</param>
public sealed class Checkup(string repository, Installation installation, UserEnvironment environment)
{
    private const string Install = "run ./rnnlm install";
    private const int NeededSdk = 10;

    /// <summary>Makes all checks.</summary>
    public IEnumerable<Finding> Run()
    {
        yield return Sdk();
        foreach (Finding finding in installation.Kernelspecs.SelectMany(Check)) yield return finding;
        yield return Library();
        foreach (Finding finding in Editor()) yield return finding;
    }

    private Finding Sdk()
    {
        (int exitCode, string output) = DotnetProgram.Run(repository, "--version");
        string version = output.Trim();
        bool fits = exitCode == 0
            && int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && major >= NeededSdk;
        return fits
            ? new Finding(Health.Good, $".NET SDK {version}")
            : new Finding(
                Health.Broken,
                $"The .NET SDK {NeededSdk} does not answer: {version.Split('\n')[0]}",
                "install it from https://dotnet.microsoft.com/download and open a new terminal");
    }

    private IEnumerable<Finding> Check(Kernelspec spec)
    {
        if (!spec.Exists)
        {
            yield return new Finding(Health.Broken, $"There is no kernelspec in {spec.Folder}", Install);
            yield break;
        }
        if (spec.Arguments() is not [var dotnet, _, ..] || spec.KernelProgram() is not { } program)
        {
            yield return new Finding(
                Health.Broken, $"The kernelspec in {spec.Folder} does not start this kernel", "delete that folder and " + Install);
            yield break;
        }
        if (!File.Exists(dotnet) || !File.Exists(program))
        {
            string missing = File.Exists(dotnet) ? program : dotnet;
            yield return new Finding(Health.Broken, $"The kernelspec in {spec.Folder} names {missing}, which is not there", Install);
            yield break;
        }
        yield return new Finding(Health.Good, $"Kernelspec in {spec.Folder}");
        yield return program == installation.Store.ProgramOf(new KernelSource(repository).Version())
            ? new Finding(Health.Good, "The installed kernel is the one of this repository")
            : new Finding(Health.Broken, "The installed kernel is older than this repository, or another one's", Install);
        yield return KernelTrial.Answers(dotnet, program)
            ? new Finding(Health.Good, "The kernel starts and answers")
            : new Finding(
                Health.Broken, $"The kernel does not answer: {dotnet} {program} --stdio", $"delete {Path.GetDirectoryName(program)} and " + Install);
    }

    private Finding Library()
    {
        CourseLibrary library = new(repository);
        return library.IsBuilt
            ? new Finding(Health.Good, $"The library is built: {library.Program}")
            : new Finding(Health.Broken, $"The library is not built: there is no {library.Program}", Install);
    }

    private IEnumerable<Finding> Editor()
    {
        EditorSettings settings = new(environment);
        string[] extensionFolders = [.. settings.ExtensionFolders.Where(Directory.Exists)];
        string[] files = [.. settings.Files.Where(File.Exists)];
        if (extensionFolders.Length == 0 && files.Length == 0)
        {
            yield return new Finding(Health.Good, "VS Code is not installed for this user, so nothing of it is checked");
            yield break;
        }
        bool hasJupyter = extensionFolders.Any(folder => Directory.EnumerateDirectories(folder, "ms-toolsai.jupyter-*").Any());
        yield return hasJupyter
            ? new Finding(Health.Good, "VS Code has its Jupyter extension")
            : new Finding(Health.Advice, "VS Code has no Jupyter extension here", "in VS Code, install the extension ms-toolsai.jupyter");
        yield return files.Length > 0 && files.All(file => EditorSettings.AsksKernel(File.ReadAllText(file)))
            ? new Finding(Health.Good, "VS Code asks the kernel for completions")
            : new Finding(
                Health.Advice,
                "VS Code does not ask the kernel for C# completions",
                $"add to your user settings (Preferences: Open User Settings (JSON)): {EditorSettings.Line}");
    }
}
