using System.Numerics;

namespace RnnLm.Models.Neural;

/// <summary>Stand-ins until the tiled products are there.</summary>
internal static class NaiveProducts
{
    /// <summary>C (+)= A·B, A [m×k], B [k×n].</summary>
    public static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!accumulate) c[..(m * n)].Clear();
        for (var i = 0; i < m; i++)
        {
            for (var p = 0; p < k; p++) AddScaled(a[(i * k) + p], b.Slice(p * n, n), c.Slice(i * n, n));
        }
    }

    /// <summary>C (+)= Aᵀ·B, A [k×m], B [k×n].</summary>
    public static void TransposedMultiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!accumulate) c[..(m * n)].Clear();
        for (var p = 0; p < k; p++)
        {
            for (var i = 0; i < m; i++) AddScaled(a[(p * m) + i], b.Slice(p * n, n), c.Slice(i * n, n));
        }
    }

    /// <summary>C (+)= A·Bᵀ, A [m×k], B [n×k].</summary>
    public static void MultiplyTransposed<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var dot = System.Numerics.Tensors.TensorPrimitives.Dot(a.Slice(i * k, k), b.Slice(j * k, k));
                c[(i * n) + j] = accumulate ? c[(i * n) + j] + dot : dot;
            }
        }
    }

    private static void AddScaled<T>(T s, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x, s, y, y);
}
