using System.Numerics;
using System.Numerics.Tensors;
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

    /// <summary>da = δ ⊙ f′(a), told from h = f(a) alone: every f here has its derivative as a function of h.</summary>
    public static void Backward<T>(this Activation f, ReadOnlySpan<T> h, ReadOnlySpan<T> delta, Span<T> da)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (f == Activation.Tanh)
        {
            for (var i = 0; i < da.Length; i++) da[i] = delta[i] * (T.One - (h[i] * h[i]));
        }
        else if (f == Activation.Sigmoid)
        {
            for (var i = 0; i < da.Length; i++) da[i] = delta[i] * (h[i] * (T.One - h[i]));
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
}
