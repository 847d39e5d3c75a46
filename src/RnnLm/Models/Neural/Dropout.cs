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

    /// <summary>Draws a mask for so many values; without a generator, as when a model is used, nothing will be dropped.</summary>
    public void Draw(int count, RandomGenerator? random)
    {
        active = random is not null && rate > 0;
        if (!active) return;
        Buffers.Grow(ref mask, count);
        var kept = T.CreateTruncating(1 / (1 - rate));
        for (var i = 0; i < count; i++) mask[i] = random!.NextDouble() < rate ? T.Zero : kept;
    }

    /// <summary>Applies the mask from place <paramref name="start"/> on: to values on their way forward, to their gradients on the way back.</summary>
    public void Apply(Span<T> values, int start)
    {
        if (active) TensorPrimitives.Multiply(values, mask.AsSpan(start, values.Length), values);
    }

    /// <summary>Draws a mask and applies it.</summary>
    public void Forward(Span<T> values, RandomGenerator? random)
    {
        Draw(values.Length, random);
        Apply(values, 0);
    }

    /// <summary>Applies the last mask to the gradient.</summary>
    public void Backward(Span<T> gradient) => Apply(gradient, 0);
}
