using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Training.Backpropagation;

namespace RnnLm.Analysis;

/// <summary>How a gradient vanishes or explodes on its way back through time (slides B31–B36).</summary>
/// <remarks>
/// Which of the two it does depends on f′ as much as on W_h, and so on the inputs. With a random Gaussian W_h of 64 units and inputs of unit
/// variance, tanh still shrinks gradients by .81 a step at ρ = 1.5, and lets them grow only from about ρ = 2; sigmoid
/// shrinks them by .71 even at ρ = 6. With hardly any input, tanh stays in its steep middle and they grow from about ρ = 1.5.
/// </remarks>
public static class GradientFlow
{
    /// <summary>‖∂ℒ(T)/∂s(T−ℓ)‖ for ℓ = 0 … T, of a loss at the last step.</summary>
    /// <param name="steps">The steps 1 … T of one text, of any cell.</param>
    /// <param name="gradient">∂ℒ(T)/∂s(T).</param>
    public static double[] Norms(IReadOnlyList<CellStep> steps, Vector<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(gradient);
        var norms = new double[steps.Count + 1];
        norms[0] = gradient.L2Norm();
        for (var l = 1; l < norms.Length; l++)
        {
            gradient = steps[^l].Backward(gradient).State;
            norms[l] = gradient.L2Norm();
        }

        return norms;
    }

    /// <summary>The factor by which a gradient changes in one step on average: (norm at the last lag / norm at lag 0)^(1/ℓ). Below 1 it vanishes, above 1 it explodes.</summary>
    public static double FactorPerStep(IReadOnlyList<double> norms)
    {
        ArgumentNullException.ThrowIfNull(norms);
        if (norms.Count < 2) throw new ArgumentException($"A factor needs norms at two lags or more, but {norms.Count} came.", nameof(norms));
        return Math.Pow(norms[^1] / norms[0], 1.0 / (norms.Count - 1));
    }

    /// <summary>
    /// The share of ∂ℒ(t)/∂W that comes from the last k uses, for k = 1 … t: Σ ⟨g_i, g⟩/‖g‖² over them, which reaches 1 at k = t. On
    /// the way it may pass 1, where earlier uses pull the other way.
    /// </summary>
    /// <param name="terms">The terms of uses 1 … t: <see cref="Bptt.Contributions"/>.</param>
    public static double[] ShareOfLast(IReadOnlyList<Matrix<double>> terms)
    {
        var along = Bptt.AlongTheSum(terms);
        var norm = along.Sum(); // ‖g‖
        var shares = new double[along.Length];
        var sum = 0.0;
        for (var k = 1; k <= along.Length; k++)
        {
            sum += along[^k];
            shares[k - 1] = norm == 0 ? 0 : sum / norm;
        }

        return shares;
    }

    /// <summary>
    /// ρ^ℓ, where ρ = max |λ| of W_h: the rate, in the limit, at which the gradients of a linear network grow or shrink (Pascanu et al. 2013).
    /// ρ &lt; 1 is sufficient for them to vanish, ρ &gt; 1 necessary to explode; over few steps they may do otherwise.
    /// </summary>
    public static double LinearRate(Matrix<double> wh, int lag) => Math.Pow(Spectrum.Radius(wh), lag);

    /// <summary>
    /// (γσ₁)^ℓ ≥ ‖∂h(t)/∂h(t−ℓ)‖, where σ₁ is the largest singular value of W_h and γ = max f′ (Pascanu et al. 2013): an upper bound, not an estimate.
    /// σ₁ &lt; 1/γ is sufficient for gradients to vanish, σ₁ &gt; 1/γ necessary for them to explode. 1/γ is 1 for tanh, 4 for sigmoid.
    /// </summary>
    public static double Bound(Matrix<double> wh, Activation activation, int lag)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return Math.Pow(activation.MaxDerivative * Spectrum.Norm(wh), lag);
    }
}
