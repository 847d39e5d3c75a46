using System.Numerics;
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
            GruEquations.Forward(Gates(t), fromState, State(t - 1), State(t), layer.HiddenSize);
        }

        private protected override void StepBackward(int t, Span<T> d)
        {
            GruEquations.Backward(Gates(t), Row(recurrent, t), State(t - 1), d, GateGradients(t), Row(recurrentGradients, t), layer.HiddenSize);
            MultiplyBack(Row(recurrentGradients, t), d, accumulate: true);
        }

        private protected override void AddOtherGradients(ReadOnlySpan<T> dA) => Rows.AddAll<T>(dA, layer.RecurrentBias.Gradient);
    }
}
