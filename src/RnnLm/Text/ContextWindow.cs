namespace RnnLm.Text;

/// <summary>The window of n elements before a position: all that a fixed-window language model sees of the past (slide A6).</summary>
public static class ContextWindow
{
    /// <summary>The window before one position, to predict the element there from: the n elements that precede it.</summary>
    /// <param name="sequence">x(0) … x(T−1).</param>
    /// <param name="position">The index of the element to predict, 0 … T; T is the one that would follow.</param>
    /// <param name="size">n.</param>
    /// <param name="padding">What stands before the first element.</param>
    public static T[] Before<T>(IReadOnlyList<T> sequence, int position, int size, T padding)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)position, (uint)sequence.Count, nameof(position));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return Windows.Cut(sequence, position - size, size, padding);
    }

    /// <summary>What the window before a position leaves out: the evidence that it discards.</summary>
    public static IReadOnlyList<T> Discarded<T>(IReadOnlyList<T> sequence, int position, int size)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)position, (uint)sequence.Count, nameof(position));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return [.. sequence.Take(Math.Max(0, position - size))];
    }
}
