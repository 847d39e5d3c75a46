using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Training.Backpropagation;

/// <summary>
/// Backpropagation through time (Werbos 1988; slides A22–A27, B27–B30), taken apart: what each use of a weight contributes to the gradient
/// of each loss, ∂ℒ(t)/∂W = Σ_{i=1…t} ∂ℒ(t)/∂h(t) · ∂h(t)/∂h(t−1) · … · ∂h(i+1)/∂h(i) · ∂⁺h(i)/∂W,
/// where ∂⁺ is the immediate derivative, which takes h(i−1) as a constant.
/// </summary>
/// <remarks>
/// Times count from 1, as on the slides. <c>weight</c> is an index into <see cref="IRecurrentCell.Weights"/>: for an Elman cell 0 is W_h (the
/// default), 1 is W_e and 2 is b₁. It holds for every cell; for an LSTM, read s(t) = (h(t), c(t)) for h(t).
/// </remarks>
public sealed class Bptt
{
    private readonly IReadOnlyList<CellStep> steps;
    private readonly IReadOnlyList<Vector<double>> lossGradients;

    /// <summary>The gradients of these steps and losses.</summary>
    /// <param name="steps">The forward pass, steps 1 … T, each starting where the one before ended.</param>
    /// <param name="lossGradients">∂ℒ(t)/∂s(t) for t = 1 … T: through step t's own loss, not through later steps.</param>
    /// <exception cref="ArgumentException">Not as many gradients as steps.</exception>
    public Bptt(IReadOnlyList<CellStep> steps, IReadOnlyList<Vector<double>> lossGradients)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(lossGradients);
        if (steps.Count == 0 || steps.Count != lossGradients.Count)
            throw new ArgumentException($"Each step has one loss gradient, but {steps.Count} steps and {lossGradients.Count} gradients came.", nameof(lossGradients));
        (this.steps, this.lossGradients) = (steps, lossGradients);
    }

    /// <summary>T.</summary>
    public int Length => steps.Count;

    /// <summary>∂ℒ(t)/∂h(i) = ∂ℒ(t)/∂h(t) · ∂h(t)/∂h(t−1) · … · ∂h(i+1)/∂h(i) (slide B29), for i from 0 to t.</summary>
    public Vector<double> StateGradient(int t, int i)
    {
        Check(t, i, first: 0);
        var gradient = lossGradients[t - 1]; // ∂ℒ(t)/∂h(t)
        for (var s = t; s > i; s--)
            gradient *= steps[s - 1].Jacobian(); // · ∂h(s)/∂h(s−1)
        return gradient;
    }

    /// <summary>All that ℒ(t) sends through the use at step i: to every weight, to e(i) and to h(i−1).</summary>
    public CellGradients Through(int t, int i)
    {
        Check(t, i, first: 1);
        return steps[i - 1].Backward(StateGradient(t, i));
    }

    /// <summary>
    /// ∂ℒ(t)/∂W|₍ᵢ₎: the term of ∂ℒ(t)/∂W that goes through the use of W at step i (slides A22, B28).
    /// For W_h with h(0) = 0, the term of step 1 is exactly zero: h(0) multiplies it.
    /// </summary>
    public Matrix<double> Contribution(int t, int i, int weight = 0) => Through(t, i).Weights[weight];

    /// <summary>The terms of ∂ℒ(t)/∂W for the uses at steps 1 … t; they add up to it.</summary>
    public IReadOnlyList<Matrix<double>> Contributions(int t, int weight = 0) =>
        [.. Enumerable.Range(1, t).Select(i => Contribution(t, i, weight))];

    /// <summary>∂ℒ(t)/∂W, of one loss.</summary>
    public Matrix<double> Gradient(int t, int weight = 0) => Sum(Contributions(t, weight));

    /// <summary>
    /// ∂Σℒ/∂W for every weight, loss by loss: Σ_t Σ_{i≤t}. Each loss walks all the way back, which takes O(T²) steps.
    /// </summary>
    public IReadOnlyList<Matrix<double>> LossByLoss() => LookingBackTo(_ => 1);

    /// <summary>
    /// ∂Σℒ/∂W for every weight, carrying the gradient backwards: Σ_i Σ_{t≥i}. Since all losses take the same way from h(i) on, their gradients are
    /// added before they take it, ∂Σℒ/∂h(i) = ∂ℒ(i)/∂h(i) + ∂Σℒ/∂h(i+1) · ∂h(i+1)/∂h(i): one walk, O(T) steps (slide B29).
    /// </summary>
    public IReadOnlyList<Matrix<double>> CarryingBackwards()
    {
        var total = Zeros();
        foreach (var use in Walk()) Add(use.Weights, total);
        return total;
    }

    /// <summary>What each use, over all losses, contributes to ∂Σℒ/∂W: the gradients of untied copies of W (slide A25).</summary>
    public IReadOnlyList<Matrix<double>> ContributionsOfUses(int weight = 0) => [.. Walk().Select(use => use.Weights[weight])];

    /// <summary>∂Σℒ/∂e(i) for i = 1 … T, over all losses.</summary>
    public IReadOnlyList<Vector<double>> InputGradients() => [.. Walk().Select(use => use.Input)];

    /// <summary>Truncated BPTT in the first meaning (slide A26): each loss looks back over K uses, i = t … t−K+1, and no further.</summary>
    /// <exception cref="ArgumentOutOfRangeException">K is not positive.</exception>
    public IReadOnlyList<Matrix<double>> Truncated(int uses)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(uses);
        return LookingBackTo(t => Math.Max(1, t - uses + 1));
    }

    /// <summary>
    /// Truncated BPTT in the second meaning (slides B17–B19): chunks of L steps, the state carried into the next chunk but detached. A
    /// loss looks back to the beginning of its own chunk: the chunk's first loss over one use, its last over L.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">L is not positive.</exception>
    public IReadOnlyList<Matrix<double>> InChunks(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return LookingBackTo(t => ((t - 1) / length * length) + 1);
    }

    /// <summary>‖∂ℒ(t)/∂h(i)‖ at row t − 1, column i, for i = 0 … t; 0 where i > t, since no loss depends on a later state.</summary>
    public Matrix<double> StateGradientNorms()
    {
        var norms = Matrix<double>.Build.Dense(Length, Length + 1);
        for (var t = 1; t <= Length; t++)
        {
            var gradient = lossGradients[t - 1];
            norms[t - 1, t] = gradient.L2Norm();
            for (var s = t; s > 0; s--)
            {
                gradient = steps[s - 1].Backward(gradient).State;
                norms[t - 1, s - 1] = gradient.L2Norm();
            }
        }

        return norms;
    }

    /// <summary>‖∂ℒ(t)/∂W|₍ᵢ₎‖ at row t − 1, column i − 1; 0 where i > t.</summary>
    public Matrix<double> ContributionNorms(int weight = 0)
    {
        var norms = Matrix<double>.Build.Dense(Length, Length);
        for (var t = 1; t <= Length; t++)
        {
            var gradient = lossGradients[t - 1];
            for (var i = t; i > 0; i--)
            {
                var use = steps[i - 1].Backward(gradient);
                norms[t - 1, i - 1] = use.Weights[weight].FrobeniusNorm();
                gradient = use.State;
            }
        }

        return norms;
    }

    /// <summary>
    /// ⟨g_i, g⟩/‖g‖ for each term g_i of g = Σ g_i: how far the term moves along the whole gradient, negative if against it.
    /// These add up to ‖g‖, which the norms ‖g_i‖ do not (slide A22).
    /// </summary>
    /// <param name="terms">The terms g_i.</param>
    /// <returns>One number for each; all 0 if g = 0.</returns>
    public static double[] AlongTheSum(IReadOnlyList<Matrix<double>> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var sum = Sum(terms);
        var norm = sum.FrobeniusNorm();
        return [.. terms.Select(term => norm == 0 ? 0 : term.PointwiseMultiply(sum).Enumerate().Sum() / norm)];
    }

    // Σ_t Σ_i over the uses from first(t) to t.
    private Matrix<double>[] LookingBackTo(Func<int, int> first)
    {
        var total = Zeros();
        for (var t = 1; t <= Length; t++)
        {
            var gradient = lossGradients[t - 1]; // ∂ℒ(t)/∂h(t)
            for (var i = t; i >= first(t); i--)
            {
                var use = steps[i - 1].Backward(gradient);
                Add(use.Weights, total);
                gradient = use.State; // ∂ℒ(t)/∂h(i−1)
            }
        }

        return total;
    }

    // The way back through every step, with the gradients of all losses added up.
    private CellGradients[] Walk()
    {
        var uses = new CellGradients[Length];
        var gradient = lossGradients[^1]; // ∂Σℒ/∂h(T)
        for (var i = Length; i >= 1; i--)
        {
            uses[i - 1] = steps[i - 1].Backward(gradient);
            if (i > 1) gradient = lossGradients[i - 2] + uses[i - 1].State; // ∂Σℒ/∂h(i−1)
        }

        return uses;
    }

    private Matrix<double>[] Zeros() =>
        [.. steps[0].Backward(lossGradients[0]).Weights.Select(w => Matrix<double>.Build.Dense(w.RowCount, w.ColumnCount))];

    private static void Add(IReadOnlyList<Matrix<double>> terms, Matrix<double>[] total)
    {
        for (var w = 0; w < total.Length; w++) total[w] += terms[w];
    }

    private static Matrix<double> Sum(IReadOnlyList<Matrix<double>> terms) => terms.Aggregate((sum, term) => sum + term);

    private void Check(int t, int i, int first)
    {
        if (t < 1 || t > Length) throw new ArgumentOutOfRangeException(nameof(t), t, $"A loss stands at a step from 1 to {Length}.");
        if (i < first || i > t) throw new ArgumentOutOfRangeException(nameof(i), i, $"ℒ({t}) depends on the steps {first} to {t} only.");
    }
}
