using System.Globalization;

namespace CSharpKernel.Session.References;

/// <summary>
/// Copies of the referenced files, in a folder of this process: the originals stay free to be built anew while the session runs.
/// </summary>
internal sealed class ShadowCopies : IDisposable
{
    private const string Prefix = "csharp-kernel-";

    private readonly string _root;
    private int _folders;

    public ShadowCopies()
    {
        RemoveThoseOfTheDead();
        _root = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-")).FullName;
    }

    /// <summary>Copies an assembly, with its symbols and documentation if they are there.</summary>
    /// <returns>The copy's path; its file name is the original's.</returns>
    public string Copy(string assembly)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, (++_folders).ToString(CultureInfo.InvariantCulture))).FullName;
        foreach (var file in
            new[] { assembly, Path.ChangeExtension(assembly, ".pdb"), Path.ChangeExtension(assembly, ".xml") }.Where(File.Exists))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return Path.Combine(folder, Path.GetFileName(assembly));
    }

    /// <summary>Removes the copies; where the system holds loaded files fast, a later session does.</summary>
    public void Dispose() => Remove(_root);

    // csharp-kernel-<process>-<random>
    private static void RemoveThoseOfTheDead()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var process) && !IsAlive(process))
                Remove(folder);
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return true; // Somebody else's.
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
