using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Exercises;

/// <summary>How notebooks are graded.</summary>
/// <param name="Kernel">How to start a learner's process.</param>
/// <param name="Seed">What the cases are drawn from: nobody knows it before.</param>
internal sealed record GradeSettings(KernelCommand Kernel, ulong Seed)
{
    /// <summary>How long the cells of a notebook may take.</summary>
    public TimeSpan NotebookLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one cell may take.</summary>
    public TimeSpan CellLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many notebooks are graded at the same time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The notebook of the course that all files are; null to tell by their names.</summary>
    public string? Notebook { get; init; }
}
