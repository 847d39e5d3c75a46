using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;

namespace RnnLm.Analysis;

/// <summary>How the recurrent weights of a <see cref="DecayExperiment"/> are drawn.</summary>
public enum RecurrentWeights
{
    /// <summary>ρ times a random orthogonal matrix: ρ = σ₁.</summary>
    Orthogonal,

    /// <summary>Independent normal elements, scaled to ρ: σ₁ is about 2ρ.</summary>
    Gaussian,
}

/// <summary>One setting of a <see cref="DecayExperiment"/>.</summary>
/// <param name="Weights">How W_h is drawn.</param>
/// <param name="Activation">f.</param>
/// <param name="Radius">ρ = max |λ| of W_h.</param>
/// <param name="InputScale">The standard deviation of each element of e(t)·W_e + b₁.</param>
public sealed record DecaySetting(RecurrentWeights Weights, Activation Activation, double Radius, double InputScale);

/// <summary>What a <see cref="DecayExperiment"/> measured at one setting, seed by seed.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Norms">Of each seed, ‖∂ℒ(T)/∂h(T−ℓ)‖ / ‖∂ℒ(T)/∂h(T)‖ for ℓ = 0 … last.</param>
/// <param name="Shares">Of each seed, the share of ∂ℒ(T)/∂W_h that comes from the last k uses, for k = 1 … last.</param>
/// <param name="LargestSingularValues">Of each seed, σ₁ of W_h.</param>
public sealed record DecayResult(DecaySetting Setting, double[][] Norms, double[][] Shares, double[] LargestSingularValues)
{
    /// <summary>Of each seed, the factor by which the gradient changes in one step on average.</summary>
    public double[] FactorsPerStep => [.. Norms.Select(norms => GradientFlow.FactorPerStep(norms))];

    /// <summary>The share of the seeds whose gradient grows.</summary>
    public double ShareExploding => FactorsPerStep.Count(factor => factor > 1) / (double)Norms.Length;
}

/// <summary>
/// Gradients through random Elman networks (slides B31–B34), h(t) = f(h(t−1)·W_h + x(t)) with x(t) normal, of a loss at the last step whose gradient is
/// random: how far they reach, over several seeds.
/// </summary>
/// <remarks>The same numbers as <see cref="GradientFlow.Norms"/> and <see cref="GradientFlow.ShareOfLast"/> give, without a matrix for each use.</remarks>
public sealed class DecayExperiment
{
    private readonly (Matrix<double> Orthogonal, Matrix<double> Gaussian, double LargestSingularValue)[] unit; // of ρ = 1, seed by seed

    /// <summary>An experiment on networks of this size.</summary>
    /// <param name="size">d_h.</param>
    /// <param name="last">The longest lag.</param>
    /// <param name="seeds">How many networks of each kind.</param>
    /// <param name="warmUp">How many steps come before, in which h forgets where it began.</param>
    public DecayExperiment(int size = 32, int last = 50, int seeds = 10, int warmUp = 30)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(last);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        (Size, Last, Seeds, WarmUp) = (size, last, seeds, warmUp);
        unit = [.. Enumerable.Range(0, seeds).Select(seed =>
        {
            var gaussian = RandomMatrix.Gaussian(size, 1, new RandomGenerator((ulong)seed));
            return (RandomMatrix.Orthogonal(size, 1, new RandomGenerator((ulong)seed)), gaussian, Spectrum.Norm(gaussian));
        })];
    }

    /// <summary>d_h.</summary>
    public int Size { get; }

    /// <summary>The longest lag.</summary>
    public int Last { get; }

    /// <summary>How many networks of each kind.</summary>
    public int Seeds { get; }

    /// <summary>How many steps come before.</summary>
    public int WarmUp { get; }

    /// <summary>All of these settings, on all processors; the numbers do not depend on how many there are.</summary>
    public IReadOnlyList<DecayResult> Measure(IEnumerable<DecaySetting> settings) => [.. settings.AsParallel().AsOrdered().Select(Measure)];

    /// <summary>One setting, over all seeds.</summary>
    public DecayResult Measure(DecaySetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var runs = Enumerable.Range(0, Seeds).Select(seed => Run(setting, seed)).ToArray();
        var gaussian = setting.Weights == RecurrentWeights.Gaussian;
        return new DecayResult(
            setting,
            [.. runs.Select(run => run.Norms)],
            [.. runs.Select(run => run.Shares)],
            [.. unit.Select(u => setting.Radius * (gaussian ? u.LargestSingularValue : 1))]);
    }

    private (double[] Norms, double[] Shares) Run(DecaySetting setting, int seed)
    {
        var f = setting.Activation;
        var wh = setting.Radius * (setting.Weights == RecurrentWeights.Gaussian ? unit[seed].Gaussian : unit[seed].Orthogonal); // [d_h×d_h]
        var random = new RandomGenerator((ulong)(seed + 1000));
        var h = 0.1 * Normal(random); // h(0), [d_h]
        var before = Matrix<double>.Build.Dense(Last, Size); // row i: what W_h multiplies at use i, h(i−1)
        var slopes = Matrix<double>.Build.Dense(Last, Size); // row i: f′(a(i))
        for (var t = -WarmUp; t < Last; t++)
        {
            if (t >= 0) before.SetRow(t, h);
            h = f.Apply((h * wh) + (setting.InputScale * Normal(random))); // [d_h]
            if (t >= 0) slopes.SetRow(t, f.DerivativeFromOutput(h));
        }

        var g = Normal(random); // ∂ℒ(T)/∂h(T), [d_h]
        g /= g.L2Norm();
        var norms = new double[Last + 1];
        var deltas = Matrix<double>.Build.Dense(Last, Size); // row i: δ(i) = ∂ℒ(T)/∂a(i)
        norms[0] = 1;
        for (var i = Last - 1; i >= 0; i--)
        {
            var delta = g.PointwiseMultiply(slopes.Row(i));
            deltas.SetRow(i, delta);
            g = wh * delta; // δ·W_hᵀ, as a row
            norms[Last - i] = g.L2Norm();
        }

        return (norms, Shares(before, deltas));
    }

    // The term of use i is g_i = h(i−1)ᵀ·δ(i), their sum G = Hᵀ·Δ, and ⟨g_i, G⟩ = h(i−1)·G·δ(i)ᵀ.
    private double[] Shares(Matrix<double> before, Matrix<double> deltas)
    {
        var sum = before.TransposeThisAndMultiply(deltas); // [d_h×d_h]
        var along = (before * sum).PointwiseMultiply(deltas).RowSums();
        var square = along.Sum(); // ‖G‖²
        var shares = new double[Last];
        var share = 0.0;
        for (var k = 1; k <= Last; k++) shares[k - 1] = square == 0 ? 0 : (share += along[Last - k]) / square;
        return shares;
    }

    private Vector<double> Normal(RandomGenerator random) => Vector<double>.Build.Dense(Size, _ => random.NextGaussian());
}
