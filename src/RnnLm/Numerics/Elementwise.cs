using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Numerics;

/// <summary>
/// Functions of each element of a span. An element's result depends on nothing but its value: neither on its
/// place, nor on the machine's vector width. Input and output may be the same span.
/// </summary>
public static class Elementwise
{
    /// <summary>yᵢ = e^xᵢ; relative error at most 2·10⁻⁷ in float and 4·10⁻¹⁶ in double. Results below the normal numbers are 0.</summary>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Apply<T, ExpFunction<T>>(x, y);

    /// <summary>yᵢ = tanh xᵢ; relative error at most 4·10⁻⁷ in float and 1·10⁻¹⁵ in double.</summary>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Apply<T, TanhFunction<T>>(x, y);

    /// <summary>yᵢ = σ(xᵢ) = 1 / (1 + e^−xᵢ); relative error at most 3·10⁻⁷ in float and 1·10⁻¹⁵ in double.</summary>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Apply<T, SigmoidFunction<T>>(x, y);

    private static void Apply<T, TFunction>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IFunction<T>
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"The output must be as long as the input, {x.Length}, but is {y.Length} long.", nameof(y));

        ref var input = ref MemoryMarshal.GetReference(x);
        ref var output = ref MemoryMarshal.GetReference(y);
        var width = Vector512<T>.Count;
        var i = 0;
        for (; i <= x.Length - width; i += width)
            TFunction.Of(Vector512.LoadUnsafe(ref input, (nuint)i)).StoreUnsafe(ref output, (nuint)i);
        if (i == x.Length) return;

        // The rest goes through the same operations in a vector that is filled up with zeros.
        Span<T> rest = stackalloc T[width];
        rest.Clear();
        x[i..].CopyTo(rest);
        TFunction.Of(Vector512.Create<T>(rest)).CopyTo(rest);
        rest[..(x.Length - i)].CopyTo(y[i..]);
    }

    private interface IFunction<T>
    {
        static abstract Vector512<T> Of(Vector512<T> x);
    }

    private readonly struct ExpFunction<T> : IFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => Lanes.Exp(x);
    }

    private readonly struct TanhFunction<T> : IFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => Lanes.Tanh(x);
    }

    private readonly struct SigmoidFunction<T> : IFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => Lanes.Sigmoid(x);
    }
}
