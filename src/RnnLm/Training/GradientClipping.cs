using System.Numerics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>Keeps a step along the gradient from being too long where the loss has a cliff (slides B36–B38; Pascanu et al. 2013).</summary>
public static class GradientClipping
{
    /// <summary>‖g‖, the Euclidean norm of all gradients taken as one vector.</summary>
    public static double GlobalNorm<T>(IReadOnlyList<Parameter<T>> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Math.Sqrt(parameters.Sum(p => SquaredNorm<T>(p.Gradient)));
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
        if (norm > threshold && double.IsFinite(norm)) Scale(parameters, threshold / norm);
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
        foreach (var g in parameters.Select(p => p.Gradient))
        {
            for (var i = 0; i < g.Length; i++) g[i] *= s;
        }
    }

    /// <summary>Σ x², added up in double, in eight sums of fixed places: the same on every machine.</summary>
    private static double SquaredNorm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> sums = stackalloc double[8];
        sums.Clear();
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            for (var j = 0; j < 8; j++)
            {
                var x = double.CreateTruncating(values[i + j]);
                sums[j] += x * x;
            }
        }

        for (; i < values.Length; i++)
        {
            var x = double.CreateTruncating(values[i]);
            sums[0] += x * x;
        }

        return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    }
}
