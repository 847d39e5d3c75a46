using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// A whole recurrent language model in clear equations (slides A12, B12–B15): e(t) = E[x(t)], h(t) = RNN(h(t−1), e(t)),
/// ŷ(t) = softmax(h(t)·U + b₂), where ŷ(t)_v = P(x(t+1) = v | x(t) … x(1)).
/// </summary>
/// <remarks>It is for looking into, one text at a time. What trains is the recurrent language model, whose weights this takes.</remarks>
public sealed record EncoderRnnDecoder
{
    /// <summary>A model of these parts.</summary>
    /// <param name="e">E, the encoder: row v is the embedding of token v, [|V|×d_e].</param>
    /// <param name="rnn">The RNN; several layers as a <see cref="StackedCell"/>.</param>
    /// <param name="u">U, the decoder, [d_h×|V|]; tied, it is Eᵀ.</param>
    /// <param name="b2">b₂, [|V|].</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public EncoderRnnDecoder(Matrix<double> e, IRecurrentCell rnn, Matrix<double> u, Vector<double> b2)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(rnn);
        ArgumentNullException.ThrowIfNull(u);
        ArgumentNullException.ThrowIfNull(b2);
        if (e.ColumnCount != rnn.InputSize)
            throw new ArgumentException($"The RNN takes embeddings of length {rnn.InputSize}, but E has {e.ColumnCount} columns.", nameof(e));
        if (u.RowCount != rnn.HiddenSize)
            throw new ArgumentException($"U takes h(t) of length {rnn.HiddenSize}, so it needs as many rows, but has {u.RowCount}.", nameof(u));
        if (u.ColumnCount != e.RowCount || b2.Count != e.RowCount)
            throw new ArgumentException($"E knows {e.RowCount} tokens, but U scores {u.ColumnCount} and b₂ {b2.Count}.", nameof(u));
        (E, Rnn, U, B2) = (e, rnn, u, b2);
    }

    /// <summary>E, [|V|×d_e].</summary>
    public Matrix<double> E { get; }

    /// <summary>The RNN.</summary>
    public IRecurrentCell Rnn { get; }

    /// <summary>U, [d_h×|V|].</summary>
    public Matrix<double> U { get; }

    /// <summary>b₂, [|V|].</summary>
    public Vector<double> B2 { get; }

    /// <summary>|V|.</summary>
    public int VocabularySize => E.RowCount;

    /// <summary>e(t) = E[x(t)]: a row of E, which is what the product of a one-hot vector with E picks (slide A13).</summary>
    public Vector<double> Encode(int token) => E.Row(token);

    /// <summary>The steps of the RNN over a text, from s(0) on (slide B11).</summary>
    public IReadOnlyList<CellStep> Unroll(Vector<double> initialState, IEnumerable<int> tokens) =>
        Rnn.Unroll(initialState, tokens.Select(Encode));

    /// <summary>h(t)·U + b₂, [|V|].</summary>
    public Vector<double> Logits(Vector<double> hidden) => (hidden * U) + B2;

    /// <summary>ŷ(t) = softmax(h(t)·U + b₂), [|V|].</summary>
    public Vector<double> Decode(Vector<double> hidden)
    {
        var logits = Logits(hidden);
        var exponentials = (logits - logits.Maximum()).PointwiseExp(); // the shift cancels, and nothing overflows
        return exponentials / exponentials.Sum();
    }
}
