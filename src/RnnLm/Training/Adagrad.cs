using System.Numerics;
using System.Runtime.Intrinsics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>Adagrad (Duchi et al. 2011): s ← s + g², θ ← θ − η·g/(√s + ε): what has moved much moves less.</summary>
/// <remarks>Where the gradient is 0 nothing changes, so that rows of an embedding that a batch does not touch stay as they are.</remarks>
public sealed class Adagrad<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double epsilon;
    private readonly T[][] sums;

    /// <summary>The rule with this ε.</summary>
    public Adagrad(IReadOnlyList<Parameter<T>> parameters, double rate, double epsilon = 1e-10)
        : base(parameters, rate)
    {
        this.epsilon = epsilon;
        sums = Remember("sum");
    }

    private protected override void Update(int p, int start, Span<T> values, ReadOnlySpan<T> gradient, T factor)
    {
        var s = sums[p].AsSpan(start, values.Length);
        var (rate, e) = (T.CreateTruncating(Rate), T.CreateTruncating(epsilon));
        var i = 0;
        for (; i <= values.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var g = factor * Vector512.Create(gradient[i..]);
            var sum = Vector512.Create<T>(s[i..]) + (g * g);
            sum.CopyTo(s[i..]);
            (Vector512.Create<T>(values[i..]) - (rate * g / (Vector512.Sqrt(sum) + Vector512.Create(e)))).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            var g = factor * gradient[i];
            s[i] += g * g;
            values[i] -= rate * g / (T.Sqrt(s[i]) + e);
        }
    }
}
