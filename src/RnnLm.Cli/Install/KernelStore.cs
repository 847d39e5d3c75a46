namespace RnnLm.Cli.Install;

/// <summary>
/// The installed copies of the kernel: a folder for each version, never changed once it is there. A new version gets a new folder, so neither a
/// build nor an update can disturb a kernel that is running.
/// </summary>
/// <param name="folder">The folder that holds them.</param>
public sealed class KernelStore(string folder)
{
    private const string Prefix = "kernel-";
    private const string Program = "CSharpKernel.dll";

    /// <summary>The program of a version, whether it is there or not.</summary>
    public string ProgramOf(string version) => Path.Combine(folder, Prefix + version, Program);

    /// <summary>Puts a version there, unless it already is.</summary>
    /// <param name="source">What to build it from.</param>
    /// <param name="version">The source's version.</param>
    /// <param name="report">Where to say what takes time, and what is less than hoped for.</param>
    /// <returns>Whether it was built now.</returns>
    /// <exception cref="InvalidOperationException">It cannot be built.</exception>
    public bool Add(KernelSource source, string version, Action<string> report)
    {
        if (File.Exists(ProgramOf(version))) return false;
        string target = Path.GetDirectoryName(ProgramOf(version))!;
        string staging = Path.Combine(folder, $".new-{Guid.NewGuid():N}");
        // Elsewhere first: a user's data folder may hold characters that MSBuild reads as its own.
        DirectoryInfo workshop = Directory.CreateTempSubdirectory("rnnlm-");
        try
        {
            report("Building the kernel for this machine, which takes a minute or two …");
            Copy(Publish(source, workshop, report), staging);
            // Somebody else may have installed the same version meanwhile: theirs is as good.
            if (!Directory.Exists(target)) Directory.Move(staging, target);
            return true;
        }
        finally
        {
            workshop.Delete(recursive: true);
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Deletes the versions that no kernelspec names and no process runs.</summary>
    /// <param name="named">The programs that kernelspecs name.</param>
    public void RemoveUnused(IReadOnlyCollection<string> named)
    {
        if (!Directory.Exists(folder)) return;
        HashSet<string> kept = [.. named.Select(Path.GetFullPath)];
        foreach (string version in Directory.GetDirectories(folder, Prefix + "*"))
        {
            string program = Path.Combine(version, Program);
            if (kept.Contains(Path.GetFullPath(program)) || IsRunning(program)) continue;
            try
            {
                Directory.Delete(version, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Started in this moment, or not ours to delete: next time.
            }
        }
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    /// <summary>Every kernel keeps its program open, shared with its like only.</summary>
    private static bool IsRunning(string program)
    {
        try
        {
            using FileStream exclusive = new(program, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static string Publish(KernelSource source, DirectoryInfo workshop, Action<string> report)
    {
        string native = Path.Combine(workshop.FullName, "native");
        (int exitCode, _) = Publish(source, native, "-r", UserEnvironment.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true");
        if (exitCode == 0) return Path.Combine(native, "kernel");
        report("Note: the package that compiles ahead of time for this machine could not be had, so the kernel will start more slowly.");
        string portable = Path.Combine(workshop.FullName, "portable");
        (exitCode, string output) = Publish(source, portable);
        if (exitCode != 0) throw new InvalidOperationException($"The kernel could not be built:\n{Errors(output)}");
        return Path.Combine(portable, "kernel");
    }

    private static (int ExitCode, string Output) Publish(KernelSource source, string folder, params string[] options) =>
        // Nothing of it goes into the repository's own bin and obj, where a kernel may be running or a build going on.
        DotnetProgram.Run(
            source.Repository,
            [
                "publish", source.Project, "-c", "Release", "-v", "q", "-nologo", "-tl:off", "-o", Path.Combine(folder, "kernel"),
                "--artifacts-path", Path.Combine(folder, "artifacts"), $"-p:OutputPath={Path.Combine(folder, "bin")}/",
                "-p:UseAppHost=false", "-p:DebugType=none", .. options,
            ]);

    private static void Copy(string source, string target)
    {
        foreach (string path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private static string Errors(string output)
    {
        IEnumerable<string> errors = output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct().Take(5);
        return string.Join('\n', errors.DefaultIfEmpty(output.Trim()));
    }
}
