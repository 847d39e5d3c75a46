using System.Numerics;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Neural;

/// <summary>A neural model's hyper-parameters: with the vocabulary all that is needed to build it, as a model file stores them.</summary>
public abstract record NeuralArchitecture
{
    /// <summary>d_e, the length of an embedding.</summary>
    public int EmbeddingSize { get; init; } = 200;

    /// <summary>d_h, the length of the hidden state.</summary>
    public int HiddenSize { get; init; } = 200;

    /// <summary>The probability with which dropout zeroes a value during training; 0 is none.</summary>
    public double Dropout { get; init; }

    /// <summary>A model of this architecture, its parameters drawn at random.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="workers">Who computes batches; none means the calling thread. The numbers do not depend on it.</param>
    /// <exception cref="ArgumentException">A hyper-parameter is out of its range.</exception>
    public abstract NeuralLanguageModel<T> Create<T>(Vocabulary vocabulary, RandomGenerator random, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>How many numbers a model of this architecture learns (slide B21), known before memory is taken for them.</summary>
    /// <param name="vocabularySize">|V|.</param>
    public abstract long CountParameters(int vocabularySize);

    /// <summary>Throws one clear sentence if a hyper-parameter is out of its range.</summary>
    /// <exception cref="ArgumentException">A hyper-parameter is out of its range.</exception>
    public virtual void Validate()
    {
        Require(EmbeddingSize > 0, nameof(EmbeddingSize), "at least 1", EmbeddingSize);
        Require(HiddenSize > 0, nameof(HiddenSize), "at least 1", HiddenSize);
        Require(Dropout is >= 0 and < 1, nameof(Dropout), "at least 0 and less than 1", Dropout);
    }

    private protected static void Require(bool holds, string name, string range, object value)
    {
        if (!holds) throw new ArgumentException(FormattableString.Invariant($"{name} must be {range}, but {value} came."), name);
    }
}
