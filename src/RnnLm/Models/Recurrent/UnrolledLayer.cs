using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// A recurrent layer unrolled over the L steps of a segment of k streams (slide B11): it keeps the activations of the
/// forward pass and carries the error δ back through them (B29).
/// </summary>
/// <remarks>
/// Everything is time-major: the row of step t and stream b is t·k + b. Only the recurrent product must wait for the step
/// before; the input products of all steps are one matrix product, and so are the weights' gradients,
/// ∂ℒ/∂W = Σ_t (use at step t): the sum over a repeated weight's uses (A22) is the inner dimension of that product.
/// </remarks>
public abstract class UnrolledLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentLayer<T> layer;
    private readonly Workers? workers;
    private readonly PackedMatrix<T> stateWeight = new(); // W_h, as the product of every step forward reads it
    private readonly PackedMatrix<T> stateWeightTransposed = new(); // W_hᵀ, of every step back
    private ReadOnlyMemory<T> inputs;
    private T[] states = [];
    private T[] preActivations = [];
    private T[] preActivationGradients = [];
    private T[] delta = [];

    private protected UnrolledLayer(RecurrentLayer<T> layer, Workers? workers)
    {
        this.layer = layer;
        this.workers = workers;
    }

    /// <summary>L.</summary>
    public int Steps { get; private set; }

    /// <summary>k.</summary>
    public int Streams { get; private set; }

    /// <summary>h(1) … h(L), row after row. // [L·k × d_h]</summary>
    public ReadOnlyMemory<T> Outputs => states.AsMemory(StepLength, Steps * StepLength);

    /// <summary>∂ℒ/∂h(0) after <see cref="Backward"/>. // [k × d_h]</summary>
    public ReadOnlySpan<T> InitialGradient => delta.AsSpan(0, StepLength);

    /// <summary>G·d_h.</summary>
    private int Width => layer.Gates * layer.HiddenSize;

    /// <summary>k·d_h, the length of one step's states.</summary>
    private protected int StepLength => Streams * layer.HiddenSize;

    /// <summary>h(t), t = 0 … L. // [k × d_h]</summary>
    public Span<T> State(int step) => states.AsSpan(step * StepLength, StepLength);

    /// <summary>c(t), t = 0 … L, of a layer that has one; else nothing. // [k × d_h]</summary>
    public virtual Span<T> Cell(int step) => [];

    /// <summary>What the inputs give to the gates at step t = 1 … L, then the gates themselves. // [k × G·d_h]</summary>
    private protected Span<T> Gates(int step) => Row(preActivations, step);

    /// <summary>∂ℒ/∂(what the inputs gave to the gates) at step t. // [k × G·d_h]</summary>
    private protected Span<T> GateGradients(int step) => Row(preActivationGradients, step);

    /// <summary>
    /// ∂ℒ/∂(what h(t−1) gave to the gates), of all steps; the same as <see cref="GateGradients"/> where the two are
    /// simply added.
    /// </summary>
    private protected virtual T[] RecurrentGradients => preActivationGradients;

    /// <summary>Makes room for a segment; the first states are zero until they are set by <see cref="State"/> and <see cref="Cell"/>.</summary>
    /// <param name="steps">L.</param>
    /// <param name="streams">k.</param>
    public virtual void Resize(int steps, int streams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        Steps = steps;
        Streams = streams;
        Buffers.Grow(ref states, (steps + 1) * StepLength);
        Buffers.Grow(ref preActivations, layer.Gates * steps * StepLength);
        Buffers.Grow(ref preActivationGradients, layer.Gates * steps * StepLength);
        Buffers.Grow(ref delta, StepLength);
        State(0).Clear();
        Cell(0).Clear();
    }

    /// <summary>All L steps forward, from the state set at step 0.</summary>
    /// <param name="x">e(1) … e(L), which must stay as they are until <see cref="Backward"/> is done. // [L·k × d]</param>
    public void Forward(ReadOnlyMemory<T> x)
    {
        var rows = Steps * Streams;
        inputs = x[..(rows * layer.InputSize)];
        var z = Matrix(preActivations.AsSpan(), rows, Width);
        for (var row = 0; row < rows; row++) layer.Bias.Value.CopyTo(z.Row(row));
        // Z [L·k × G·d_h] = b1 + X [L·k × d] · weight_ihᵀ
        MatrixProduct.MultiplyTransposedRight(Matrix(inputs.Span, rows, layer.InputSize), layer.InputWeight.Matrix, z, accumulate: true, workers);
        stateWeight.PackTransposed(layer.RecurrentWeight.Matrix);
        for (var t = 1; t <= Steps; t++) StepForward(t);
    }

    /// <summary>
    /// The error carried back from the last step to the first, δ(t−1) = ∂ℒ/∂h(t−1) + what comes back through step t (B29);
    /// adds the gradients of the layer's parameters.
    /// </summary>
    /// <param name="dH">∂ℒ/∂h(1) … ∂ℒ/∂h(L) from above. // [L·k × d_h]</param>
    /// <param name="dX">Takes ∂ℒ/∂e(1) … ∂ℒ/∂e(L). // [L·k × d]</param>
    /// <param name="from">The first step of the window through which the error goes; 1 for the whole segment.</param>
    /// <param name="to">Its last step; L for the whole segment. Rows of other steps are neither read nor written.</param>
    public void Backward(ReadOnlySpan<T> dH, Span<T> dX, int from, int to)
    {
        BeginBackward();
        stateWeightTransposed.Pack(layer.RecurrentWeight.Matrix);
        var d = delta.AsSpan(0, StepLength);
        d.Clear();
        for (var t = to; t >= from; t--)
        {
            Rows.Add<T>(dH.Slice((t - 1) * StepLength, StepLength), d);
            StepBackward(t, d);
        }

        // The rows of steps from … to; h(t−1) stands one step before h(t).
        var (start, rows) = ((from - 1) * Streams, (to - from + 1) * Streams);
        var dZ = Matrix(preActivationGradients.AsSpan(start * Width), rows, Width);
        var dA = Matrix(RecurrentGradients.AsSpan(start * Width), rows, Width);
        var x = Matrix(inputs.Span[(start * layer.InputSize)..], rows, layer.InputSize);
        var previous = Matrix(states.AsSpan(start * layer.HiddenSize), rows, layer.HiddenSize);
        // ∂ℒ/∂weight_ih [G·d_h × d] += dZᵀ·X;  ∂ℒ/∂weight_hh [G·d_h × d_h] += dAᵀ·H(−1);  ∂ℒ/∂b1 += Σ rows of dZ;  dX [L·k × d] = dZ·weight_ih
        MatrixProduct.MultiplyTransposedLeft(dZ, x, layer.InputWeight.GradientMatrix, accumulate: true, workers);
        MatrixProduct.MultiplyTransposedLeft(dA, previous, layer.RecurrentWeight.GradientMatrix, accumulate: true, workers);
        Rows.AddAll<T>(dZ.Values, layer.Bias.Gradient);
        MatrixProduct.Multiply(dZ, layer.InputWeight.Matrix, Matrix(dX[(start * layer.InputSize)..], rows, layer.InputSize), accumulate: false, workers);
        AddOtherGradients(dA.Values);
    }

    /// <summary>Adds h(t−1)·W_h to the gates of step t and applies the layer's equations: fills h(t) and c(t).</summary>
    private protected abstract void StepForward(int t);

    /// <summary>From δ(t) = ∂ℒ/∂h(t) to the gates' gradients, and δ(t−1) in its place. // [k × d_h]</summary>
    private protected abstract void StepBackward(int t, Span<T> d);

    /// <summary>Called before the last step of <see cref="Backward"/>: nothing comes back from beyond it.</summary>
    private protected virtual void BeginBackward()
    {
    }

    /// <summary>Adds the gradients of parameters that only some layers have, from the recurrent part of all steps.</summary>
    private protected virtual void AddOtherGradients(ReadOnlySpan<T> dA)
    {
    }

    /// <summary>Z(t) += h(t−1)·W_h. // [k × G·d_h] += [k × d_h] · weight_hhᵀ</summary>
    private protected void AddStateProduct(int t, Span<T> z) =>
        MatrixProduct.Multiply(Matrix(State(t - 1), Streams, layer.HiddenSize), stateWeight, Matrix(z, Streams, Width), accumulate: true, workers);

    /// <summary>δ(t−1) (+)= dA(t)·W_hᵀ. // [k × d_h] = [k × G·d_h] · weight_hh</summary>
    private protected void MultiplyBack(Span<T> dA, Span<T> d, bool accumulate) =>
        MatrixProduct.Multiply(Matrix(dA, Streams, Width), stateWeightTransposed, Matrix(d, Streams, layer.HiddenSize), accumulate, workers);

    private protected Span<T> Row(T[] buffer, int step) => buffer.AsSpan((step - 1) * Streams * Width, Streams * Width);

    private static MatrixSpan<T> Matrix(Span<T> values, int rows, int columns) => new(values[..(rows * columns)], rows, columns);

    private static ReadOnlyMatrixSpan<T> Matrix(ReadOnlySpan<T> values, int rows, int columns) => new(values[..(rows * columns)], rows, columns);
}
