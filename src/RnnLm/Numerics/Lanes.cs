using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Numerics;

/// <summary>
/// Exponential, tanh and sigmoid of 512 bits at a time. The code always says <see cref="Vector512{T}"/>: on a machine with
/// narrower vectors the runtime does the same operations in two or four parts. Since only additions, products, fused
/// multiply-adds, comparisons and integer shifts are used, each correctly rounded everywhere, the bits of the result are the
/// same on every machine.
/// </summary>
internal static class Lanes
{
    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FusedMultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>eˣ; relative error at most 2·10⁻⁷ in float and 4·10⁻¹⁶ in double, 0 where eˣ is below the normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // eˣ = 2ⁿ eʳ = 2ⁿ + 2ⁿ (eʳ − 1), the power of two being made by adding n to the exponent's bits.
        var (r, n) = Reduce(x);
        var y = AddToExponent(Vector512<T>.One + ExpMinusOneOfReduced(r), n);
        // The arguments where eˣ leaves the normal numbers; not-a-number fails both comparisons and stays what it is.
        var largest = Constant<T>(typeof(T) == typeof(float) ? 88.72283 : 709.7827128933839);
        var smallest = Constant<T>(typeof(T) == typeof(float) ? -87.33654 : -708.3964185322641);
        y = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, largest), y, x + Constant<T>(double.PositiveInfinity));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, smallest), Vector512<T>.Zero, y);
    }

    /// <summary>tanh x; relative error at most 4·10⁻⁷ in float and 1·10⁻¹⁵ in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tanh<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // tanh x = (e²ˣ − 1) / (e²ˣ + 1). Subtracting 1 from a rounded e²ˣ would lose the small x, so eʳ − 1 is kept apart:
        // e²ˣ − 1 = 2ⁿ (eʳ − 1) + (2ⁿ − 1). Beyond ±20, tanh is ±1 to the last bit.
        var limit = Constant<T>(20);
        var inside = Vector512.ConditionalSelect(Vector512.GreaterThan(x, limit), limit, x);
        inside = Vector512.ConditionalSelect(Vector512.LessThan(inside, -limit), -limit, inside);
        var (r, n) = Reduce(inside + inside);
        var power = AddToExponent(Vector512<T>.One, n);
        var e = FusedMultiplyAdd(power, ExpMinusOneOfReduced(r), power - Vector512<T>.One);
        return e / (e + Constant<T>(2));
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ); relative error at most 3·10⁻⁷ in float and 1·10⁻¹⁵ in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sigmoid<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512<T>.One / (Vector512<T>.One + Exp(-x));

    /// <summary>The same number in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Constant<T>(double value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>();

    /// <summary>These values in the first lanes and zeros in the others.</summary>
    /// <param name="values">No more than there are lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<T>(ReadOnlySpan<T> values)
        where T : unmanaged =>
        values.Length == Vector512<T>.Count ? Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values)) : LoadRest(values);

    /// <summary>Writes the first lanes, as many as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<T> x, Span<T> values)
        where T : unmanaged
    {
        if (values.Length == Vector512<T>.Count) x.StoreUnsafe(ref MemoryMarshal.GetReference(values));
        else StoreRest(x, values);
    }

    /// <summary>The sum of all lanes, halves first: an order that does not depend on the machine.</summary>
    public static T Sum<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[Vector512<T>.Count];
        x.CopyTo(lanes);
        for (var half = lanes.Length / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
        }

        return lanes[0];
    }

    private static Vector512<T> LoadRest<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Vector512<T>.Count];
        lanes.Clear();
        values.CopyTo(lanes);
        return Vector512.Create<T>(lanes);
    }

    private static void StoreRest<T>(Vector512<T> x, Span<T> values)
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Vector512<T>.Count];
        x.CopyTo(lanes);
        lanes[..values.Length].CopyTo(values);
    }

    /// <summary>x = n·ln 2 + r with |r| ≤ ½ ln 2. n comes as the integer that stands in the lowest bits of a large number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> R, Vector512<T> N) Reduce<T>(Vector512<T> x)
        where T : unmanaged
    {
        // Adding 1.5·2²³ (in double 1.5·2⁵²) leaves no bits for a fraction: the sum is rounded to a whole number.
        var shift = Constant<T>(typeof(T) == typeof(float) ? 1.5 * (1 << 23) : 1.5 * (1L << 52));
        var shifted = FusedMultiplyAdd(x, Constant<T>(1.4426950408889634), shift); // x / ln 2
        var n = shifted - shift;
        // ln 2 as the nearest T, and what that rounding left over.
        var high = Constant<T>(0.69314718055994531);
        var low = Constant<T>(typeof(T) == typeof(float) ? -1.9046542999577680e-9 : 2.3190468138462996e-17);
        return (FusedMultiplyAdd(-n, low, FusedMultiplyAdd(-n, high, x)), shifted);
    }

    /// <summary>eʳ − 1 for |r| ≤ ½ ln 2: r + r²(1/2! + r/3! + r²/4! + …), as far as T has digits for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> ExpMinusOneOfReduced<T>(Vector512<T> r)
        where T : unmanaged
    {
        Vector512<T> sum;
        if (typeof(T) == typeof(float))
        {
            sum = Constant<T>(1.0 / 5040); // 1/7!
        }
        else
        {
            sum = Constant<T>(1.0 / 6227020800); // 1/13!
            sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 479001600));
            sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 39916800));
            sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 3628800));
            sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 362880));
            sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 40320));
            sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 5040));
        }

        sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 720));
        sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 120));
        sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 24));
        sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 6));
        sum = FusedMultiplyAdd(sum, r, Constant<T>(1.0 / 2));
        return FusedMultiplyAdd(sum, r * r, r);
    }

    /// <summary>2ⁿ·y, where n is what <see cref="Reduce"/> gave and the product is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> AddToExponent<T>(Vector512<T> y, Vector512<T> n)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? (y.AsInt32() + (n.AsInt32() << 23)).As<int, T>()
            : (y.AsInt64() + (n.AsInt64() << 52)).As<long, T>();
}
