using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>Keeps a step along the gradient from being too long where the loss has a cliff (slides B36–B38; Pascanu et al. 2013).</summary>
public static class GradientClipping
{
    /// <summary>‖g‖, the Euclidean norm of all gradients taken as one vector.</summary>
    /// <param name="parameters">All of them.</param>
    /// <param name="workers">Who does the work; none means the calling thread. The number does not depend on it.</param>
    public static double GlobalNorm<T>(IReadOnlyList<Parameter<T>> parameters, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var parts = new GradientParts<T>(parameters);
        var count = parts.Count;
        var squares = ArrayPool<double>.Shared.Rent(count); // a norm at every step of a training shall leave nothing to be collected
        parts.Run(new SquareWork<T>(parameters, parts, squares), workers);
        var sum = 0.0;
        foreach (var square in squares.AsSpan(0, count)) sum += square;
        ArrayPool<double>.Shared.Return(squares);
        return Math.Sqrt(sum);
    }

    /// <summary>What Algorithm 1 of Pascanu et al. 2013 multiplies the gradient with: threshold/‖g‖ if ‖g‖ exceeds the threshold, else 1.</summary>
    public static double Factor(double norm, double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        return norm > threshold && double.IsFinite(norm) ? threshold / norm : 1;
    }

    /// <summary>
    /// Algorithm 1 of Pascanu et al. 2013 (slide B37): if ‖g‖ exceeds the threshold, g ← threshold/‖g‖ · g. The direction stays, the step is
    /// shorter (B38). Returns ‖g‖ as it was before.
    /// </summary>
    /// <param name="parameters">All of them at once: clipping each matrix by itself would turn the direction.</param>
    /// <param name="threshold">For the gradient of a mean loss; a loss summed over n tokens has n times its norm.</param>
    public static double ByGlobalNorm<T>(IReadOnlyList<Parameter<T>> parameters, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        var norm = GlobalNorm(parameters);
        var factor = Factor(norm, threshold);
        if (factor < 1) Scale(parameters, factor);
        return norm;
    }

    /// <summary>Limits each element to ±threshold by itself, for comparison: it turns the direction (B38). Returns ‖g‖ as it was before.</summary>
    public static double ByElement<T>(IReadOnlyList<Parameter<T>> parameters, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        var norm = GlobalNorm(parameters);
        var limit = T.CreateTruncating(threshold);
        foreach (var g in parameters.Select(p => p.Gradient))
        {
            for (var i = 0; i < g.Length; i++) g[i] = T.Clamp(g[i], -limit, limit);
        }

        return norm;
    }

    private static void Scale<T>(IReadOnlyList<Parameter<T>> parameters, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var s = T.CreateTruncating(factor);
        var parts = new GradientParts<T>(parameters);
        for (var i = 0; i < parts.Count; i++)
        {
            var (p, range) = parts[i];
            var g = parameters[p].Gradient.AsSpan(range);
            TensorPrimitives.Multiply(g, s, g);
        }
    }

    private readonly struct SquareWork<T>(IReadOnlyList<Parameter<T>> parameters, GradientParts<T> parts, double[] squares) : IParallelWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int task, int worker)
        {
            var (p, range) = parts[task];
            squares[task] = Sums.SumOfSquares<T>(parameters[p].Gradient.AsSpan(range));
        }
    }
}
