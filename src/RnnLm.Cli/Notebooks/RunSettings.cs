namespace RnnLm.Cli.Notebooks;

/// <summary>How notebooks are run.</summary>
/// <param name="Kernel">How to start the kernel.</param>
public sealed record RunSettings(KernelCommand Kernel)
{
    /// <summary>How long a cell may take; null for any time.</summary>
    public TimeSpan? CellLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the kernel may take to start.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a kernel may take to heed an interrupt.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a notebook goes on after a cell that failed.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Whether the report says what each cell took.</summary>
    public bool ShowTimes { get; init; }

    /// <summary>How many notebooks run at the same time.</summary>
    public int Jobs { get; init; } = 1;
}
