using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// One step of a recurrent network, h(t) = RNN(h(t−1), e(t)) (slide B10), in clear equations on row vectors.
/// </summary>
/// <remarks>
/// The cells are written to be read; the layers that train are fused and batched, and tests hold them to these.
/// What a step hands to the next is its <em>state</em>: h for Elman and GRU, h and c side by side for an LSTM.
/// </remarks>
public interface IRecurrentCell
{
    /// <summary>d_e: the length of the input e(t).</summary>
    int InputSize { get; }

    /// <summary>d_h: the length of the hidden state h(t), which the layer above or the decoder reads.</summary>
    int HiddenSize { get; }

    /// <summary>The length of the state: d_h, for an LSTM 2·d_h.</summary>
    int StateSize { get; }

    /// <summary>The weights; a bias is a matrix of one row. The gradients of a step come in the same order.</summary>
    IReadOnlyList<Matrix<double>> Weights { get; }

    /// <summary>A cell of the same kind with other weights, in the order of <see cref="Weights"/>: what finite differences and training need.</summary>
    /// <exception cref="ArgumentException">Not as many matrices, or not of these shapes.</exception>
    IRecurrentCell WithWeights(IReadOnlyList<Matrix<double>> weights);

    /// <summary>The step from s(t−1) and e(t) to s(t), which remembers what its backward pass needs.</summary>
    /// <param name="state">s(t−1), as long as <see cref="StateSize"/>.</param>
    /// <param name="input">e(t), as long as <see cref="InputSize"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    CellStep Forward(Vector<double> state, Vector<double> input);
}
