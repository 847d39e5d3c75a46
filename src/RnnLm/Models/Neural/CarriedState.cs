using System.Numerics;

namespace RnnLm.Models.Neural;

/// <summary>
/// What a neural model carries from one batch to the next, for each of k streams (slide B19): values only, detached from the
/// computation that gave them, so that no gradient crosses from one batch into the one before.
/// </summary>
public abstract class CarriedState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected CarriedState(int streams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        Streams = streams;
    }

    /// <summary>k.</summary>
    public int Streams { get; }

    /// <summary>Back to the state before the first token: h(0) = 0.</summary>
    public abstract void Clear();

    /// <summary>An independent copy.</summary>
    public abstract CarriedState<T> Copy();

    /// <summary>Takes the values of a state of the same model and as many streams.</summary>
    public void CopyFrom(CarriedState<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (mine, theirs) in Arrays.Zip(other.Arrays)) theirs.Values.CopyTo(mine.Values, 0);
    }

    /// <summary>All values by name, for a checkpoint: the arrays themselves, to be read or overwritten.</summary>
    public abstract IReadOnlyList<(string Name, T[] Values)> Arrays { get; }
}
