using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; slide B35):
/// i = σ(…), f = σ(…), g = tanh(…), o = σ(…), c(t) = f ⊙ c(t−1) + i ⊙ g, h(t) = o ⊙ tanh(c(t)),
/// where each … is h(t−1)·W_h + e(t)·W_e + b with weights of its own.
/// </summary>
/// <remarks>
/// The state is h and c side by side, [2·d_h]. c is added to and scaled, never squashed: along it, the gradient is multiplied
/// by f alone. Gates in PyTorch's order, i f g o, below each other in weight_ih and weight_hh.
/// </remarks>
public sealed record LstmCell : IRecurrentCell
{
    /// <summary>A cell of these gates.</summary>
    /// <exception cref="ArgumentException">The gates differ in shape.</exception>
    public LstmCell(GateWeights inputGate, GateWeights forgetGate, GateWeights candidate, GateWeights outputGate)
    {
        GateWeights.CheckAlike(inputGate, forgetGate, candidate, outputGate);
        (InputGate, ForgetGate, Candidate, OutputGate) = (inputGate, forgetGate, candidate, outputGate);
    }

    /// <summary>The weights of i: how much of the candidate enters the memory.</summary>
    public GateWeights InputGate { get; }

    /// <summary>The weights of f: how much of the memory stays.</summary>
    public GateWeights ForgetGate { get; }

    /// <summary>The weights of g: what might enter the memory.</summary>
    public GateWeights Candidate { get; }

    /// <summary>The weights of o: how much of the memory shows.</summary>
    public GateWeights OutputGate { get; }

    /// <inheritdoc/>
    public int InputSize => InputGate.We.RowCount;

    /// <inheritdoc/>
    public int HiddenSize => InputGate.Wh.RowCount;

    /// <inheritdoc/>
    public int StateSize => 2 * HiddenSize;

    /// <summary>W_h, W_e and b of i, then of f, g and o.</summary>
    public IReadOnlyList<Matrix<double>> Weights => GateWeights.Flatten(InputGate, ForgetGate, Candidate, OutputGate);

    /// <summary>A cell from PyTorch's stacked weights: weight_ih [4·d_h×d_e], weight_hh [4·d_h×d_h] and the sum of both biases [4·d_h].</summary>
    public static LstmCell FromPyTorch(Matrix<double> weightIh, Matrix<double> weightHh, Vector<double> bias) =>
        GateWeights.Split(weightIh, weightHh, bias) is [var i, var f, var g, var o]
            ? new LstmCell(i, f, g, o)
            : throw new ArgumentException($"An LSTM stacks 4 gates, so 4·d_h rows, but {weightHh.RowCount}×{weightHh.ColumnCount} came.", nameof(weightHh));

    /// <summary>c(t) = f ⊙ c(t−1) + i ⊙ g and h(t) = o ⊙ tanh(c(t)).</summary>
    /// <param name="state">h(t−1) and c(t−1) side by side, [2·d_h].</param>
    /// <param name="input">e(t), [d_e].</param>
    public LstmStep Forward(Vector<double> state, Vector<double> input)
    {
        this.CheckLengths(state, input);
        var h = state.SubVector(0, HiddenSize);
        var c = state.SubVector(HiddenSize, HiddenSize);

        var i = Activation.Sigmoid.Apply(InputGate.PreActivation(h, input)); // [d_h], like all below
        var f = Activation.Sigmoid.Apply(ForgetGate.PreActivation(h, input));
        var g = Activation.Tanh.Apply(Candidate.PreActivation(h, input));
        var o = Activation.Sigmoid.Apply(OutputGate.PreActivation(h, input));

        var cell = f.PointwiseMultiply(c) + i.PointwiseMultiply(g);
        var hidden = o.PointwiseMultiply(Activation.Tanh.Apply(cell));
        return new LstmStep(this, h, c, input, i, f, g, o, cell, hidden);
    }

    /// <summary>A cell whose weights are uniform in ±1/√d_h, as PyTorch draws them.</summary>
    public static LstmCell Random(int inputSize, int hiddenSize, RandomGenerator generator)
    {
        var gates = Enumerable.Range(0, 4).Select(_ => GateWeights.Random(inputSize, hiddenSize, generator)).ToArray();
        return new LstmCell(gates[0], gates[1], gates[2], gates[3]);
    }

    /// <inheritdoc/>
    public IRecurrentCell WithWeights(IReadOnlyList<Matrix<double>> weights)
    {
        var gates = GateWeights.Gather(weights, count: 4);
        return new LstmCell(gates[0], gates[1], gates[2], gates[3]);
    }

    CellStep IRecurrentCell.Forward(Vector<double> state, Vector<double> input) => Forward(state, input);
}

