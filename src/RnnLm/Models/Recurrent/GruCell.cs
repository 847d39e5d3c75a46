using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The gated recurrent unit (Cho et al. 2014; slide B35) in the variant of PyTorch and cuDNN, which applies the reset gate after the
/// recurrent product: r = σ(…), z = σ(…), n = tanh(e(t)·W_e + b + r ⊙ (h(t−1)·W_h + b_h)), h(t) = (1 − z) ⊙ n + z ⊙ h(t−1),
/// where each … is h(t−1)·W_h + e(t)·W_e + b with weights of its own.
/// </summary>
/// <remarks>Cho's own variant resets before the product, n = tanh(… + (r ⊙ h(t−1))·W_h), and so needs a second pass over W_h.</remarks>
public sealed record GruCell : IRecurrentCell
{
    /// <summary>A cell of these gates.</summary>
    /// <param name="resetGate">The weights of r.</param>
    /// <param name="updateGate">The weights of z.</param>
    /// <param name="candidate">The weights of n; its b stands beside the input, outside the reset.</param>
    /// <param name="resetBias">b_h of n, [d_h], which the reset gate scales too.</param>
    /// <exception cref="ArgumentException">The gates differ in shape.</exception>
    public GruCell(GateWeights resetGate, GateWeights updateGate, GateWeights candidate, Vector<double> resetBias)
    {
        ArgumentNullException.ThrowIfNull(resetBias);
        GateWeights.CheckAlike(resetGate, updateGate, candidate);
        if (resetBias.Count != candidate.B.Count)
            throw new ArgumentException($"The bias b_h needs d_h = {candidate.B.Count} elements, but has {resetBias.Count}.", nameof(resetBias));
        (ResetGate, UpdateGate, Candidate, ResetBias) = (resetGate, updateGate, candidate, resetBias);
    }

    /// <summary>The weights of r: how much of the past the candidate sees.</summary>
    public GateWeights ResetGate { get; }

    /// <summary>The weights of z: how much of the past stays.</summary>
    public GateWeights UpdateGate { get; }

    /// <summary>The weights of n: what might replace the past.</summary>
    public GateWeights Candidate { get; }

    /// <summary>b_h of n, inside the reset.</summary>
    public Vector<double> ResetBias { get; }

    /// <inheritdoc/>
    public int InputSize => ResetGate.We.RowCount;

    /// <inheritdoc/>
    public int HiddenSize => ResetGate.Wh.RowCount;

    /// <inheritdoc/>
    public int StateSize => HiddenSize;

    /// <summary>W_h, W_e and b of r, then of z and n, and b_h.</summary>
    public IReadOnlyList<Matrix<double>> Weights => [.. GateWeights.Flatten(ResetGate, UpdateGate, Candidate), ResetBias.ToRowMatrix()];

    /// <summary>A cell from PyTorch's stacked weights, gates in the order r z n.</summary>
    /// <param name="weightIh">weight_ih, [3·d_h×d_e].</param>
    /// <param name="weightHh">weight_hh, [3·d_h×d_h].</param>
    /// <param name="biasIh">bias_ih, [3·d_h].</param>
    /// <param name="biasHh">bias_hh, [3·d_h]: for r and z it adds to bias_ih, for n it stands inside the reset.</param>
    public static GruCell FromPyTorch(Matrix<double> weightIh, Matrix<double> weightHh, Vector<double> biasIh, Vector<double> biasHh)
    {
        ArgumentNullException.ThrowIfNull(biasHh);
        if (GateWeights.Split(weightIh, weightHh, biasIh) is not [var r, var z, var n] || biasHh.Count != weightHh.RowCount)
            throw new ArgumentException($"A GRU stacks 3 gates, so 3·d_h rows, but {weightHh.RowCount}×{weightHh.ColumnCount} came.", nameof(weightHh));
        var size = n.B.Count;
        return new GruCell(
            new GateWeights(r.Wh, r.We, r.B + biasHh.SubVector(0, size)),
            new GateWeights(z.Wh, z.We, z.B + biasHh.SubVector(size, size)),
            n,
            biasHh.SubVector(2 * size, size));
    }

    /// <summary>h(t) = (1 − z) ⊙ n + z ⊙ h(t−1).</summary>
    /// <param name="state">h(t−1), [d_h].</param>
    /// <param name="input">e(t), [d_e].</param>
    public GruStep Forward(Vector<double> state, Vector<double> input)
    {
        this.CheckLengths(state, input);
        var r = Activation.Sigmoid.Apply(ResetGate.PreActivation(state, input)); // [d_h], like all below
        var z = Activation.Sigmoid.Apply(UpdateGate.PreActivation(state, input));
        var q = (state * Candidate.Wh) + ResetBias; // what the reset gate scales
        var n = Activation.Tanh.Apply((input * Candidate.We) + Candidate.B + r.PointwiseMultiply(q));
        var hidden = (1 - z).PointwiseMultiply(n) + z.PointwiseMultiply(state);
        return new GruStep(this, state, input, r, z, q, n, hidden);
    }

