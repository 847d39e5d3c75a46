namespace RnnLm.Text;

/// <summary>The finite set V of tokens that a model knows (slide B13), and their ids 0 … |V|−1.</summary>
/// <remarks>
/// The first three ids are always <see cref="Unk"/>, <see cref="Bos"/> and <see cref="Eos"/>, under the names that the
/// n-gram toolkits give them. A text that spells one of these names out gets that token.
/// BOS is read, never predicted: every model gives it probability 0.
/// </remarks>
public sealed class Vocabulary
{
    /// <summary>The id of <c>&lt;unk&gt;</c>, which stands for every token that is not in the vocabulary.</summary>
    public const int Unk = 0;

    /// <summary>The id of <c>&lt;s&gt;</c>, the beginning of a text.</summary>
    public const int Bos = 1;

    /// <summary>The id of <c>&lt;/s&gt;</c>, the end of a line.</summary>
    public const int Eos = 2;

    private readonly string[] tokens;
    private readonly Dictionary<string, int> ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idsOfSpans;

    /// <summary>A vocabulary of the special tokens and these, in this order.</summary>
    /// <param name="tokenizer">What cuts a text into the tokens of this vocabulary.</param>
    /// <param name="tokens">The ordinary tokens, distinct; the special ones may be left out or stand first.</param>
    /// <exception cref="ArgumentException">A token occurs twice.</exception>
    public Vocabulary(ITokenizer tokenizer, IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(tokens);
        Tokenizer = tokenizer;
        this.tokens = [.. SpecialTokens, .. tokens.Where(t => !SpecialTokens.Contains(t))];
        ids = new Dictionary<string, int>(this.tokens.Length, StringComparer.Ordinal);
        idsOfSpans = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var token in this.tokens)
        {
            if (!ids.TryAdd(token, ids.Count))
                throw new ArgumentException($"A vocabulary holds each token once, but '{token}' came twice.", nameof(tokens));
        }
    }

    /// <summary>The names of the three special tokens, in the order of their ids.</summary>
    public static IReadOnlyList<string> SpecialTokens { get; } = ["<unk>", "<s>", "</s>"];

    /// <summary>What cuts a text into the tokens of this vocabulary.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>|V|, the special tokens included.</summary>
    public int Count => tokens.Length;

    /// <summary>The token with this id.</summary>
    public string this[int id] => tokens[id];

    /// <summary>The id of this token, <see cref="Unk"/> if the vocabulary does not hold it.</summary>
    public int this[string token] => ids.GetValueOrDefault(token, Unk);

    /// <summary>The id of this token, <see cref="Unk"/> if the vocabulary does not hold it.</summary>
    public int this[ReadOnlySpan<char> token] => idsOfSpans.TryGetValue(token, out var id) ? id : Unk;

    /// <summary>All tokens, in the order of their ids.</summary>
    public IReadOnlyList<string> Tokens => tokens;

    /// <summary>Whether the vocabulary holds this token.</summary>
    public bool Contains(string token) => ids.ContainsKey(token);

    /// <summary>The vocabulary of a corpus: its tokens by falling count, those of equal count in ordinal order.</summary>
    /// <param name="corpus">What to count in: the training text alone, never what the model is tested on.</param>
    /// <param name="tokenizer">What cuts the corpus into tokens.</param>
    /// <param name="minimumCount">Tokens that occur less often become <see cref="Unk"/>, unless the tokenizer has an <see cref="ITokenizer.Inventory"/>.</param>
    /// <param name="maximumSize">The largest |V|, special tokens included; the rarest tokens beyond it become <see cref="Unk"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1, or a size with no room for an ordinary token.</exception>
    public static Vocabulary Build(Corpus corpus, ITokenizer tokenizer, long minimumCount = 1, int maximumSize = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximumSize, SpecialTokens.Count);
        var counts = TokenCount.Of(corpus, tokenizer);
        if (tokenizer.Inventory is { } inventory)
        {
            if (maximumSize < inventory.Count + SpecialTokens.Count)
            {
                throw new ArgumentException(
                    $"The tokenizer gives {inventory.Count} different tokens, too many for a vocabulary of {maximumSize}; train it with a smaller one.", nameof(maximumSize));
            }

            return new Vocabulary(tokenizer, counts.Select(c => c.Token).Union(inventory));
        }

        var frequent = counts
            .TakeWhile(c => c.Count >= minimumCount)
            .Select(c => c.Token)
            .Where(t => !SpecialTokens.Contains(t))
            .Take(maximumSize - SpecialTokens.Count);
        return new Vocabulary(tokenizer, frequent);
    }

    /// <summary>The ids of one line's tokens, without BOS and EOS.</summary>
    public int[] Encode(string line)
    {
        var encoded = new List<int>();
        Tokenizer.Tokenize(line, token => encoded.Add(this[token]));
        return [.. encoded];
    }

    /// <summary>The ids of a text, which EOS ends where a line break does; the inverse of <see cref="Decode"/>.</summary>
    /// <remarks>A last line without a line break is not ended: it is the beginning of a line, which a model may go on with.</remarks>
    public int[] EncodeText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = Lines(text);
        return [.. lines[..^1].SelectMany(line => Encode(line).Append(Eos)), .. Encode(lines[^1])];
    }

    /// <summary>The text of these ids; EOS becomes a line break, BOS nothing.</summary>
    public string Decode(IEnumerable<int> ids) => Append("", ids);

    /// <summary>A text with the text of these ids behind it. Its own tokens stay as they are, also those that the vocabulary does not hold.</summary>
    public string Append(string text, IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(ids);
        var lines = Lines(text).Select(line => Tokenizer.Tokenize(line).ToList()).ToList();
        foreach (var id in ids)
        {
            if (id == Eos) lines.Add([]);
            else if (id != Bos) lines[^1].Add(tokens[id]);
        }

        return string.Join('\n', lines.Select(Tokenizer.Detokenize));
    }

    // A '\r' before a line break belongs to it.
    private static string[] Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
}
