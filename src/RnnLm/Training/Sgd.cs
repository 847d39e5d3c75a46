using System.Numerics;
using System.Runtime.Intrinsics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>Stochastic gradient descent (slide A21): θ ← θ − η·g.</summary>
public sealed class Sgd<T>(IReadOnlyList<Parameter<T>> parameters, double rate) : Optimizer<T>(parameters, rate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override bool MovesWithoutGradient => false;

    private protected override void Update(int p, int start, Span<T> values, ReadOnlySpan<T> gradient, T factor)
    {
        var rate = T.CreateTruncating(Rate);
        var i = 0;
        for (; i <= values.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var g = factor * Vector512.Create(gradient[i..]);
            Lanes.FusedMultiplyAdd(Vector512.Create(-rate), g, Vector512.Create<T>(values[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++) values[i] = T.FusedMultiplyAdd(-rate, factor * gradient[i], values[i]);
    }
}
