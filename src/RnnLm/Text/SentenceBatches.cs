using System.Collections;
using RnnLm.Numerics;

namespace RnnLm.Text;

/// <summary>Mini-batches of k whole sentences, padded to the longest of them (slide A21).</summary>
/// <remarks>
/// Every sentence is read from EOS on and predicted up to its own EOS, with h(0) = 0. Positions after its end have the
/// target <see cref="Batch.Padding"/> and read EOS; a loss is divided by <see cref="Batch.TargetCount"/>, the real tokens.
/// The last batch may hold fewer sentences.
/// </remarks>
public sealed class SentenceBatches : IReadOnlyList<Batch>
{
    private readonly int[] tokens;
    private readonly (int Start, int Length)[][] batches; // each sentence ends with its EOS

    /// <summary>The batches of one pass.</summary>
    /// <param name="tokens">A stream of ids in which EOS ends every sentence, as <see cref="Corpus.Encode"/> gives it.</param>
    /// <param name="sentences">k, the sentences of a batch.</param>
    /// <param name="order">Which sentences come together, and when.</param>
    /// <param name="seed">What the random orders depend on; another one for every pass gives another order.</param>
    /// <exception cref="ArgumentException">There is no token, or the stream does not end with EOS.</exception>
    public SentenceBatches(int[] tokens, int sentences, SentenceOrder order = SentenceOrder.Text, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sentences);
        if (tokens.Length == 0 || tokens[^1] != Vocabulary.Eos)
        {
            throw new ArgumentException(
                "A corpus of sentences is a stream of ids in which each sentence ends with EOS, but the last one does not; encode it with Corpus.Encode.",
                nameof(tokens));
        }

        this.tokens = tokens;
        var found = new List<(int Start, int Length)>();
        for (var start = 0; start < tokens.Length;)
        {
            var length = Array.IndexOf(tokens, Vocabulary.Eos, start) + 1 - start;
            found.Add((start, length));
            start += length;
        }

        var random = new RandomGenerator(seed);
        var all = found.ToArray();
        if (order == SentenceOrder.Shuffled) random.Shuffle(all.AsSpan());
        if (order == SentenceOrder.ByLength) all = [.. all.OrderBy(s => s.Length)];
        batches = [.. all.Chunk(sentences)];
        if (order == SentenceOrder.ByLength) random.Shuffle(batches.AsSpan());
    }

    /// <summary>The number of batches in one pass.</summary>
    public int Count => batches.Length;

    /// <summary>Batch i, from 0.</summary>
    public Batch this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var sentences = batches[index];
            var (k, steps) = (sentences.Length, sentences.Max(s => s.Length));
            var inputs = new int[steps * k];  // [L×k]
            var targets = new int[steps * k]; // [L×k]
            Array.Fill(inputs, Vocabulary.Eos);
            Array.Fill(targets, Batch.Padding);
            for (var b = 0; b < k; b++)
            {
                var (start, length) = sentences[b];
                for (var t = 0; t < length; t++)
                {
                    if (t > 0) inputs[(t * k) + b] = tokens[start + t - 1];
                    targets[(t * k) + b] = tokens[start + t];
                }
            }

            return new Batch(inputs, targets, k, steps, StartsAnew: true);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Batch> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