    /// <summary>A cell whose weights are uniform in ±1/√d_h, as PyTorch draws them.</summary>
    public static GruCell Random(int inputSize, int hiddenSize, RandomGenerator generator)
    {
        var gates = Enumerable.Range(0, 4).Select(_ => GateWeights.Random(inputSize, hiddenSize, generator)).ToArray();
        return new GruCell(gates[0], gates[1], gates[2], gates[3].B);
    }

    /// <inheritdoc/>
    public IRecurrentCell WithWeights(IReadOnlyList<Matrix<double>> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count != 10) throw new ArgumentException($"A GRU has 10 weights, but {weights.Count} came.", nameof(weights));
        var gates = GateWeights.Gather([.. weights.Take(9)], count: 3);
        return new GruCell(gates[0], gates[1], gates[2], weights[9].Row(0));
    }

    CellStep IRecurrentCell.Forward(Vector<double> state, Vector<double> input) => Forward(state, input);
}

/// <summary>One step of a <see cref="GruCell"/>.</summary>
/// <param name="Cell">Whose step it is.</param>
/// <param name="Previous">h(t−1).</param>
/// <param name="Input">e(t).</param>
/// <param name="R">The reset gate, in (0, 1).</param>
/// <param name="Z">The update gate, in (0, 1).</param>
/// <param name="Q">h(t−1)·W_h + b_h of the candidate: what r scales.</param>
/// <param name="N">The candidate, in (−1, 1).</param>
/// <param name="Hidden">h(t).</param>
public sealed record GruStep(
    GruCell Cell, Vector<double> Previous, Vector<double> Input,
    Vector<double> R, Vector<double> Z, Vector<double> Q, Vector<double> N, Vector<double> Hidden) : CellStep
{
    /// <inheritdoc/>
    public override Vector<double> Hidden { get; } = Hidden;

    /// <summary>h(t).</summary>
    public override Vector<double> State => Hidden;

    // ∂h(t)/∂(pre-activation) of n, z and r, element by element.
    private Vector<double> SlopeN => (1 - Z).PointwiseMultiply(Activation.Tanh.DerivativeFromOutput(N));

    private Vector<double> SlopeZ => (Previous - N).PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(Z));

    private Vector<double> SlopeR => SlopeN.PointwiseMultiply(Q).PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(R));

    /// <summary>The gradient leaves h(t) by four ways: through n and its reset gate, through z, and straight to h(t−1).</summary>
    /// <inheritdoc/>
    public override GruGradients Backward(Vector<double> gradient)
    {
        this.CheckGradient(gradient);
        var dn = gradient.PointwiseMultiply(SlopeN);
        var dq = dn.PointwiseMultiply(R);
        var dr = gradient.PointwiseMultiply(SlopeR);
        var dz = gradient.PointwiseMultiply(SlopeZ);

        var (r, z, n) = (Cell.ResetGate, Cell.UpdateGate, Cell.Candidate);
        var straight = gradient.PointwiseMultiply(Z);
        return new GruGradients(
            State: straight + (dr * r.Wh.Transpose()) + (dz * z.Wh.Transpose()) + (dq * n.Wh.Transpose()), // [d_h]
            Input: (dr * r.We.Transpose()) + (dz * z.We.Transpose()) + (dn * n.We.Transpose()), // [d_e]
            ResetGate: GateWeights.Gradient(Previous, Input, dr),
            UpdateGate: GateWeights.Gradient(Previous, Input, dz),
            Candidate: new GateWeights(Previous.OuterProduct(dq), Input.OuterProduct(dn), dn),
            ResetBias: dq);
    }

    /// <summary>∂h(t)/∂h(t−1) = diag(z) + the ways through n, r and z.</summary>
    /// <inheritdoc/>
    public override Matrix<double> Jacobian() =>
        Diagonal(Z)
        + (Diagonal(SlopeN.PointwiseMultiply(R)) * Cell.Candidate.Wh.Transpose())
        + (Diagonal(SlopeR) * Cell.ResetGate.Wh.Transpose())
        + (Diagonal(SlopeZ) * Cell.UpdateGate.Wh.Transpose()); // [d_h×d_h]

    private static Matrix<double> Diagonal(Vector<double> values) => Matrix<double>.Build.DiagonalOfDiagonalVector(values);
}

/// <summary>The gradients of one step of a <see cref="GruCell"/>.</summary>
/// <param name="State">∂ℒ/∂h(t−1).</param>
/// <param name="Input">∂ℒ/∂e(t).</param>
/// <param name="ResetGate">Of the weights of r.</param>
/// <param name="UpdateGate">Of the weights of z.</param>
/// <param name="Candidate">Of the weights of n.</param>
/// <param name="ResetBias">Of b_h.</param>
public sealed record GruGradients(
    Vector<double> State, Vector<double> Input,
    GateWeights ResetGate, GateWeights UpdateGate, GateWeights Candidate, Vector<double> ResetBias) : CellGradients
{
    /// <inheritdoc/>
    public override Vector<double> State { get; } = State;

    /// <inheritdoc/>
    public override Vector<double> Input { get; } = Input;

    /// <summary>Of W_h, W_e and b of r, then of z and n, and of b_h.</summary>
    public override IReadOnlyList<Matrix<double>> Weights => [.. GateWeights.Flatten(ResetGate, UpdateGate, Candidate), ResetBias.ToRowMatrix()];
}
