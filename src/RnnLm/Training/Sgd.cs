using System.Numerics;
using System.Numerics.Tensors;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>Stochastic gradient descent (slide A21): θ ← θ − η·g.</summary>
public sealed class Sgd<T>(IReadOnlyList<Parameter<T>> parameters, double rate) : Optimizer<T>(parameters, rate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override bool MovesWithoutGradient => false;

    private protected override void Update(int p, int start, Span<T> values, ReadOnlySpan<T> gradient) =>
        TensorPrimitives.FusedMultiplyAdd(gradient, -T.CreateTruncating(Rate), values, values);
}
