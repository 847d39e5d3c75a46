using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.FixedWindow;

/// <summary>
/// The neural probabilistic language model (Bengio et al. 2003; slides A7, A10): the embeddings of the last n tokens side by side,
/// e = [e1; …; en], h = f(e·W + b1), ŷ = softmax(h·U + b2), with direct connections softmax(h·U + e·D + b2).
/// </summary>
/// <remarks>
/// The embeddings are shared by all places of the window, W is not: each place has a block of rows of its own (A9).
/// Before the first token of a text the window is filled with BOS. Like a recurrent model it reads the text as one stream,
/// so that a window reaches back over the end of a line.
/// </remarks>
public sealed class FixedWindowModel<T> : NeuralLanguageModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FixedWindowArchitecture architecture;

    /// <summary>A model with random weights: embeddings and decoder uniform in ±0.1, W in ±1/√(n·d_e), biases 0.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="architecture">The sizes.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="workers">Who computes batches; none means the calling thread. The numbers do not depend on it.</param>
    /// <exception cref="ArgumentException">A hyper-parameter is out of its range.</exception>
    public FixedWindowModel(Vocabulary vocabulary, FixedWindowArchitecture architecture, RandomGenerator random, Workers? workers = null)
        : base(vocabulary, workers)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(random);
        architecture.Validate();
        this.architecture = architecture;
        Embedding = new Embedding<T>(vocabulary.Count, architecture.EmbeddingSize);
        HiddenWeight = new Parameter<T>("hidden.weight", architecture.HiddenSize, architecture.InputSize);
        HiddenBias = new Parameter<T>("hidden.bias", 1, architecture.HiddenSize);
        DecoderWeight = new Parameter<T>(
            "decoder.weight", vocabulary.Count, architecture.HiddenSize + (architecture.DirectConnections ? architecture.InputSize : 0));
        DecoderBias = new Parameter<T>("decoder.bias", 1, vocabulary.Count);
        Parameters = [Embedding.Weight, HiddenWeight, HiddenBias, DecoderWeight, DecoderBias];
        random.FillUniform(Embedding.Weight.Value, 0.1);
        random.FillUniform(HiddenWeight.Value, 1 / Math.Sqrt(architecture.InputSize));
        random.FillUniform(DecoderWeight.Value, 0.1);
    }

    /// <inheritdoc/>
    public override FixedWindowArchitecture Architecture => architecture;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>E, shared by all places of the window.</summary>
    public Embedding<T> Embedding { get; }

    /// <summary>Wᵀ; the columns j·d_e … (j + 1)·d_e − 1 belong to place j, of which 0 is the oldest. // [d_h × n·d_e]</summary>
    public Parameter<T> HiddenWeight { get; }

    /// <summary>b1. // [d_h]</summary>
    public Parameter<T> HiddenBias { get; }

    /// <summary>Uᵀ, and with direct connections Dᵀ to the right of it, so that one product of [h; e] serves both. // [|V| × d_h (+ n·d_e)]</summary>
    public Parameter<T> DecoderWeight { get; }

    /// <summary>b2. // [|V|]</summary>
    public override Parameter<T> DecoderBias { get; }

    /// <inheritdoc/>
    public override CarriedState<T> InitialState(int streams) => new WindowState<T>(streams, architecture.Window);

    internal override INetwork<T> CreateNetwork(Workers? workers) => new WindowNetwork<T>(this, workers);
}
