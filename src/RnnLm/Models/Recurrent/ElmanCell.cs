using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>The standard recurrent network (Elman 1990; slides A12, B12): h(t) = f(h(t−1)·W_h + e(t)·W_e + b₁).</summary>
/// <remarks>PyTorch's nn.RNN stores the transposes: weight_hh = W_hᵀ, weight_ih = W_eᵀ, and two biases whose sum is b₁.</remarks>
public sealed record ElmanCell : IRecurrentCell
{
    /// <summary>A cell of these weights.</summary>
    /// <param name="wh">W_h, [d_h×d_h].</param>
    /// <param name="we">W_e, [d_e×d_h].</param>
    /// <param name="b1">b₁, [d_h].</param>
    /// <param name="activation">f; tanh is the usual choice.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public ElmanCell(Matrix<double> wh, Matrix<double> we, Vector<double> b1, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        _ = new GateWeights(wh, we, b1); // checks the shapes
        (Wh, We, B1, Activation) = (wh, we, b1, activation);
    }

    /// <summary>W_h, [d_h×d_h].</summary>
    public Matrix<double> Wh { get; init; }

    /// <summary>W_e, [d_e×d_h].</summary>
    public Matrix<double> We { get; init; }

    /// <summary>b₁, [d_h].</summary>
    public Vector<double> B1 { get; init; }

    /// <summary>f.</summary>
    public Activation Activation { get; init; }

    /// <inheritdoc/>
    public int InputSize => We.RowCount;

    /// <inheritdoc/>
    public int HiddenSize => Wh.RowCount;

    /// <inheritdoc/>
    public int StateSize => HiddenSize;

    /// <summary>W_h, W_e, b₁.</summary>
    public IReadOnlyList<Matrix<double>> Weights => [Wh, We, B1.ToRowMatrix()];

    /// <summary>h(t) = f(a(t)), a(t) = h(t−1)·W_h + e(t)·W_e + b₁.</summary>
    /// <inheritdoc cref="IRecurrentCell.Forward"/>
    public ElmanStep Forward(Vector<double> state, Vector<double> input)
    {
        this.CheckLengths(state, input);
        var a = (state * Wh) + (input * We) + B1; // [d_h]
        var h = Activation.Apply(a); // [d_h]
        return new ElmanStep(this, state, input, a, h);
    }

    /// <summary>A cell whose weights are uniform in ±1/√d_h, as PyTorch draws them.</summary>
    public static ElmanCell Random(int inputSize, int hiddenSize, Activation activation, RandomGenerator generator)
    {
        var weights = GateWeights.Random(inputSize, hiddenSize, generator);
        return new ElmanCell(weights.Wh, weights.We, weights.B, activation);
    }

    /// <inheritdoc/>
    public IRecurrentCell WithWeights(IReadOnlyList<Matrix<double>> weights)
    {
        var w = GateWeights.Gather(weights, count: 1)[0];
        return new ElmanCell(w.Wh, w.We, w.B, Activation);
    }

    CellStep IRecurrentCell.Forward(Vector<double> state, Vector<double> input) => Forward(state, input);
}

/// <summary>One step of an <see cref="ElmanCell"/>.</summary>
/// <param name="Cell">Whose step it is.</param>
/// <param name="Previous">h(t−1).</param>
/// <param name="Input">e(t).</param>
/// <param name="PreActivation">a(t), which f has not been applied to yet.</param>
/// <param name="Hidden">h(t) = f(a(t)).</param>
public sealed record ElmanStep(
    ElmanCell Cell, Vector<double> Previous, Vector<double> Input, Vector<double> PreActivation, Vector<double> Hidden) : CellStep
{
    /// <inheritdoc/>
    public override Vector<double> Hidden { get; } = Hidden;

    /// <summary>h(t): an Elman cell hands on nothing else.</summary>
    public override Vector<double> State => Hidden;

    /// <summary>f′(a(t)), computed from h(t).</summary>
    public Vector<double> Slope => Cell.Activation.DerivativeFromOutput(Hidden);

    /// <summary>
    /// With δ = ∂ℒ/∂h(t) ⊙ f′(a(t)) = ∂ℒ/∂a(t): W_h gets h(t−1)ᵀ·δ, W_e gets e(t)ᵀ·δ, b₁ gets δ, h(t−1) gets δ·W_hᵀ and e(t) gets δ·W_eᵀ.
    /// </summary>
    /// <inheritdoc/>
    public override ElmanGradients Backward(Vector<double> gradient)
    {
        this.CheckGradient(gradient);
        var delta = gradient.PointwiseMultiply(Slope); // ∂ℒ/∂a(t), [d_h]
        return new ElmanGradients(
            State: delta * Cell.Wh.Transpose(), // [d_h]
            Input: delta * Cell.We.Transpose(), // [d_e]
            Wh: Previous.OuterProduct(delta), // [d_h×d_h]
            We: Input.OuterProduct(delta), // [d_e×d_h]
            B1: delta); // [d_h]
    }

    /// <summary>∂h(t)/∂h(t−1) = diag(f′(a(t)))·W_hᵀ (slide B33).</summary>
    /// <inheritdoc/>
    public override Matrix<double> Jacobian() => Matrix<double>.Build.DiagonalOfDiagonalVector(Slope) * Cell.Wh.Transpose(); // [d_h×d_h]
}

/// <summary>The gradients of one step of an <see cref="ElmanCell"/>.</summary>
/// <param name="State">∂ℒ/∂h(t−1).</param>
/// <param name="Input">∂ℒ/∂e(t).</param>
/// <param name="Wh">The contribution of this use to ∂ℒ/∂W_h.</param>
/// <param name="We">The contribution of this use to ∂ℒ/∂W_e.</param>
/// <param name="B1">The contribution of this use to ∂ℒ/∂b₁; also δ(t) = ∂ℒ/∂a(t).</param>
public sealed record ElmanGradients(
    Vector<double> State, Vector<double> Input, Matrix<double> Wh, Matrix<double> We, Vector<double> B1) : CellGradients
{
    /// <inheritdoc/>
    public override Vector<double> State { get; } = State;

    /// <inheritdoc/>
    public override Vector<double> Input { get; } = Input;

    /// <summary>Of W_h, W_e, b₁.</summary>
    public override IReadOnlyList<Matrix<double>> Weights => [Wh, We, B1.ToRowMatrix()];
}
