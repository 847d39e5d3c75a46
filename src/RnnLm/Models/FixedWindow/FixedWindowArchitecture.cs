using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.FixedWindow;

/// <summary>The hyper-parameters of a <see cref="FixedWindowModel{T}"/>.</summary>
/// <param name="Window">n, how many tokens the model sees.</param>
public sealed record FixedWindowArchitecture(int Window) : NeuralArchitecture
{
    /// <summary>f of the hidden layer.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Whether the embeddings also go straight to the logits, past the hidden layer (Bengio et al. 2003; slide A10).</summary>
    public bool DirectConnections { get; init; }

    /// <summary>n·d_e, the length of e = [e1; …; en].</summary>
    public int InputSize => checked(Window * EmbeddingSize);

    /// <inheritdoc/>
    public override NeuralLanguageModel<T> Create<T>(Vocabulary vocabulary, RandomGenerator random, Workers? workers = null) =>
        new FixedWindowModel<T>(vocabulary, this, random, workers);

    /// <inheritdoc/>
    /// <remarks>|V|·d_e for E, d_h·(n·d_e + 1) for W and b1, |V|·(d_h + 1) for U and b2, and |V|·n·d_e for direct connections.</remarks>
    public override long CountParameters(int vocabularySize)
    {
        var input = (long)Window * EmbeddingSize;
        var decoded = HiddenSize + (DirectConnections ? input : 0) + 1;
        return ((long)vocabularySize * EmbeddingSize) + (HiddenSize * (input + 1)) + (vocabularySize * decoded);
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Window > 0, nameof(Window), "at least 1", Window);
        ArgumentNullException.ThrowIfNull(Activation);
    }
}
