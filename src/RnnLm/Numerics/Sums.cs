using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Numerics;

/// <summary>Sums over spans, in the order of 512-bit lanes on every machine.</summary>
internal static class Sums
{
    /// <summary>Σ xᵢ.</summary>
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Vector512<T>.Zero;
        var width = Vector512<T>.Count;
        var i = 0;
        for (; i <= x.Length - width; i += width)
            sum += Vector512.Create(x[i..]);
        return Lanes.Sum(i < x.Length ? sum + Rest(x[i..]) : sum);
    }

    /// <summary>Σ xᵢ², added up in double.</summary>
    public static double SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var width = Vector512<T>.Count;
        ref var first = ref MemoryMarshal.GetReference(x);
        var i = 0;
        for (; i <= x.Length - width; i += width)
            Add(Vector512.LoadUnsafe(ref first, (nuint)i), ref even, ref odd);
        if (i < x.Length) Add(Rest(x[i..]), ref even, ref odd);
        return Lanes.Sum(even + odd);
    }

    private static void Add<T>(Vector512<T> x, ref Vector512<double> even, ref Vector512<double> odd)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            var (lower, upper) = Vector512.Widen(x.AsSingle());
            even = Vector512.FusedMultiplyAdd(lower, lower, even);
            odd = Vector512.FusedMultiplyAdd(upper, upper, odd);
        }
        else
        {
            even = Vector512.FusedMultiplyAdd(x.AsDouble(), x.AsDouble(), even);
        }
    }

    /// <summary>The last few values, filled up with zeros.</summary>
    private static Vector512<T> Rest<T>(ReadOnlySpan<T> x)
        where T : unmanaged
    {
        Span<T> rest = stackalloc T[Vector512<T>.Count];
        rest.Clear();
        x.CopyTo(rest);
        return Vector512.Create<T>(rest);
    }
}
