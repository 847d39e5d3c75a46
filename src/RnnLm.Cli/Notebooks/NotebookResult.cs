namespace RnnLm.Cli.Notebooks;

/// <summary>How the run of a notebook ended.</summary>
public enum Outcome
{
    /// <summary>Every cell did what was expected of it.</summary>
    Passed,

    /// <summary>It needs a package that cannot be restored here, and its metadata calls it optional.</summary>
    Skipped,

    /// <summary>A cell failed.</summary>
    Failed,

    /// <summary>A cell took longer than its limit.</summary>
    TimedOut,

    /// <summary>The kernel ended, or never answered.</summary>
    KernelDied,

    /// <summary>The file is no notebook that we can read.</summary>
    Unreadable,

    /// <summary>The reader stopped the run.</summary>
    Stopped,
}

/// <summary>A cell that did not do what was expected of it.</summary>
/// <param name="Number">The cell's place among all cells of the notebook, from 1.</param>
/// <param name="Source">The cell's code.</param>
/// <param name="Line">The line of <paramref name="Source"/> to blame, from 1; null if unknown.</param>
/// <param name="Name">The kind of error.</param>
/// <param name="Message">What went wrong.</param>
public sealed record CellFailure(int Number, string Source, int? Line, string Name, string Message);

/// <summary>What a cell took.</summary>
/// <param name="Number">The cell's place among all cells of the notebook, from 1.</param>
/// <param name="Id">The cell's name.</param>
/// <param name="Elapsed">By the clock.</param>
/// <param name="Processor">Of the processor, all threads of the kernel together: a busy machine changes it little.</param>
public sealed record CellTime(int Number, string Id, TimeSpan Elapsed, TimeSpan Processor);

/// <summary>The run of one notebook.</summary>
/// <param name="Path">The notebook's file.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Notebook">The notebook with its new outputs; null if it could not be read.</param>
/// <param name="CellsRun">How many code cells ran.</param>
/// <param name="Duration">From the start of the kernel to its end.</param>
/// <param name="Failures">The cells that failed, in order.</param>
/// <param name="Note">What went wrong outside of any cell; null if nothing.</param>
public sealed record NotebookResult(
    string Path, Outcome Outcome, Notebook? Notebook, int CellsRun, TimeSpan Duration, IReadOnlyList<CellFailure> Failures, string? Note = null)
{
    /// <summary>What each cell took that ran.</summary>
    public IReadOnlyList<CellTime> Times { get; init; } = [];

    /// <summary>What the kernel took of the processor, from its start on.</summary>
    public TimeSpan Processor { get; init; }
}
