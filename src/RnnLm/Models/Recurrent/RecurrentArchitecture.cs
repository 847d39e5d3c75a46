using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Recurrent;

/// <summary>Which equation takes h(t−1) and e(t) to h(t) (slide B10).</summary>
public enum RecurrentKind
{
    /// <summary>The simple recurrent network (Elman 1990).</summary>
    Elman,

    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997).</summary>
    Lstm,

    /// <summary>The gated recurrent unit (Cho et al. 2014).</summary>
    Gru,
}

/// <summary>The hyper-parameters of a <see cref="RecurrentLanguageModel{T}"/>.</summary>
/// <param name="Kind">Elman, LSTM or GRU.</param>
public sealed record RecurrentArchitecture(RecurrentKind Kind) : NeuralArchitecture
{
    /// <summary>f of an Elman layer; the others have none to choose.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>How many layers stand on one another.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>
    /// Whether the decoder uses the embeddings, U = Eᵀ (slide B22; Inan et al. 2017, Press and Wolf 2017). Where d_e ≠ d_h a projection
    /// W_p of d_h × d_e stands between: ŷ = softmax(h·W_p·Eᵀ + b2).
    /// </summary>
    public bool TiedWeights { get; init; }

    /// <summary>Whether there is a projection between the state and the tied embeddings.</summary>
    public bool HasProjection => TiedWeights && EmbeddingSize != HiddenSize;

    /// <inheritdoc/>
    public override NeuralLanguageModel<T> Create<T>(Vocabulary vocabulary, RandomGenerator random, Workers? workers = null) =>
        new RecurrentLanguageModel<T>(vocabulary, this, random, workers);

    /// <inheritdoc/>
    /// <remarks>|V|·d_e for E; G·d_h·(d + d_h + 1) for a layer of G gates, with a second bias in the GRU; d_h·|V| + |V| for U and b2.</remarks>
    public override long CountParameters(int vocabularySize)
    {
        var (gates, biases) = Kind switch { RecurrentKind.Elman => (1L, 1L), RecurrentKind.Lstm => (4, 1), _ => (3, 2) };
        long Layer(long inputSize) => gates * HiddenSize * (inputSize + HiddenSize + biases);
        var layers = Layer(EmbeddingSize) + ((Layers - 1) * Layer(HiddenSize));
        var decoder = !TiedWeights ? (long)vocabularySize * HiddenSize : HasProjection ? (long)EmbeddingSize * HiddenSize : 0;
        return ((long)vocabularySize * EmbeddingSize) + layers + decoder + vocabularySize;
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Layers > 0, nameof(Layers), "at least 1", Layers);
        Require(Enum.IsDefined(Kind), nameof(Kind), "Elman, Lstm or Gru", Kind);
        ArgumentNullException.ThrowIfNull(Activation);
    }

    /// <summary>A layer of zeros of this architecture.</summary>
    internal RecurrentLayer<T> CreateLayer<T>(int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputSize = index == 0 ? EmbeddingSize : HiddenSize;
        return Kind switch
        {
            RecurrentKind.Elman => new ElmanLayer<T>(index, inputSize, HiddenSize, Activation),
            RecurrentKind.Lstm => new LstmLayer<T>(index, inputSize, HiddenSize),
            _ => new GruLayer<T>(index, inputSize, HiddenSize),
        };
    }
}
