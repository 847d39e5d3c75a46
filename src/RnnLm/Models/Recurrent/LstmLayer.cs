using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// Long short-term memory (slide B35; Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000):
/// i, f, o = σ(h(t−1)·W_h + e(t)·W_e + b) and g = tanh(…), each with matrices of its own;
/// c(t) = f ⊙ c(t−1) + i ⊙ g;  h(t) = o ⊙ tanh c(t).
/// </summary>
/// <remarks>
/// The gates are stacked in PyTorch's order i, f, g, o. One bias, bias_ih; bias_hh counts as 0. The forget gate's bias begins at 1,
/// so that the cell keeps its content until it learns what to forget (Gers et al. 2000; Jozefowicz et al. 2015).
/// </remarks>
public sealed class LstmLayer<T>(int index, int inputSize, int hiddenSize) : RecurrentLayer<T>(index, inputSize, hiddenSize, gates: 4)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override bool HasCell => true;

    /// <inheritdoc/>
    public override void Initialise(RandomGenerator random)
    {
        base.Initialise(random);
        Bias.Value.AsSpan(HiddenSize, HiddenSize).Fill(T.One);
    }

    /// <inheritdoc/>
    public override UnrolledLayer<T> Unroll(Workers? workers = null) => new Unrolled(this, workers);

    private sealed class Unrolled(LstmLayer<T> layer, Workers? workers) : UnrolledLayer<T>(layer, workers)
    {
        private T[] cells = [];
        private T[] cellTanhs = [];
        private T[] cellDelta = [];

        public override Span<T> Cell(int step) => cells.AsSpan(step * StepLength, StepLength);

        public override void Resize(int steps, int streams)
        {
            var length = steps * streams * layer.HiddenSize;
            Buffers.Grow(ref cells, length + (streams * layer.HiddenSize));
            Buffers.Grow(ref cellTanhs, length);
            Buffers.Grow(ref cellDelta, streams * layer.HiddenSize);
            base.Resize(steps, streams);
        }

        private protected override void BeginBackward() => cellDelta.AsSpan().Clear();

        private protected override void StepForward(int t)
        {
            AddStateProduct(t, Gates(t));
            LstmEquations.Forward(Gates(t), Cell(t - 1), Cell(t), CellTanh(t), State(t), layer.HiddenSize);
        }

        private protected override void StepBackward(int t, Span<T> d)
        {
            LstmEquations.Backward<T>(Gates(t), Cell(t - 1), CellTanh(t), d, cellDelta.AsSpan(0, StepLength), GateGradients(t), layer.HiddenSize);
            MultiplyBack(GateGradients(t), d, accumulate: false);
        }

        /// <summary>tanh c(t). // [k × d_h]</summary>
        private Span<T> CellTanh(int t) => cellTanhs.AsSpan((t - 1) * StepLength, StepLength);
    }
}
