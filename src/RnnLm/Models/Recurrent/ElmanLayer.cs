using System.Numerics;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The simple recurrent network, h(t) = f(h(t−1)·W_h + e(t)·W_e + b1) (slides A12, B12; Elman 1990).
/// </summary>
/// <remarks>PyTorch's nn.RNN has two biases that are only ever added; here there is one, bias_ih, and bias_hh counts as 0.</remarks>
public sealed class ElmanLayer<T> : RecurrentLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A layer of zeros.</summary>
    /// <param name="index">0 for the lowest layer.</param>
    /// <param name="inputSize">d.</param>
    /// <param name="hiddenSize">d_h.</param>
    /// <param name="activation">f.</param>
    public ElmanLayer(int index, int inputSize, int hiddenSize, Activation activation)
        : base(index, inputSize, hiddenSize, gates: 1)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
    }

    /// <summary>f.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    public override UnrolledLayer<T> Unroll(Workers? workers = null) => new Unrolled(this, workers);

    private sealed class Unrolled(ElmanLayer<T> layer, Workers? workers) : UnrolledLayer<T>(layer, workers)
    {
        private protected override void StepForward(int t)
        {
            var z = Gates(t);
            AddStateProduct(t, z);                      // z(t) = h(t−1)·W_h + e(t)·W_e + b1
            layer.Activation.Apply<T>(z, State(t));     // h(t) = f(z(t))
        }

        private protected override void StepBackward(int t, Span<T> d)
        {
            var dz = GateGradients(t);
            layer.Activation.Backward(State(t), d, dz); // dz(t) = δ(t) ⊙ f′(z(t))
            MultiplyBack(dz, d, accumulate: false);     // δ(t−1) = dz(t)·W_hᵀ
        }
    }
}
