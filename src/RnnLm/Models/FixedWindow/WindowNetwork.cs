using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.FixedWindow;

/// <summary>The computation of a batch by a fixed-window model: every position is a row of its own, and nothing waits for the step before.</summary>
internal sealed class WindowNetwork<T>(FixedWindowModel<T> model, Workers? workers) : INetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SoftmaxOutput<T> output = new(workers, Vocabulary.Bos);
    private readonly Dropout<T> inputDropout = new(model.Architecture.Dropout);
    private readonly Dropout<T> hiddenDropout = new(model.Architecture.Dropout);
    private readonly int window = model.Architecture.Window;
    private readonly int inputSize = model.Architecture.InputSize;
    private readonly int hiddenSize = model.Architecture.HiddenSize;
    private readonly int width = model.DecoderWeight.Columns;
    private int[] stream = [];   // the kept tokens, then the batch's
    private int[] ids = [];      // the windows of all rows
    private T[] inputs = [];     // e
    private T[] hidden = [];     // h, before dropout
    private T[] features = [];   // [h; e], or h alone
    private T[] dFeatures = [];
    private T[] dHidden = [];
    private T[] dInputs = [];

    /// <inheritdoc/>
    public void Forward(Batch batch, CarriedState<T> state, RandomGenerator? dropout)
    {
        var rows = batch.Inputs.Length;
        FindWindows(batch, state as WindowState<T>);
        Buffers.Grow(ref inputs, rows * inputSize);
        Buffers.Grow(ref hidden, rows * hiddenSize);
        Buffers.Grow(ref features, rows * width);
        model.Embedding.LookUp(ids.AsSpan(0, rows * window), inputs); // e [L·k × n·d_e]
        inputDropout.Forward(inputs.AsSpan(0, rows * inputSize), dropout);
        var h = Matrix(hidden, rows, hiddenSize);
        for (var row = 0; row < rows; row++) model.HiddenBias.Value.CopyTo(h.Row(row));
        // H [L·k × d_h] = f(b1 + e [L·k × n·d_e] · Wᵀᵀ)
        MatrixProduct.MultiplyTransposedRight(Matrix(inputs, rows, inputSize), model.HiddenWeight.Matrix, h, accumulate: true, workers);
        model.Architecture.Activation.Apply<T>(hidden.AsSpan(0, h.Values.Length), h.Values);
        hiddenDropout.Draw(h.Values.Length, dropout);
        for (var row = 0; row < rows; row++)
        {
            var feature = features.AsSpan(row * width, width); // [h; e]
            h.Row(row).CopyTo(feature);
            hiddenDropout.Apply(feature[..hiddenSize], row * hiddenSize);
            if (width > hiddenSize) inputs.AsSpan(row * inputSize, inputSize).CopyTo(feature[hiddenSize..]);
        }
    }

    /// <inheritdoc/>
    public double NegativeLogLikelihood(Batch batch, Span<double> losses) =>
        output.NegativeLogLikelihood(Matrix(features, batch.Inputs.Length, width), model.DecoderWeight, model.DecoderBias, batch.Targets, losses);

    /// <inheritdoc/>
    public void LogProbabilities(Span<double> logProbabilities) =>
        output.LogProbabilities(
            Matrix(features, 1, width), model.DecoderWeight, model.DecoderBias, new MatrixSpan<double>(logProbabilities, 1, logProbabilities.Length));

    /// <inheritdoc/>
    /// <remarks>A loss uses every weight at its own step alone, so that there is nothing to cut off.</remarks>
    public double Backward(Batch batch, double scale, int? lookBack = null)
    {
        var rows = batch.Inputs.Length;
        Buffers.Grow(ref dFeatures, rows * width);
        Buffers.Grow(ref dHidden, rows * hiddenSize);
        Buffers.Grow(ref dInputs, rows * inputSize);
        var nll = output.Train(
            Matrix(features, rows, width), model.DecoderWeight, model.DecoderBias, batch.Targets, T.CreateTruncating(scale), Matrix(dFeatures, rows, width));
        var dZ = Matrix(dHidden, rows, hiddenSize);
        var dE = Matrix(dInputs, rows, inputSize);
        for (var row = 0; row < rows; row++)
        {
            var d = dFeatures.AsSpan(row * width, width);
            hiddenDropout.Apply(d[..hiddenSize], row * hiddenSize);
            model.Architecture.Activation.Backward<T>(hidden.AsSpan(row * hiddenSize, hiddenSize), d[..hiddenSize], dZ.Row(row)); // dz = dh ⊙ f′
            if (width > hiddenSize) d[hiddenSize..].CopyTo(dE.Row(row));
        }

        // dWᵀ [d_h × n·d_e] += dZᵀ·e;  db1 += Σ rows of dZ;  de [L·k × n·d_e] (+)= dZ·Wᵀ, on top of what came through D
        MatrixProduct.MultiplyTransposedLeft(dZ, Matrix(inputs, rows, inputSize), model.HiddenWeight.GradientMatrix, accumulate: true, workers);
        Rows.AddAll<T>(dZ.Values, model.HiddenBias.Gradient);
        MatrixProduct.Multiply(dZ, model.HiddenWeight.Matrix, dE, accumulate: width > hiddenSize, workers);
        inputDropout.Backward(dE.Values);
        model.Embedding.AddGradient(ids.AsSpan(0, rows * window), dE.Values); // a token in several windows adds several times
        return nll;
    }

    /// <summary>The n tokens up to each position, and the n − 1 newest for the state.</summary>
    private void FindWindows(Batch batch, WindowState<T>? state)
    {
        var kept = (window - 1) * batch.Streams;
        if (state is null || state.Count != kept)
            throw new ArgumentException("The state is of another model; take one from InitialState.", nameof(state));
        Buffers.Grow(ref stream, kept + batch.Inputs.Length);
        Buffers.Grow(ref ids, batch.Inputs.Length * window);
        state.Read(stream);
        batch.Inputs.CopyTo(stream, kept);
        for (var row = 0; row < batch.Inputs.Length; row++)
        {
            // Place j of row t·k + b is n − 1 − j steps back: in the stream, j·k behind the row's own number.
            for (var j = 0; j < window; j++) ids[(row * window) + j] = stream[row + (j * batch.Streams)];
        }

        state.Write(stream.AsSpan(batch.Inputs.Length));
    }

    private static MatrixSpan<T> Matrix(T[] values, int rows, int columns) => new(values.AsSpan(0, rows * columns), rows, columns);
}
