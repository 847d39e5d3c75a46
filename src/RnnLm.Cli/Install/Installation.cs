namespace RnnLm.Cli.Install;

/// <summary>An installed kernel: its kernelspec, in each folder where clients look, and the copy that it starts.</summary>
/// <param name="folders">Where it goes.</param>
/// <param name="name">The kernelspec's name.</param>
public sealed class Installation(InstallFolders folders, string name)
{
    /// <summary>The copies of the kernel.</summary>
    public KernelStore Store { get; } = new(folders.Data);

    /// <summary>The kernelspecs.</summary>
    public IReadOnlyList<Kernelspec> Kernelspecs { get; } = [.. folders.Kernelspecs.Select(folder => new Kernelspec(Path.Combine(folder, name)))];

    /// <summary>Installs or updates.</summary>
    /// <param name="source">What to build the kernel from.</param>
    /// <param name="displayName">What editors show.</param>
    /// <param name="report">Where to say what is done.</param>
    /// <exception cref="InvalidOperationException">The kernel cannot be built, or the name is another kernel's.</exception>
    public void Install(KernelSource source, string displayName, Action<string> report)
    {
        string version = source.Version();
        string program = Store.ProgramOf(version);
        string folder = Path.GetDirectoryName(program)!;
        report(Store.Add(source, version, report) ? $"The kernel is in {folder}" : $"The kernel in {folder} is up to date");
        foreach (Kernelspec spec in Kernelspecs)
        {
            spec.Write(displayName, DotnetProgram.Path(), program);
            report($"The kernelspec is in {spec.Folder}");
        }
        RemoveUnused();
    }

    /// <summary>Removes what was installed.</summary>
    /// <param name="report">Where to say what is done.</param>
    /// <exception cref="InvalidOperationException">The name is another kernel's.</exception>
    public void Uninstall(Action<string> report)
    {
        foreach (Kernelspec spec in Kernelspecs)
            report(spec.Remove() ? $"Removed {spec.Folder}" : $"There was no kernelspec in {spec.Folder}");
        RemoveUnused();
    }

    /// <summary>Other names may still start an older version.</summary>
    private void RemoveUnused()
    {
        IEnumerable<string> all = folders.Kernelspecs.Where(Directory.Exists).SelectMany(Directory.GetDirectories);
        Store.RemoveUnused([.. all.Select(folder => new Kernelspec(folder).KernelProgram()).OfType<string>()]);
    }
}
