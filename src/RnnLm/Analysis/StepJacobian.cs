using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Analysis;

/// <summary>Step Jacobians ∂h(t)/∂h(t−1) and their products (slides B33–B34).</summary>
/// <remarks>
/// In the layout of this library, element (j, i) is ∂h_j(t)/∂h_i(t−1): for an Elman cell diag(f′)·W_hᵀ, in the linear case W_hᵀ, and a row
/// gradient goes back over ℓ steps as g·(W_hᵀ)^ℓ. The slide's "= W_h" is the other layout. Singular values do not depend on it.
/// </remarks>
public static class StepJacobian
{
    /// <summary>∂s(t)/∂s(i) = J(t)·J(t−1)·…·J(i+1), the identity for i = t.</summary>
    /// <param name="steps">The steps 1 … T of one text.</param>
    /// <param name="t">The later time, at most T.</param>
    /// <param name="i">The earlier time, at least 0.</param>
    public static Matrix<double> Product(IReadOnlyList<CellStep> steps, int t, int i)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (t < 0 || t > steps.Count) throw new ArgumentOutOfRangeException(nameof(t), t, $"A time stands between 0 and {steps.Count}.");
        if (i < 0 || i > t) throw new ArgumentOutOfRangeException(nameof(i), i, $"h({t}) depends on the states 0 to {t} only.");
        return Products(steps, t).ElementAt(t - i);
    }

    /// <summary>The singular values of ∂s(t)/∂s(t−ℓ), the largest first, for ℓ = 0 … last.</summary>
    public static double[][] SingularValuesByLag(IReadOnlyList<CellStep> steps, int t, int last)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(t, steps.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, t);
        return [.. Products(steps, t).Take(last + 1).Select(Spectrum.SingularValues)];
    }

    // ∂s(t)/∂s(t), ∂s(t)/∂s(t−1), … ∂s(t)/∂s(0).
    private static IEnumerable<Matrix<double>> Products(IReadOnlyList<CellStep> steps, int t)
    {
        var product = Matrix<double>.Build.DenseIdentity(steps[0].State.Count);
        yield return product;
        for (var s = t; s >= 1; s--)
            yield return product *= steps[s - 1].Jacobian();
    }
}
