using RnnLm.Models.Files;

namespace RnnLm.Cli.Terminal;

/// <summary>A file that a command is to write, when its work is done.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Throws before the work what would stop it at its end: that nothing can be written there, or that it would replace what it was made from.
    /// </summary>
    public static void Check(string path, params IEnumerable<string?> inputs)
    {
        AtomicFile.Check(path);
        if (inputs.OfType<string>().Any(input => File.Exists(input) && File.Exists(path) && Resolve(input) == Resolve(path)))
        {
            throw new CommandException(
                $"'{path}' is an input of this command, which its output would replace; name another file with --out.", ExitCode.WrongUse);
        }
    }

    private static string Resolve(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