/// <summary>One step of an <see cref="LstmCell"/>.</summary>
/// <param name="Cell">Whose step it is.</param>
/// <param name="Previous">h(t−1).</param>
/// <param name="PreviousMemory">c(t−1).</param>
/// <param name="Input">e(t).</param>
/// <param name="I">The input gate, in (0, 1).</param>
/// <param name="F">The forget gate, in (0, 1).</param>
/// <param name="G">The candidate, in (−1, 1).</param>
/// <param name="O">The output gate, in (0, 1).</param>
/// <param name="Memory">c(t).</param>
/// <param name="Hidden">h(t).</param>
public sealed record LstmStep(
    LstmCell Cell, Vector<double> Previous, Vector<double> PreviousMemory, Vector<double> Input,
    Vector<double> I, Vector<double> F, Vector<double> G, Vector<double> O, Vector<double> Memory, Vector<double> Hidden) : CellStep
{
    /// <inheritdoc/>
    public override Vector<double> Hidden { get; } = Hidden;

    /// <summary>h(t) and c(t) side by side.</summary>
    public override Vector<double> State => Join(Hidden, Memory);

    // tanh(c(t)), and ∂h(t)/∂c(t) = o ⊙ (1 − tanh²(c(t))).
    private Vector<double> Shown => Activation.Tanh.Apply(Memory);

    private Vector<double> ShownSlope => O.PointwiseMultiply(Activation.Tanh.DerivativeFromOutput(Shown));

    /// <summary>∂ℒ/∂c(t) gathers what comes from the next step and what comes through h(t); from there each gate gets its δ.</summary>
    /// <inheritdoc/>
    public override LstmGradients Backward(Vector<double> gradient)
    {
        this.CheckGradient(gradient);
        var size = Hidden.Count;
        var dh = gradient.SubVector(0, size);
        var dc = gradient.SubVector(size, size) + dh.PointwiseMultiply(ShownSlope); // both ways out of c(t)

        var di = dc.PointwiseMultiply(G).PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(I));
        var df = dc.PointwiseMultiply(PreviousMemory).PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(F));
        var dg = dc.PointwiseMultiply(I).PointwiseMultiply(Activation.Tanh.DerivativeFromOutput(G));
        var d_o = dh.PointwiseMultiply(Shown).PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(O));

        var (i, f, g, o) = (Cell.InputGate, Cell.ForgetGate, Cell.Candidate, Cell.OutputGate);
        var previous = (di * i.Wh.Transpose()) + (df * f.Wh.Transpose()) + (dg * g.Wh.Transpose()) + (d_o * o.Wh.Transpose());
        var previousMemory = dc.PointwiseMultiply(F);
        return new LstmGradients(
            State: Join(previous, previousMemory), // [2·d_h]
            Input: (di * i.We.Transpose()) + (df * f.We.Transpose()) + (dg * g.We.Transpose()) + (d_o * o.We.Transpose()), // [d_e]
            InputGate: GateWeights.Gradient(Previous, Input, di),
            ForgetGate: GateWeights.Gradient(Previous, Input, df),
            Candidate: GateWeights.Gradient(Previous, Input, dg),
            OutputGate: GateWeights.Gradient(Previous, Input, d_o));
    }

    /// <summary>∂c(t)/∂c(t−1) = diag(f), along the memory alone: no weight matrix in it, which is why an LSTM remembers.</summary>
    public Matrix<double> MemoryJacobian() => Diagonal(F); // [d_h×d_h]

    /// <summary>The joint Jacobian of (h, c): [[∂h/∂h, ∂h/∂c], [∂c/∂h, ∂c/∂c]].</summary>
    /// <inheritdoc/>
    public override Matrix<double> Jacobian()
    {
        var cc = MemoryJacobian();
        var ch = (Diagonal(G.PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(I))) * Cell.InputGate.Wh.Transpose())
            + (Diagonal(PreviousMemory.PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(F))) * Cell.ForgetGate.Wh.Transpose())
            + (Diagonal(I.PointwiseMultiply(Activation.Tanh.DerivativeFromOutput(G))) * Cell.Candidate.Wh.Transpose());
        var hc = Diagonal(ShownSlope) * cc;
        var hh = (Diagonal(Shown.PointwiseMultiply(Activation.Sigmoid.DerivativeFromOutput(O))) * Cell.OutputGate.Wh.Transpose())
            + (Diagonal(ShownSlope) * ch);
        return Matrix<double>.Build.DenseOfMatrixArray(new[,] { { hh, hc }, { ch, cc } }); // [2·d_h×2·d_h]
    }

    private static Matrix<double> Diagonal(Vector<double> values) => Matrix<double>.Build.DiagonalOfDiagonalVector(values);

    private static Vector<double> Join(Vector<double> h, Vector<double> c) => Vector<double>.Build.DenseOfEnumerable(h.Concat(c));
}

/// <summary>The gradients of one step of an <see cref="LstmCell"/>.</summary>
/// <param name="State">∂ℒ/∂h(t−1) and ∂ℒ/∂c(t−1) side by side.</param>
/// <param name="Input">∂ℒ/∂e(t).</param>
/// <param name="InputGate">Of the weights of i.</param>
/// <param name="ForgetGate">Of the weights of f.</param>
/// <param name="Candidate">Of the weights of g.</param>
/// <param name="OutputGate">Of the weights of o.</param>
public sealed record LstmGradients(
    Vector<double> State, Vector<double> Input,
    GateWeights InputGate, GateWeights ForgetGate, GateWeights Candidate, GateWeights OutputGate) : CellGradients
{
    /// <inheritdoc/>
    public override Vector<double> State { get; } = State;

    /// <inheritdoc/>
    public override Vector<double> Input { get; } = Input;

    /// <summary>Of W_h, W_e and b of i, then of f, g and o.</summary>
    public override IReadOnlyList<Matrix<double>> Weights => GateWeights.Flatten(InputGate, ForgetGate, Candidate, OutputGate);
}
