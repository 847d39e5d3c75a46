using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The weights of one recurrent layer, h(t) = RNN(h(t−1), e(t)) (slide B10); <see cref="ElmanLayer{T}"/>,
/// <see cref="LstmLayer{T}"/> and <see cref="GruLayer{T}"/> say which RNN.
/// </summary>
/// <remarks>
/// The weights are stored under PyTorch's names and in its shapes: a layer with G gates stacks the gates' matrices,
/// weight_ih [G·d_h × d] = W_eᵀ and weight_hh [G·d_h × d_h] = W_hᵀ, and its biases [G·d_h].
/// </remarks>
public abstract class RecurrentLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A layer of zeros.</summary>
    /// <param name="index">0 for the lowest layer; part of the parameters' names.</param>
    /// <param name="inputSize">d, the length of an input.</param>
    /// <param name="hiddenSize">d_h, the length of a state.</param>
    /// <param name="gates">G, how many matrices are stacked.</param>
    private protected RecurrentLayer(int index, int inputSize, int hiddenSize, int gates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        Gates = gates;
        InputWeight = new Parameter<T>($"rnn.weight_ih_l{index}", gates * hiddenSize, inputSize);
        RecurrentWeight = new Parameter<T>($"rnn.weight_hh_l{index}", gates * hiddenSize, hiddenSize);
        Bias = new Parameter<T>($"rnn.bias_ih_l{index}", 1, gates * hiddenSize);
    }

    /// <summary>d, the length of an input.</summary>
    public int InputSize { get; }

    /// <summary>d_h, the length of a state.</summary>
    public int HiddenSize { get; }

    /// <summary>G: 1 for Elman, 4 for the LSTM, 3 for the GRU.</summary>
    public int Gates { get; }

    /// <summary>W_eᵀ, gate under gate. // [G·d_h × d]</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>W_hᵀ, gate under gate. // [G·d_h × d_h]</summary>
    public Parameter<T> RecurrentWeight { get; }

    /// <summary>b1, gate after gate. // [G·d_h]</summary>
    public Parameter<T> Bias { get; }

    /// <summary>Whether a cell c(t) is carried beside h(t), as the LSTM does.</summary>
    public virtual bool HasCell => false;

    /// <summary>All weights, in PyTorch's order.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [InputWeight, RecurrentWeight, Bias];

    /// <summary>Draws every weight uniformly from ±1/√d_h, as PyTorch does; biases are 0 unless the layer says otherwise.</summary>
    public virtual void Initialise(RandomGenerator random)
    {
        var bound = 1 / Math.Sqrt(HiddenSize);
        random.FillUniform(InputWeight.Value, bound);
        random.FillUniform(RecurrentWeight.Value, bound);
        Bias.Value.AsSpan().Clear();
    }

    /// <summary>The layer unrolled in time (slide B11): the activations of a segment, on which gradients are computed.</summary>
    /// <param name="workers">Who does the work; none means the calling thread. The numbers do not depend on it.</param>
    public abstract UnrolledLayer<T> Unroll(Workers? workers = null);
}
