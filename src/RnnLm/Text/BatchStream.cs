using System.Collections;

namespace RnnLm.Text;

/// <summary>
/// A corpus as mini-batches of k parallel streams and L steps (slides B17–B20): the T tokens are cut into k streams of
/// τ = ⌊T/k⌋ consecutive ones, the remainder is dropped, and batch i holds steps i·L … (i+1)·L−1 of every stream.
/// </summary>
/// <remarks>
/// <para>The streams run on from batch to batch, so the state of stream b is carried over (B19); only batch 0 starts anew.</para>
/// <para>Targets are the inputs shifted by one. A stream's last target is the first input of the stream after it, the true next token.</para>
/// <para>Where τ is no multiple of L the last batch is shorter, so that every target counts once in a pass.</para>
/// <para>T tokens have only T−1 successors. By default EOS is read before the first token, just as
/// <see cref="Models.ILanguageModel.Start"/> has it, and all T tokens are predicted; without it, as on the slide,
/// the first token is only read, and if k divides T the very last target is <see cref="Batch.Padding"/>
/// (with k = 1 that last token is not read at all, so no batch is without a target).</para>
/// </remarks>
public sealed class BatchStream : IReadOnlyList<Batch>
{
    private readonly int[] tokens;
    private readonly int shift; // of the inputs against the tokens
    private readonly int length; // of a stream: τ, or T−1 for a single stream whose first token is only read

    /// <summary>The mini-batches of one pass over the tokens.</summary>
    /// <param name="tokens">x(1) … x(T), as <see cref="Corpus.Encode"/> gives them.</param>
    /// <param name="streams">k.</param>
    /// <param name="steps">L.</param>
    /// <param name="predictsFirst">Whether EOS is read before the first token, so that it is predicted too.</param>
    /// <exception cref="ArgumentException">The corpus is empty, a single token, or too short for k streams of L steps.</exception>
    public BatchStream(int[] tokens, int streams, int steps, bool predictsFirst = true)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        if (tokens.Length < 2)
        {
            throw new ArgumentException(
                $"A corpus to train on has at least two tokens, but {tokens.Length} came; take a longer text.", nameof(tokens));
        }

        if (tokens.Length < (long)streams * steps)
        {
            throw new ArgumentException(
                $"A corpus of {tokens.Length} tokens is too short for {streams} streams of {steps} steps, {(long)streams * steps} tokens; "
                + "take fewer streams, fewer steps or a longer text.",
                nameof(tokens));
        }

        this.tokens = tokens;
        Streams = streams;
        Steps = steps;
        shift = predictsFirst ? 1 : 0;
        length = streams == 1 && !predictsFirst ? tokens.Length - 1 : tokens.Length / streams;
    }

    /// <summary>k.</summary>
    public int Streams { get; }

    /// <summary>L; the last batch may have fewer.</summary>
    public int Steps { get; }

    /// <summary>τ = ⌊T/k⌋.</summary>
    public int StreamLength => tokens.Length / Streams;

    /// <summary>The number of batches in one pass, ⌈τ/L⌉.</summary>
    public int Count => (length + Steps - 1) / Steps;

    /// <summary>Batch i, from 0.</summary>
    public Batch this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var begin = index * Steps;
            var steps = Math.Min(Steps, length - begin);
            var inputs = new int[steps * Streams];  // [L×k]
            var targets = new int[steps * Streams]; // [L×k]
            for (var b = 0; b < Streams; b++)
            {
                for (var t = 0; t < steps; t++)
                {
                    var position = (b * StreamLength) + begin + t - shift;
                    inputs[(t * Streams) + b] = position < 0 ? Vocabulary.Eos : tokens[position];
                    targets[(t * Streams) + b] = position + 1 < tokens.Length ? tokens[position + 1] : Batch.Padding;
                }
            }

            return new Batch(inputs, targets, Streams, steps, StartsAnew: index == 0);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Batch> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
