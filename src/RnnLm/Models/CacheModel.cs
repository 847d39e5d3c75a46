using RnnLm.Text;

namespace RnnLm.Models;

/// <summary>
/// A unigram cache: what was read lately is likely to come again, P(w|h) = c(w among the last N tokens) / N (Kuhn and De Mori 1990).
/// Alone it is a poor model; <see cref="InterpolatedModel"/> mixes it with another.
/// </summary>
/// <remarks>Before anything is read all tokens but BOS are equally probable. The cache runs on over the ends of lines, which are tokens like others.</remarks>
public sealed class CacheModel : ILanguageModel
{
    /// <summary>A cache over a vocabulary.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="size">N.</param>
    public CacheModel(Vocabulary vocabulary, int size)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Vocabulary = vocabulary;
        Size = size;
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>N.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public IContext Start() => new Context(this, [], []);

    private sealed class Context(CacheModel model, Queue<int> tokens, Dictionary<int, int> counts) : IContext
    {
        public void Read(int token)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.Vocabulary.Count, nameof(token));
            if (token == Vocabulary.Bos) return;
            if (tokens.Count == model.Size)
            {
                var oldest = tokens.Dequeue();
                if (--counts[oldest] == 0) counts.Remove(oldest);
            }

            tokens.Enqueue(token);
            counts[token] = counts.GetValueOrDefault(token) + 1;
        }

        public double LogProbability(int token)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.Vocabulary.Count, nameof(token));
            if (tokens.Count > 0) return Math.Log(counts.GetValueOrDefault(token) / (double)tokens.Count);
            return token == Vocabulary.Bos ? double.NegativeInfinity : -Math.Log(model.Vocabulary.Count - 1);
        }

        public void Next(Span<double> logProbabilities)
        {
            logProbabilities.Fill(tokens.Count > 0 ? double.NegativeInfinity : -Math.Log(model.Vocabulary.Count - 1));
            logProbabilities[Vocabulary.Bos] = double.NegativeInfinity;
            foreach (var (token, count) in counts) logProbabilities[token] = Math.Log(count / (double)tokens.Count);
        }

        public IContext Copy() => new Context(model, new Queue<int>(tokens), new Dictionary<int, int>(counts));
    }
}
