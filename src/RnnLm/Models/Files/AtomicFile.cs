namespace RnnLm.Models.Files;

/// <summary>
/// Writes a file all or nothing: under a temporary name beside it, then moved into place.
/// Whoever opens the file finds the old content or the new one, never half of it, even if the process is killed.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes the file at this path, replacing what was there.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="write">Writes the content; if it throws, nothing is changed.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Target(path);
        if (IsDevice(target))
        {
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        var temporary = Beside(target, path);
        try
        {
            using (var stream = Create(temporary, path))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(temporary);
            // Such as a full disk's, which would name the temporary file.
            if (e is IOException && e.Message.Contains(temporary, StringComparison.Ordinal))
                throw new IOException($"'{path}' cannot be written: {e.Message.Replace($" : '{temporary}'", "", StringComparison.Ordinal)}.", e);
            throw;
        }
    }

    /// <summary>Throws now what <see cref="Write"/> would throw after the hours that its content took to make; changes nothing.</summary>
    /// <param name="path">Where a file is to stand.</param>
    /// <exception cref="IOException">No file can be written there.</exception>
    public static void Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Target(path);
        if (IsDevice(target)) return;
        var temporary = Beside(target, path);
        Create(temporary, path).Dispose();
        File.Delete(temporary);
    }

    private static string Beside(string target, string path)
    {
        if (Directory.Exists(target)) throw new IOException($"'{path}' is a folder; name a file to write.");
        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"The folder '{folder}' does not exist; create it first.");
        return Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
    }

    private static FileStream Create(string temporary, string path)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"'{path}' cannot be written, since no file can be created in the folder '{Path.GetDirectoryName(temporary)}'; name another, or make it writable.", e);
        }
    }

    // A symbolic link stays a link: what it points to is replaced.
    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } target ? target.FullName : full;
    }

    // Nothing may be moved over /dev/null.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal);
}
