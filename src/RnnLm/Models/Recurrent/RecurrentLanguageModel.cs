using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The recurrent language model, encoder – RNN – decoder (slides A12, B14): e(t) = x(t)·E, h(t) = RNN(h(t−1), e(t)) through one or more
/// layers, ŷ(t) = softmax(h(t)·U + b2), the distribution of x(t+1) given x(1) … x(t).
/// </summary>
public sealed class RecurrentLanguageModel<T> : NeuralLanguageModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentArchitecture architecture;

    /// <summary>A model with random weights: embeddings and decoder uniform in ±0.1, layers as <see cref="RecurrentLayer{T}.Initialise"/> says, b2 = 0.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="architecture">The sizes and the kind.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="workers">Who computes batches; none means the calling thread. The numbers do not depend on it.</param>
    /// <exception cref="ArgumentException">A hyper-parameter is out of its range.</exception>
    public RecurrentLanguageModel(Vocabulary vocabulary, RecurrentArchitecture architecture, RandomGenerator random, Workers? workers = null)
        : base(vocabulary, workers)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(random);
        architecture.Validate();
        this.architecture = architecture;
        Embedding = new Embedding<T>(vocabulary.Count, architecture.EmbeddingSize);
        Layers = [.. Enumerable.Range(0, architecture.Layers).Select(architecture.CreateLayer<T>)];
        if (architecture.HasProjection) Projection = new Parameter<T>("projection.weight", architecture.EmbeddingSize, architecture.HiddenSize);
        DecoderWeight = architecture.TiedWeights ? Embedding.Weight : new Parameter<T>("decoder.weight", vocabulary.Count, architecture.HiddenSize);
        DecoderBias = new Parameter<T>("decoder.bias", 1, vocabulary.Count);
        Parameters =
        [
            Embedding.Weight,
            .. Layers.SelectMany(layer => layer.Parameters),
            .. Projection is null ? Array.Empty<Parameter<T>>() : [Projection],
            .. architecture.TiedWeights ? Array.Empty<Parameter<T>>() : [DecoderWeight],
            DecoderBias,
        ];
        Initialise(random);
    }

    /// <inheritdoc/>
    public override NeuralArchitecture Architecture => architecture;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>E.</summary>
    public Embedding<T> Embedding { get; }

    /// <summary>The recurrent layers, the lowest first.</summary>
    public IReadOnlyList<RecurrentLayer<T>> Layers { get; }

    /// <summary>W_pᵀ, where tied weights need one. // [d_e × d_h]</summary>
    public Parameter<T>? Projection { get; }

    /// <summary>Uᵀ; E itself if the weights are tied. // [|V| × d_h]</summary>
    public Parameter<T> DecoderWeight { get; }

    /// <summary>b2. // [|V|]</summary>
    public override Parameter<T> DecoderBias { get; }

    /// <inheritdoc/>
    public override CarriedState<T> InitialState(int streams) =>
        new RecurrentState<T>(streams, Layers.Count, architecture.HiddenSize, Layers[0].HasCell);

    internal override INetwork<T> CreateNetwork(Workers? workers) => new UnrolledNetwork<T>(this, workers);

    private void Initialise(RandomGenerator random)
    {
        random.FillUniform(Embedding.Weight.Value, 0.1);
        foreach (var layer in Layers) layer.Initialise(random);
        if (Projection is not null) random.FillUniform(Projection.Value, 1 / Math.Sqrt(architecture.HiddenSize));
        if (!architecture.TiedWeights) random.FillUniform(DecoderWeight.Value, 0.1);
    }
}
