using System.Numerics;
using System.Numerics.Tensors;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>The loss of one prediction, in both forms of slide A18, in nats; for many positions at once see <see cref="SoftmaxOutput{T}"/>.</summary>
public static class CrossEntropy
{
    /// <summary>J = −Σ_w y_w · ln ŷ_w, y being any distribution, such as a one-hot vector; 0 · ln 0 counts as 0.</summary>
    /// <exception cref="ArgumentException">The distributions are not over the same vocabulary.</exception>
    public static T Of<T>(ReadOnlySpan<T> target, ReadOnlySpan<T> predicted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (target.Length != predicted.Length)
            throw new ArgumentException($"Both distributions are over one vocabulary, but y has {target.Length} tokens and ŷ has {predicted.Length}.", nameof(predicted));
        var sum = T.Zero;
        for (var w = 0; w < target.Length; w++)
        {
            if (target[w] != T.Zero) sum -= target[w] * T.Log(predicted[w]);
        }

        return sum;
    }

    /// <summary>The same for a one-hot y: −ln ŷ_x of the token x that came.</summary>
    public static T Of<T>(int target, ReadOnlySpan<T> predicted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)predicted.Length, nameof(target));
        return -T.Log(predicted[target]);
    }

    /// <summary>−ln softmax(z)_x from the logits, ln Σ e^z − z_x: stable where ŷ_x itself would round to 0.</summary>
    public static T OfLogits<T>(int target, ReadOnlySpan<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)logits.Length, nameof(target));
        return Softmax.LogSumExp(logits) - logits[target];
    }

    /// <summary>∂J/∂z = ŷ − y: the softmax of the logits, less 1 at the token that came.</summary>
    /// <param name="target">The token that came.</param>
    /// <param name="logits">z.</param>
    /// <param name="gradient">Takes ŷ − y.</param>
    public static void Gradient<T>(int target, ReadOnlySpan<T> logits, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)logits.Length, nameof(target));
        Softmax.Probabilities(logits, gradient);
        gradient[target] -= T.One;
    }

    /// <summary>The mean of the losses (slide A19); 0 if there are none.</summary>
    public static T Mean<T>(ReadOnlySpan<T> losses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        losses.IsEmpty ? T.Zero : TensorPrimitives.Sum(losses) / T.CreateChecked(losses.Length);
}
