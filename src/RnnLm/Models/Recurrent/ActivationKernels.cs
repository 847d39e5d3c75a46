using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>The activations on whole spans, in either precision.</summary>
internal static class ActivationKernels
{
    /// <summary>h = f(a).</summary>
    public static void Apply<T>(this Activation f, ReadOnlySpan<T> a, Span<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (f == Activation.Tanh) Elementwise.Tanh(a, h);
        else if (f == Activation.Sigmoid) Elementwise.Sigmoid(a, h);
        else if (f == Activation.Relu) TensorPrimitives.Max(a, T.Zero, h);
        else a.CopyTo(h);
    }

    /// <summary>da = δ ⊙ f′(a), told from h = f(a) alone: every f here has its derivative as a function of h. Output and δ may be the same span.</summary>
    public static void Backward<T>(this Activation f, ReadOnlySpan<T> h, ReadOnlySpan<T> delta, Span<T> da)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (f == Activation.Tanh)
        {
            MultiplyBySlope<T, TanhSlope<T>>(h, delta, da);
        }
        else if (f == Activation.Sigmoid)
        {
            MultiplyBySlope<T, SigmoidSlope<T>>(h, delta, da);
        }
        else if (f == Activation.Relu)
        {
            for (var i = 0; i < da.Length; i++) da[i] = h[i] > T.Zero ? delta[i] : T.Zero;
        }
        else
        {
            delta.CopyTo(da);
        }
    }

    // Whole vectors first, then the rest one by one: products and differences are rounded alike in both.
    private static void MultiplyBySlope<T, TSlope>(ReadOnlySpan<T> h, ReadOnlySpan<T> delta, Span<T> da)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSlope : struct, ISlope<T>
    {
        var hs = MemoryMarshal.Cast<T, Vector512<T>>(h[..da.Length]);
        var deltas = MemoryMarshal.Cast<T, Vector512<T>>(delta[..da.Length]);
        var das = MemoryMarshal.Cast<T, Vector512<T>>(da);
        for (var i = 0; i < das.Length; i++) das[i] = deltas[i] * TSlope.At(hs[i]);
        for (var i = das.Length * Vector512<T>.Count; i < da.Length; i++) da[i] = delta[i] * TSlope.At(h[i]);
    }

    /// <summary>f′ as a function of h.</summary>
    private interface ISlope<T>
        where T : unmanaged
    {
        static abstract Vector512<T> At(Vector512<T> h);

        static abstract T At(T h);
    }

    private readonly struct TanhSlope<T> : ISlope<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static Vector512<T> At(Vector512<T> h) => Vector512<T>.One - (h * h);

        public static T At(T h) => T.One - (h * h);
    }

    private readonly struct SigmoidSlope<T> : ISlope<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static Vector512<T> At(Vector512<T> h) => h * (Vector512<T>.One - h);

        public static T At(T h) => h * (T.One - h);
    }
}
