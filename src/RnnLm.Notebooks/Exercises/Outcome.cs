namespace RnnLm.Notebooks;

/// <summary>What became of one call of the learner's function.</summary>
public sealed record Outcome
{
    /// <summary>What it returned.</summary>
    public object? Value { get; init; }

    /// <summary>What it threw: the exception's type and message.</summary>
    public string? Threw { get; init; }

    /// <summary>Whether it threw the stub's <see cref="NotImplementedException"/>, or there was nothing to call.</summary>
    public bool IsNotImplemented { get; init; }

    /// <summary>Whether it had not returned when its time was over.</summary>
    public bool TookTooLong { get; init; }

    /// <summary>Whether it still runs, since nothing could stop it.</summary>
    public bool StillRuns { get; init; }

    /// <summary>The positions, from 0, of the arguments that it changed.</summary>
    public IReadOnlyList<int> Changed { get; init; } = [];

    /// <summary>Whether one and the same array, vector or matrix stands at several places of what it returned.</summary>
    public bool IsAliased { get; init; }

    /// <summary>Whether another call returned this very array, vector or matrix as well, so that one call changes what another has returned.</summary>
    public bool IsReturnedTwice { get; init; }

    /// <summary>Whether the same arguments gave another result when they came once more, since something outside of the function remembers.</summary>
    public bool Remembers { get; init; }

    /// <summary>Whether it returned, left its arguments alone, remembers nothing, and made a new thing for each place of its result and for each call.</summary>
    public bool IsSound => HasReturned && Changed.Count == 0 && !IsAliased && !IsReturnedTwice && !Remembers;

    /// <summary>Whether it returned at all.</summary>
    public bool HasReturned => Threw is null && !IsNotImplemented && !TookTooLong;
}
