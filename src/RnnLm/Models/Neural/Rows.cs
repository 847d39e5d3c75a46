using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Models.Neural;

/// <summary>Sums of rows, as the layers need them.</summary>
internal static class Rows
{
    /// <summary>y += x, of equal lengths: a loop of our own, since most rows are so short that the way into a library's would take longer.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        y = y[..x.Length];
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= x.Length - Vector256<T>.Count; i += Vector256<T>.Count)
            (Vector256.LoadUnsafe(ref to, (nuint)i) + Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < x.Length; i++) y[i] += x[i];
    }

    /// <summary>sum += every row of the matrix, from the first to the last.</summary>
    public static void AddAll<T>(ReadOnlySpan<T> matrix, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var start = 0; start < matrix.Length; start += sum.Length) Add(matrix.Slice(start, sum.Length), sum);
    }
}
