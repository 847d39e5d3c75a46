using System.Collections.Concurrent;

namespace RnnLm.Text;

/// <summary>
/// Subwords by byte-pair encoding (Sennrich et al. 2016) over bytes (Radford et al. 2019) (slide B1): a word begins as its UTF-8
/// bytes, and pairs of neighbours are merged in the order in which training found them most frequent.
/// </summary>
/// <remarks>
/// The 256 bytes are tokens themselves, so that nothing is ever unknown, and the space belongs to the word after it, so that
/// nothing is lost: a round trip gives the same line. A token shows each byte as a printable character, the space as 'Ġ'.
/// </remarks>
public sealed class BytePairTokenizer : ITokenizer
{
    private const int LongestCached = 32;
    private const int MostCached = 1 << 16;

    private readonly Dictionary<(int Left, int Right), int> ranks = []; // the pair with rank r becomes token 256 + r
    private readonly List<string> tokens = [.. Enumerable.Range(0, 256).Select(b => ByteAlphabet.Character((byte)b).ToString())];
    private readonly int[] byteOf = new int[512]; // of a stand-in character
    private readonly ConcurrentDictionary<string, int[]> cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> cachedSpans;

    /// <summary>A tokenizer with these merges, in the order in which they apply.</summary>
    /// <exception cref="ArgumentException">A merge joins tokens that there are not yet, or comes twice.</exception>
    public BytePairTokenizer(IEnumerable<(string Left, string Right)> merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        cachedSpans = cache.GetAlternateLookup<ReadOnlySpan<char>>();
        var ids = tokens.Select((t, i) => (t, i)).ToDictionary(StringComparer.Ordinal);
        for (var b = 0; b < 256; b++) byteOf[tokens[b][0]] = b;
        Merges = [.. merges];
        foreach (var (left, right) in Merges)
        {
            if (!ids.TryGetValue(left, out var l) || !ids.TryGetValue(right, out var r) || !ids.TryAdd(left + right, tokens.Count))
            {
                throw new ArgumentException(
                    $"Merge {ranks.Count + 1} joins '{left}' and '{right}', but a merge joins two tokens that there are to one that there is not yet.", nameof(merges));
            }

            ranks.Add((l, r), ranks.Count);
            tokens.Add(left + right);
        }
    }

    /// <inheritdoc/>
    public string Name => "bpe";

    /// <summary>The merges, one a line, the two tokens parted by a space.</summary>
    public string Data => string.Join('\n', Merges.Select(m => $"{m.Left} {m.Right}"));

    /// <summary>The merges in the order in which they apply.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>All tokens: the 256 bytes, then what each merge makes.</summary>
    public IReadOnlyList<string> Inventory => tokens;

    /// <summary>Learns merges from a corpus: always that of the most frequent pair of neighbours within a chunk; of equals, the oldest tokens.</summary>
    /// <param name="corpus">The training text.</param>
    /// <param name="vocabularySize">|V| to reach: the 3 special tokens, the 256 bytes and the merges. It stays smaller if no pair occurs twice any more.</param>
    public static BytePairTokenizer Train(Corpus corpus, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var smallest = Vocabulary.SpecialTokens.Count + 256;
        if (vocabularySize < smallest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(vocabularySize), vocabularySize, $"A vocabulary of byte pairs has at least {smallest} tokens: {Vocabulary.SpecialTokens.Count} special ones and 256 bytes.");
        }

        return new BytePairTokenizer(new BytePairTraining(corpus).Learn(vocabularySize - smallest));
    }

    /// <summary>The tokenizer whose <see cref="Data"/> this is.</summary>
    /// <exception cref="ArgumentException">A line is not two tokens, or joins what it cannot.</exception>
    public static BytePairTokenizer Parse(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new BytePairTokenizer(data.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) =>
            line.TrimEnd('\r').Split(' ') is [var left, var right]
                ? (left, right)
                : throw new ArgumentException($"Line {i + 1} of the merges is '{line}', but two tokens parted by a space were expected.", nameof(data))));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var result = new List<string>();
        Tokenize(line, token => result.Add(token.ToString()));
        return result;
    }

    /// <inheritdoc/>
    public void Tokenize(ReadOnlySpan<char> line, TokenReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        while (!line.IsEmpty)
        {
            var length = Chunks.First(line);
            foreach (var id in Encode(line[..length])) receiver(tokens[id]);
            line = line[length..];
        }
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return ByteAlphabet.Read(tokens);
    }

    private int[] Encode(ReadOnlySpan<char> chunk)
    {
        if (cachedSpans.TryGetValue(chunk, out var known)) return known;
        var ids = Merge(ByteAlphabet.Spell(chunk));
        if (chunk.Length <= LongestCached && cache.Count < MostCached) cachedSpans.TryAdd(chunk, ids);
        return ids;
    }

    // Merges by rising rank, from left to right. A merge makes only pairs of higher rank than its own, so a queue of places will do.
    private int[] Merge(string spelled)
    {
        var ids = new int[spelled.Length]; // −1 where a token was swallowed by the one to its left
        var (previous, next) = (new int[spelled.Length], new int[spelled.Length]);
        var places = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (var i = 0; i < ids.Length; i++) (ids[i], previous[i], next[i]) = (byteOf[spelled[i]], i - 1, i + 1);
        for (var i = 0; i < ids.Length; i++) Enqueue(i);
        while (places.TryDequeue(out var pair, out var priority))
        {
            var (at, right) = (pair.At, next[pair.At]);
            if (ids[at] != pair.Left || right >= ids.Length || ids[right] != pair.Right) continue; // merged otherwise meanwhile
            ids[at] = 256 + priority.Rank;
            ids[right] = -1;
            next[at] = next[right];
            if (next[at] < ids.Length) previous[next[at]] = at;
            Enqueue(previous[at]);
            Enqueue(at);
        }

        return Array.FindAll(ids, id => id >= 0);

        void Enqueue(int at)
        {
            if (at >= 0 && next[at] < ids.Length && ranks.TryGetValue((ids[at], ids[next[at]]), out var rank))
                places.Enqueue((at, ids[at], ids[next[at]]), (rank, at));
        }
    }
}
