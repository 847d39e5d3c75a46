using System.Numerics;
using System.Numerics.Tensors;
using RnnLm.Models.Neural;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The gated recurrent unit (slide B35; Cho et al. 2014): reset r and update z = σ(e(t)·W_e + h(t−1)·W_h + b);
/// n = tanh(e(t)·W_en + b_n + r ⊙ (h(t−1)·W_hn + b_hn));  h(t) = (1 − z) ⊙ n + z ⊙ h(t−1).
/// </summary>
/// <remarks>
/// This is PyTorch's variant, in which the reset gate is applied after the recurrent product; so that product has a bias of its own,
/// bias_hh (of which only the part of n is more than a second b). The gates are stacked in the order r, z, n.
/// </remarks>
public sealed class GruLayer<T> : RecurrentLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A layer of zeros.</summary>
    /// <param name="index">0 for the lowest layer.</param>
    /// <param name="inputSize">d.</param>
    /// <param name="hiddenSize">d_h.</param>
    public GruLayer(int index, int inputSize, int hiddenSize)
        : base(index, inputSize, hiddenSize, gates: 3) =>
        RecurrentBias = new Parameter<T>($"rnn.bias_hh_l{index}", 1, 3 * hiddenSize);

    /// <summary>The bias added to h(t−1)·W_h, before the reset gate. // [3·d_h]</summary>
    public Parameter<T> RecurrentBias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [InputWeight, RecurrentWeight, Bias, RecurrentBias];

    /// <inheritdoc/>
    public override void Initialise(RandomGenerator random)
    {
        base.Initialise(random);
        RecurrentBias.Value.AsSpan().Clear();
    }

    /// <inheritdoc/>
    public override UnrolledLayer<T> Unroll(Workers? workers = null) => new Unrolled(this, workers);

    private sealed class Unrolled(GruLayer<T> layer, Workers? workers) : UnrolledLayer<T>(layer, workers)
    {
        private T[] recurrent = [];
        private T[] recurrentGradients = [];

        private protected override T[] RecurrentGradients => recurrentGradients;

        public override void Resize(int steps, int streams)
        {
            Buffers.Grow(ref recurrent, 3 * steps * streams * layer.HiddenSize);
            Buffers.Grow(ref recurrentGradients, 3 * steps * streams * layer.HiddenSize);
            base.Resize(steps, streams);
        }

        private protected override void StepForward(int t)
        {
            var n = layer.HiddenSize;
            var fromState = Row(recurrent, t); // a(t) = h(t−1)·W_h + b_h
            for (var b = 0; b < Streams; b++) layer.RecurrentBias.Value.CopyTo(fromState[(3 * b * n)..]);
            AddStateProduct(t, fromState);
            for (var b = 0; b < Streams; b++)
            {
                var gates = Gates(t).Slice(3 * b * n, 3 * n);
                var a = fromState.Slice(3 * b * n, 3 * n);
                TensorPrimitives.Add<T>(gates[..(2 * n)], a[..(2 * n)], gates[..(2 * n)]);
                Elementwise.Sigmoid<T>(gates[..(2 * n)], gates[..(2 * n)]);
                ReadOnlySpan<T> r = gates[..n], z = gates[n..(2 * n)];
                var candidate = gates[(2 * n)..];
                TensorPrimitives.MultiplyAdd(r, a[(2 * n)..], candidate, candidate);
                Elementwise.Tanh<T>(candidate, candidate);
                var h = State(t).Slice(b * n, n);
                TensorPrimitives.Subtract(State(t - 1).Slice(b * n, n), candidate, h);
                TensorPrimitives.MultiplyAdd(z, h, candidate, h); // (1 − z) ⊙ n + z ⊙ h(t−1) = n + z ⊙ (h(t−1) − n)
            }
        }

        private protected override void StepBackward(int t, Span<T> d)
        {
            var n = layer.HiddenSize;
            for (var b = 0; b < Streams; b++)
            {
                Backward(
                    Gates(t).Slice(3 * b * n, 3 * n),
                    Row(recurrent, t).Slice((3 * b * n) + (2 * n), n),
                    State(t - 1).Slice(b * n, n),
                    d.Slice(b * n, n),
                    GateGradients(t).Slice(3 * b * n, 3 * n),
                    Row(recurrentGradients, t).Slice(3 * b * n, 3 * n));
            }

            MultiplyBack(Row(recurrentGradients, t), d, accumulate: true);
        }

        private protected override void AddOtherGradients(ReadOnlySpan<T> dA) => Rows.AddAll<T>(dA, layer.RecurrentBias.Gradient);

        private static void Backward(ReadOnlySpan<T> gates, ReadOnlySpan<T> an, ReadOnlySpan<T> previous, Span<T> d, Span<T> dz, Span<T> da)
        {
            var n = d.Length;
            ReadOnlySpan<T> r = gates[..n], z = gates[n..(2 * n)], candidate = gates[(2 * n)..];
            Span<T> dr = dz[..n], dUpdate = dz[n..(2 * n)], dn = dz[(2 * n)..];
            TensorPrimitives.Multiply(d, z, dn);
            TensorPrimitives.Subtract(d, dn, dn);
            Activation.Tanh.Backward(candidate, dn, dn);          // δ ⊙ (1 − z) ⊙ tanh′
            TensorPrimitives.Multiply(dn, an, dr);
            Activation.Sigmoid.Backward(r, dr, dr);               // dn ⊙ a_n ⊙ σ′
            TensorPrimitives.Subtract(previous, candidate, dUpdate);
            TensorPrimitives.Multiply(dUpdate, d, dUpdate);
            Activation.Sigmoid.Backward(z, dUpdate, dUpdate);     // δ ⊙ (h(t−1) − n) ⊙ σ′
            dz[..(2 * n)].CopyTo(da);
            TensorPrimitives.Multiply(dn, r, da[(2 * n)..]);
            TensorPrimitives.Multiply(d, z, d);                   // what goes straight back to h(t−1)
        }
    }
}
