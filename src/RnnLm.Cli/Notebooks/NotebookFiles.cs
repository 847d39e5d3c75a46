namespace RnnLm.Cli.Notebooks;

/// <summary>A notebook to run.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Name">Its path within the folder that was asked for, with '/' and without the extension: what its results are called.</param>
public sealed record NotebookFile(string Path, string Name);

/// <summary>Finds the notebooks that a command line names.</summary>
public static class NotebookFiles
{
    /// <summary>The notebooks named, and those of the folders named, in ordinal order within each folder.</summary>
    /// <exception cref="NotebookFormatException">A path does not exist, is no notebook, or two have the same name.</exception>
    public static IReadOnlyList<NotebookFile> Find(IEnumerable<string> paths)
    {
        var files = new List<NotebookFile>();
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
                files.AddRange(InFolder(path));
            else if (!File.Exists(path))
                throw new NotebookFormatException($"There is no notebook or folder {path}.");
            else if (!IsNotebook(path))
                throw new NotebookFormatException($"{path} is not a notebook: its name does not end in .ipynb.");
            else
                files.Add(new NotebookFile(path, Path.GetFileNameWithoutExtension(path)));
        }
        files = [.. files.DistinctBy(file => Path.GetFullPath(file.Path))];
        if (files.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new NotebookFormatException($"{string.Join(" and ", twice.Select(file => file.Path))} have the same name; run them one after the other.");
        return files;
    }

    private static IEnumerable<NotebookFile> InFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*.ipynb", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(IsNotebook)
            .Select(path => new NotebookFile(path, Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace('\\', '/')))
            .Where(file => !file.Name.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);

    private static bool IsNotebook(string path) => path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);
}
