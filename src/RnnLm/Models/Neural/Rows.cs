using System.Numerics;
using System.Numerics.Tensors;

namespace RnnLm.Models.Neural;

/// <summary>Sums of rows, as the layers need them.</summary>
internal static class Rows
{
    /// <summary>y += x.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Add(x, y, y);

    /// <summary>sum += every row of the matrix, from the first to the last.</summary>
    public static void AddAll<T>(ReadOnlySpan<T> matrix, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var start = 0; start < matrix.Length; start += sum.Length) Add(matrix.Slice(start, sum.Length), sum);
    }
}
