namespace RnnLm.Numerics;

/// <summary>
/// Where the left factor A of a product stands in memory: either way round, and its columns perhaps in runs that lie apart.
/// Element (i, k) is Start[i·RowStride + k·DepthStride + (k div Run)·RunGap].
/// </summary>
/// <param name="start">Element (0, 0).</param>
/// <param name="rowStride">The distance of A's rows.</param>
/// <param name="depthStride">The distance of A's columns.</param>
/// <param name="run">How many columns are at this distance from each other; all of them if nothing is said.</param>
/// <param name="runGap">What is left out between the end of a run and the next.</param>
internal readonly unsafe struct LeftMatrix<T>(T* start, nint rowStride, nint depthStride, int run = int.MaxValue, nint runGap = 0)
    where T : unmanaged
{
    /// <summary>Element (0, 0).</summary>
    public T* Start => start;

    /// <summary>The distance of A's rows.</summary>
    public nint RowStride => rowStride;

    /// <summary>The distance of A's columns within a run.</summary>
    public nint DepthStride => depthStride;

    /// <summary>How many columns make a run.</summary>
    public nint Run => run;

    /// <summary>What is left out behind a run.</summary>
    public nint RunGap => runGap;

    /// <summary>The rows from this one on.</summary>
    public LeftMatrix<T> Below(int row) => new(start + (row * rowStride), rowStride, depthStride, run, runGap);
}
