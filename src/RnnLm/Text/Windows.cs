namespace RnnLm.Text;

/// <summary>Windows of fixed size around the elements of a sequence, padded at its ends: what a window-based tagger sees (slide A5).</summary>
public static class Windows
{
    /// <summary>The window around one position, as for recognising names: 2·radius + 1 elements, the one at the position in the middle.</summary>
    /// <param name="sequence">x(0) … x(T−1).</param>
    /// <param name="position">The index of the middle, 0 … T−1.</param>
    /// <param name="radius">The number of elements on each side.</param>
    /// <param name="padding">What stands before the first element and after the last.</param>
    public static T[] Around<T>(IReadOnlyList<T> sequence, int position, int radius, T padding)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)sequence.Count, nameof(position));
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        return Cut(sequence, position - radius, (2 * radius) + 1, padding);
    }

    internal static T[] Cut<T>(IReadOnlyList<T> sequence, int start, int length, T padding)
    {
        var window = new T[length];
        for (var i = 0; i < length; i++)
        {
            var position = start + i;
            window[i] = position >= 0 && position < sequence.Count ? sequence[position] : padding;
        }

        return window;
    }
}
