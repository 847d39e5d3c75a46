using System.Numerics;
using System.Numerics.Tensors;
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
        var sum = 0.0;
        for (var p = 0; p < parameters.Count; p++)
        {
            for (var part = 0; part < parameters[p].GradientParts; part++)
                sum += Sums.SumOfSquares<T>(Part(parameters[p], part));
        }

        return Math.Sqrt(sum);
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
        for (var p = 0; p < parameters.Count; p++)
        {
            for (var part = 0; part < parameters[p].GradientParts; part++)
                TensorPrimitives.Multiply(Part(parameters[p], part), s, Part(parameters[p], part));
        }
    }

    private static Span<T> Part<T>(Parameter<T> parameter, int part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (start, length) = parameter.GradientPart(part);
        return parameter.Gradient.AsSpan(start, length);
    }
}
