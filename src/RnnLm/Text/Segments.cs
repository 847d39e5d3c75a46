namespace RnnLm.Text;

/// <summary>A token stream cut into consecutive segments of length L (slide B17): one stream, before k of them run side by side.</summary>
public static class Segments
{
    /// <summary>The segments in order; the last one is shorter where L does not divide the number of tokens.</summary>
    public static IEnumerable<int[]> Of(int[] tokens, int length)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return tokens.Chunk(length);
    }
}
