using System.Globalization;

namespace RnnLm.Cli.Notebooks;

/// <summary>A line for each cell, for output that is piped into a file or another program.</summary>
public sealed class PlainProgress(TextWriter output) : IRunProgress
{
    private readonly Dictionary<string, int> _codeCells = [];

    /// <inheritdoc/>
    public void NotebookStarted(string path, int codeCells)
    {
        lock (_codeCells)
        {
            _codeCells[path] = codeCells;
            output.WriteLine($"{path}: {codeCells} code cells");
        }
    }

    /// <inheritdoc/>
    public void CellStarted(string path, int number)
    {
    }

    /// <inheritdoc/>
    public void CellEnded(string path, int number, TimeSpan duration, bool passed)
    {
        lock (_codeCells)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: cell {number} of {_codeCells[path]}, {duration.TotalSeconds:0.00} s{(passed ? "" : ", failed")}"));
        }
    }

    /// <inheritdoc/>
    public void NotebookEnded(NotebookResult result)
    {
    }
}
