using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The whole recurrent model unrolled over a batch: what flows forward, is kept, and flows back.
/// Dropout stands on the input of every layer and on the output of the last (Zaremba et al. 2014).
/// </summary>
internal sealed class UnrolledNetwork<T> : INetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentLanguageModel<T> model;
    private readonly UnrolledLayer<T>[] layers;
    private readonly Dropout<T>[] dropouts;
    private readonly SoftmaxOutput<T> output;
    private readonly Workers? workers;
    private readonly T[][] activations; // what goes into layer l, and last what comes out of the top, with dropout applied
    private T[] projected = [];
    private T[] upper = [];
    private T[] lower = [];
    private T[] ownGradients = []; // ∂ℒ(t)/∂h(t) of every step, where each loss goes back by itself

    public UnrolledNetwork(RecurrentLanguageModel<T> model, Workers? workers)
    {
        this.model = model;
        this.workers = workers;
        layers = [.. model.Layers.Select(layer => layer.Unroll(workers))];
        dropouts = [.. Enumerable.Range(0, layers.Length + 1).Select(_ => new Dropout<T>(model.Architecture.Dropout))];
        activations = [.. dropouts.Select(_ => Array.Empty<T>())];
        output = new SoftmaxOutput<T>(workers, Vocabulary.Bos);
    }

    private int HiddenSize => model.Architecture.HiddenSize;

    private int EmbeddingSize => model.Architecture.EmbeddingSize;

    /// <inheritdoc/>
    public void Forward(Batch batch, CarriedState<T> state, RandomGenerator? dropout)
    {
        var own = Own(state);
        var rows = batch.Inputs.Length;
        Buffers.Grow(ref activations[0], rows * EmbeddingSize);
        model.Embedding.LookUp(batch.Inputs, activations[0]); // X [L·k × d_e] = one-hot rows · E
        dropouts[0].Forward(activations[0].AsSpan(0, rows * EmbeddingSize), dropout);
        for (var l = 0; l < layers.Length; l++)
        {
            layers[l].Resize(batch.Steps, batch.Streams);
            own.Hidden(l).CopyTo(layers[l].State(0));
            own.Cell(l).CopyTo(layers[l].Cell(0));
            layers[l].Forward(activations[l]);
            Buffers.Grow(ref activations[l + 1], rows * HiddenSize);
            layers[l].Outputs.Span.CopyTo(activations[l + 1]);
            dropouts[l + 1].Forward(activations[l + 1].AsSpan(0, rows * HiddenSize), dropout);
        }

        Carry(own);
        if (model.Projection is null) return;
        Buffers.Grow(ref projected, rows * EmbeddingSize);
        // P [L·k × d_e] = H [L·k × d_h] · W_p
        MatrixProduct.MultiplyTransposedRight(
            Matrix(activations[^1], rows, HiddenSize), model.Projection.Matrix, Matrix(projected, rows, EmbeddingSize), false, workers);
    }

    /// <inheritdoc/>
    public double NegativeLogLikelihood(Batch batch, Span<double> losses) =>
        output.NegativeLogLikelihood(DecoderInput(batch.Inputs.Length), model.DecoderWeight, model.DecoderBias, batch.Targets, losses);

    /// <inheritdoc/>
    public void LogProbabilities(Span<double> logProbabilities) =>
        output.LogProbabilities(
            DecoderInput(1), model.DecoderWeight, model.DecoderBias, new MatrixSpan<double>(logProbabilities, 1, logProbabilities.Length));

    /// <inheritdoc/>
    public double Backward(Batch batch, double scale, int? lookBack = null)
    {
        var rows = batch.Inputs.Length;
        var width = Math.Max(HiddenSize, EmbeddingSize);
        Buffers.Grow(ref upper, rows * width);
        Buffers.Grow(ref lower, rows * width);
        var nll = output.Train(
            DecoderInput(rows), model.DecoderWeight, model.DecoderBias, batch.Targets, T.CreateTruncating(scale),
            Matrix(upper, rows, model.DecoderWeight.Columns));
        if (model.Projection is not null)
        {
            // dW_pᵀ [d_e × d_h] += dPᵀ·H,  dH [L·k × d_h] = dP·W_pᵀ
            var dP = Matrix(upper, rows, EmbeddingSize);
            MatrixProduct.MultiplyTransposedLeft(dP, Matrix(activations[^1], rows, HiddenSize), model.Projection.GradientMatrix, true, workers);
            MatrixProduct.Multiply(dP, model.Projection.Matrix, Matrix(lower, rows, HiddenSize), false, workers);
            (upper, lower) = (lower, upper);
        }

        if (lookBack is { } uses && uses < batch.Steps) LossByLoss(batch, uses);
        else BackThroughTime(batch, 1, batch.Steps); // all losses at once: they take the same way
        return nll;
    }

    /// <summary>
    /// Truncated BPTT in its first meaning (slide A26): ℒ(t) goes back over the uses t … t−K+1 by itself, and what all losses give is
    /// added up. No further than to step 1: the state that was carried in is a constant.
    /// </summary>
    private void LossByLoss(Batch batch, int uses)
    {
        var length = batch.Streams * HiddenSize; // of one step
        Buffers.Grow(ref ownGradients, batch.Steps * length);
        upper.AsSpan(0, batch.Steps * length).CopyTo(ownGradients);
        for (var t = 1; t <= batch.Steps; t++)
        {
            var first = Math.Max(1, t - uses + 1);
            upper.AsSpan((first - 1) * length, (t - first) * length).Clear(); // ℒ(t) does not stand at earlier steps
            ownGradients.AsSpan((t - 1) * length, length).CopyTo(upper.AsSpan((t - 1) * length));
            BackThroughTime(batch, first, t);
        }
    }

    /// <summary>The gradients in <see cref="upper"/>, of the top's outputs, back through all layers in a window of steps.</summary>
    private void BackThroughTime(Batch batch, int first, int last)
    {
        var (start, rows) = ((first - 1) * batch.Streams, (last - first + 1) * batch.Streams);
        for (var l = layers.Length - 1; l >= 0; l--)
        {
            dropouts[l + 1].Apply(upper.AsSpan(start * HiddenSize, rows * HiddenSize), start * HiddenSize);
            layers[l].Backward(upper, lower, first, last);
            (upper, lower) = (lower, upper);
        }

        var dX = upper.AsSpan(start * EmbeddingSize, rows * EmbeddingSize);
        dropouts[0].Apply(dX, start * EmbeddingSize);
        model.Embedding.AddGradient(batch.Inputs.AsSpan(start, rows), dX);
    }

    /// <summary>Takes the states behind the last step, detached (slide B19).</summary>
    private void Carry(RecurrentState<T> state)
    {
        for (var l = 0; l < layers.Length; l++)
        {
            layers[l].State(layers[l].Steps).CopyTo(state.Hidden(l));
            layers[l].Cell(layers[l].Steps).CopyTo(state.Cell(l));
        }
    }

    private RecurrentState<T> Own(CarriedState<T> state) =>
        state is RecurrentState<T> own
            && own.Arrays.Count == layers.Length * (model.Layers[0].HasCell ? 2 : 1)
            && own.Hidden(0).Length == state.Streams * HiddenSize
            ? own
            : throw new ArgumentException("The state is of another model; take one from InitialState.", nameof(state));

    /// <summary>What the decoder reads, of all steps. // [L·k × d_h], or d_e behind a projection</summary>
    private ReadOnlyMatrixSpan<T> DecoderInput(int rows) =>
        model.Projection is null ? Matrix(activations[^1], rows, HiddenSize) : Matrix(projected, rows, EmbeddingSize);

    private static MatrixSpan<T> Matrix(T[] values, int rows, int columns) => new(values, rows, columns);
}
