using System.Numerics;
using System.Runtime.Intrinsics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>Gradient descent with momentum (Polyak 1964, as in PyTorch): v ← μ·v + g, θ ← θ − η·v.</summary>
/// <remarks>Rows of an embedding that a batch does not touch have gradient 0 and still move on by μ·v.</remarks>
public sealed class Momentum<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double momentum;
    private readonly T[][] velocities;

    /// <summary>The rule with this μ.</summary>
    public Momentum(IReadOnlyList<Parameter<T>> parameters, double rate, double momentum = 0.9)
        : base(parameters, rate)
    {
        if (momentum is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "Momentum is at least 0 and less than 1.");
        this.momentum = momentum;
        velocities = Remember("velocity");
    }

    private protected override void Update(int p, int start, Span<T> values, ReadOnlySpan<T> gradient, T factor)
    {
        var v = velocities[p].AsSpan(start, values.Length);
        var (mu, rate) = (T.CreateTruncating(momentum), T.CreateTruncating(Rate));
        var i = 0;
        for (; i <= values.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var velocity = (mu * Vector512.Create<T>(v[i..])) + (factor * Vector512.Create(gradient[i..]));
            velocity.CopyTo(v[i..]);
            (Vector512.Create<T>(values[i..]) - (rate * velocity)).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            v[i] = (mu * v[i]) + (factor * gradient[i]);
            values[i] -= rate * v[i];
        }
    }
}
