using System.Numerics;
using System.Numerics.Tensors;
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
            var n = layer.HiddenSize;
            AddStateProduct(t, Gates(t));
            for (var b = 0; b < Streams; b++)
            {
                var gates = Gates(t).Slice(4 * b * n, 4 * n);
                Elementwise.Sigmoid<T>(gates[..(2 * n)], gates[..(2 * n)]);
                Elementwise.Tanh<T>(gates[(2 * n)..(3 * n)], gates[(2 * n)..(3 * n)]);
                Elementwise.Sigmoid<T>(gates[(3 * n)..], gates[(3 * n)..]);
                ReadOnlySpan<T> i = gates[..n], f = gates[n..(2 * n)], g = gates[(2 * n)..(3 * n)], o = gates[(3 * n)..];
                var c = Cell(t).Slice(b * n, n);
                var tanh = cellTanhs.AsSpan(((t - 1) * StepLength) + (b * n), n);
                TensorPrimitives.Multiply(f, Cell(t - 1).Slice(b * n, n), c);
                TensorPrimitives.MultiplyAdd(i, g, c, c);                      // c(t) = f ⊙ c(t−1) + i ⊙ g
                Elementwise.Tanh<T>(c, tanh);
                TensorPrimitives.Multiply(o, tanh, State(t).Slice(b * n, n));  // h(t) = o ⊙ tanh c(t)
            }
        }

        private protected override void StepBackward(int t, Span<T> d)
        {
            var n = layer.HiddenSize;
            for (var b = 0; b < Streams; b++)
            {
                Backward(
                    Gates(t).Slice(4 * b * n, 4 * n),
                    Cell(t - 1).Slice(b * n, n),
                    cellTanhs.AsSpan(((t - 1) * StepLength) + (b * n), n),
                    d.Slice(b * n, n),
                    cellDelta.AsSpan(b * n, n),
                    GateGradients(t).Slice(4 * b * n, 4 * n));
            }

            MultiplyBack(GateGradients(t), d, accumulate: false);
        }

        private static void Backward(ReadOnlySpan<T> gates, ReadOnlySpan<T> previous, ReadOnlySpan<T> tanh, ReadOnlySpan<T> d, Span<T> dc, Span<T> dz)
        {
            var n = d.Length;
            ReadOnlySpan<T> i = gates[..n], f = gates[n..(2 * n)], g = gates[(2 * n)..(3 * n)], o = gates[(3 * n)..];
            Span<T> di = dz[..n], df = dz[n..(2 * n)], dg = dz[(2 * n)..(3 * n)], dO = dz[(3 * n)..];
            // Through h = o ⊙ tanh c into c, on top of what came back through the cell of the next step (dg is room for a moment).
            TensorPrimitives.Multiply(d, o, dg);
            Activation.Tanh.Backward(tanh, dg, dg);
            TensorPrimitives.Add(dc, dg, dc);                 // dc = ∂ℒ/∂c(t)
            TensorPrimitives.Multiply(dc, g, di);
            Activation.Sigmoid.Backward(i, di, di);           // dc ⊙ g ⊙ σ′
            TensorPrimitives.Multiply(dc, previous, df);
            Activation.Sigmoid.Backward(f, df, df);           // dc ⊙ c(t−1) ⊙ σ′
            TensorPrimitives.Multiply(dc, i, dg);
            Activation.Tanh.Backward(g, dg, dg);              // dc ⊙ i ⊙ tanh′
            TensorPrimitives.Multiply(d, tanh, dO);
            Activation.Sigmoid.Backward(o, dO, dO);           // δ ⊙ tanh c(t) ⊙ σ′
            TensorPrimitives.Multiply(dc, f, dc);             // δ_c(t−1)
        }
    }
}
