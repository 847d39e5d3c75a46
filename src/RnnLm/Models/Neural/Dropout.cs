using System.Numerics;
using System.Numerics.Tensors;
using RnnLm.Numerics;

namespace RnnLm.Models.Neural;

/// <summary>
/// Dropout (Srivastava et al. 2014) on connections between layers, never on recurrent ones (Zaremba et al. 2014): in training each value is
/// zeroed with probability p and else divided by 1 − p, so that nothing has to change when the model is used.
/// </summary>
internal sealed class Dropout<T>(double rate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] mask = [];
    private bool active;

    /// <summary>Draws a mask and applies it; without a generator, as when a model is used, does nothing.</summary>
    public void Forward(Span<T> values, RandomGenerator? random)
    {
        active = random is not null && rate > 0;
        if (!active) return;
        Buffers.Grow(ref mask, values.Length);
        var kept = T.CreateTruncating(1 / (1 - rate));
        for (var i = 0; i < values.Length; i++) mask[i] = random!.NextDouble() < rate ? T.Zero : kept;
        Backward(values);
    }

    /// <summary>Applies the last mask to the gradient.</summary>
    public void Backward(Span<T> gradient)
    {
        if (active) TensorPrimitives.Multiply(gradient, mask.AsSpan(0, gradient.Length), gradient);
    }
}
