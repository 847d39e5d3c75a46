using System.Text;
using RnnLm.Models.Files;
using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>
/// An n-gram model in back-off form: P(w|h) is stored for every n-gram hw that it holds, and is γ(h)·P(w|h′) for all others,
/// where h′ is h without its first word (Katz 1987). Interpolated models have that form too (slide A8).
/// </summary>
/// <remarks>Logarithms are kept in single precision, so probabilities are right to about six digits.</remarks>
public sealed class NGramModel : ILanguageModel, ISequenceScorer
{
    /// <summary>The longest n that is allowed.</summary>
    public const int MaximumOrder = 9;

    internal NGramModel(Vocabulary vocabulary, NGramTrie trie, float[][] logProbabilities, float[][] logBackoffs)
    {
        Vocabulary = vocabulary;
        Trie = trie;
        LogProbabilities = logProbabilities;
        LogBackoffs = logBackoffs;
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>n: a word is predicted from the n−1 words before it.</summary>
    public int Order => Trie.Order;

    /// <summary>The number of n-grams of each order, from 1 on.</summary>
    public IReadOnlyList<int> Sizes => [.. Enumerable.Range(1, Order).Select(Trie.Count)];

    /// <summary>The bytes that the model takes in memory.</summary>
    public long Bytes =>
        Trie.Bytes + (sizeof(float) * (LogProbabilities.Sum(p => (long)p.Length) + LogBackoffs.Sum(b => (long)b.Length)));

    /// <summary>The discounts of each order, from 1 on; empty if the model was not smoothed with discounts here.</summary>
    public IReadOnlyList<Discounts> Discounts { get; init; } = [];

    /// <summary>What a user should know about the estimate: where discounts had to be guessed; null if nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The n-grams; their ids index the arrays below.</summary>
    internal NGramTrie Trie { get; }

    /// <summary>ln P(last word | the words before it), by order − 1 and id.</summary>
    internal float[][] LogProbabilities { get; }

    /// <summary>ln γ, by order − 1 and id; none for the highest order.</summary>
    internal float[][] LogBackoffs { get; }

    /// <summary>Interpolated modified Kneser–Ney smoothing (Chen and Goodman 1999), the same numbers as KenLM's
    /// <c>lmplz --discount_fallback</c>.</summary>
    /// <param name="vocabulary">All words; those that the text lacks get their share of the uniform distribution.</param>
    /// <param name="tokens">The text to train on, EOS at the end of each line.</param>
    /// <param name="order">n, from 1 to <see cref="MaximumOrder"/>.</param>
    /// <param name="discounts">Null to estimate those of each order from the text.</param>
    public static NGramModel KneserNey(Vocabulary vocabulary, int[] tokens, int order, Discounts? discounts = null)
    {
        Check(vocabulary, tokens, order);
        return NGram.KneserNey.Estimate(vocabulary, tokens, order, discounts);
    }

    /// <summary>Plain counting, P(w|h) = c(hw)/c(h) (slide A8): a word not seen after h is impossible.</summary>
    /// <remarks>After an h never seen c(h) is 0 and the fraction undefined; there the longest end of h that was seen decides.</remarks>
    /// <inheritdoc cref="KneserNey" path="/param"/>
    public static NGramModel MaximumLikelihood(Vocabulary vocabulary, int[] tokens, int order)
    {
        Check(vocabulary, tokens, order);
        return NGram.MaximumLikelihood.Estimate(vocabulary, tokens, order);
    }

    /// <summary>Adds k to every count: P(w|h) = (c(hw) + k) / (c(h) + k·(|V|−1)), BOS not being a word to predict.</summary>
    /// <param name="vocabulary">All words.</param>
    /// <param name="tokens">The text to train on, EOS at the end of each line.</param>
    /// <param name="order">n, from 1 to <see cref="MaximumOrder"/>.</param>
    /// <param name="k">1 is Laplace's rule; above 0.</param>
    public static AddKModel AddK(Vocabulary vocabulary, int[] tokens, int order, double k = 1)
    {
        Check(vocabulary, tokens, order);
        return new AddKModel(vocabulary, NGramCounts.Of(tokens, vocabulary.Count, order), k);
    }

    /// <summary>Reads a model from a file in the ARPA format, which SRILM, KenLM and others write.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tokenizer">What cuts a text into the words of that file; null: what the file says of it, else <see cref="WordTokenizer"/>.</param>
    /// <exception cref="InvalidDataException">The file is not in that format; the message names the line.</exception>
    public static NGramModel Load(string path, ITokenizer? tokenizer = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'; check the path.", path);
        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return new ArpaReader(reader, path).Read(tokenizer);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"'{path}' is not UTF-8; save the file as UTF-8.", e);
        }
    }

    /// <summary>Writes the model to a file in the ARPA format, which SRILM, KenLM and others read.</summary>
    /// <remarks>A comment before <c>\data\</c> names the tokenizer if it is not that of words; the space stands as ▁ then.</remarks>
    /// <exception cref="InvalidOperationException">A word holds white space, which that format cannot express.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => new ArpaWriter(this, stream).Write());

    /// <inheritdoc/>
    public IContext Start() => new NGramContext(this);

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities, CancellationToken cancellation = default) =>
        new NGramScorer(this).Score(tokens, logProbabilities, cancellation);

    /// <summary>For every token of a text the length of the longest n-gram, this token included, that the model holds for it:
    /// the share below <see cref="Order"/> is the rate of n-grams never seen (slide A8).</summary>
    public IEnumerable<int> MatchedOrders(IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Orders();

        IEnumerable<int> Orders()
        {
            var context = new NGramContext(this);
            foreach (var token in tokens)
            {
                yield return context.MatchedOrder(token);
                context.Read(token);
            }
        }
    }

    private static void Check(Vocabulary vocabulary, int[] tokens, int order)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(tokens);
        if (order is < 1 or > MaximumOrder)
            throw new ArgumentOutOfRangeException(nameof(order), order, $"The order of an n-gram model is 1 to {MaximumOrder}.");
        if (tokens.Length == 0) throw new ArgumentException("An n-gram model is counted from a text, but no token came.", nameof(tokens));
        foreach (var token in tokens)
        {
            if ((uint)token >= (uint)vocabulary.Count || token == Vocabulary.Bos)
            {
                throw new ArgumentException(
                    $"A text holds token ids from 0 to {vocabulary.Count - 1} other than BOS ({Vocabulary.Bos}), but {token} came; encode it with this vocabulary.",
                    nameof(tokens));
            }
        }
    }
}
