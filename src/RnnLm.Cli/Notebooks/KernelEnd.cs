namespace RnnLm.Cli.Notebooks;

/// <summary>How a kernel's process ended.</summary>
/// <param name="ExitCode">Its exit code, 128 and more for a signal; null if it closed its output but lives.</param>
/// <param name="LastWords">What it wrote to its standard error, some lines at most.</param>
public sealed record KernelEnd(int? ExitCode, IReadOnlyList<string> LastWords)
{
    /// <summary>One sentence, with what it wrote.</summary>
    public override string ToString()
    {
        string end = ExitCode is { } code ? $"The kernel ended with exit code {code}" : "The kernel closed its output";
        return LastWords.Count == 0 ? end + "." : $"{end}: {string.Join('\n', LastWords)}";
    }
}
