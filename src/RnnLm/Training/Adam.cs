using System.Numerics;
using System.Runtime.Intrinsics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>
/// Adam (Kingma and Ba 2015): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η·m̂/(√v̂ + ε), where m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) undo
/// that both begin at zero.
/// </summary>
/// <remarks>The rows of an embedding that a batch does not touch have gradient 0 there and still move on by m̂, as in PyTorch's Adam.</remarks>
public sealed class Adam<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly T[][] first;
    private readonly T[][] second;

    /// <summary>The rule with the constants of its paper.</summary>
    public Adam(IReadOnlyList<Parameter<T>> parameters, double rate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(parameters, rate)
    {
        (this.beta1, this.beta2, this.epsilon) = (beta1, beta2, epsilon);
        first = Remember("first");
        second = Remember("second");
    }

    private protected override void Update(int p, int start, Span<T> values, ReadOnlySpan<T> gradient, T factor)
    {
        Span<T> m = first[p].AsSpan(start, values.Length), v = second[p].AsSpan(start, values.Length);
        T b1 = T.CreateTruncating(beta1), c1 = T.CreateTruncating(1 - beta1);
        T b2 = T.CreateTruncating(beta2), c2 = T.CreateTruncating(1 - beta2);
        var rate = T.CreateTruncating(Rate / (1 - Math.Pow(beta1, Steps)));
        var scale = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(beta2, Steps)));
        var e = T.CreateTruncating(epsilon);
        var i = 0;
        for (; i <= values.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var g = factor * Vector512.Create(gradient[i..]);
            var newM = (b1 * Vector512.Create<T>(m[i..])) + (c1 * g);
            var newV = (b2 * Vector512.Create<T>(v[i..])) + (c2 * g * g);
            newM.CopyTo(m[i..]);
            newV.CopyTo(v[i..]);
            (Vector512.Create<T>(values[i..]) - (rate * newM / ((Vector512.Sqrt(newV) * scale) + Vector512.Create(e)))).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            var g = factor * gradient[i];
            m[i] = (b1 * m[i]) + (c1 * g);
            v[i] = (b2 * v[i]) + (c2 * g * g);
            values[i] -= rate * m[i] / ((T.Sqrt(v[i]) * scale) + e);
        }
    }
}
