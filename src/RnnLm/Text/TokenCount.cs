using System.Runtime.InteropServices;

namespace RnnLm.Text;

/// <summary>A token and how often a corpus holds it; ranked by count, such a list is what Zipf's law (1949) speaks of (slide B13).</summary>
public readonly record struct TokenCount(string Token, long Count)
{
    /// <summary>All distinct tokens of a corpus by falling count, those of equal count in ordinal order. Ends of lines are not counted.</summary>
    public static IReadOnlyList<TokenCount> Of(Corpus corpus, ITokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var spans = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        corpus.ForEachLine((_, line) => tokenizer.Tokenize(line, Add));
        var ranked = counts.Select(c => new TokenCount(c.Key, c.Value)).ToArray();
        Array.Sort(ranked, (a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Token, b.Token));
        return ranked;

        void Add(ReadOnlySpan<char> token) => CollectionsMarshal.GetValueRefOrAddDefault(spans, token, out _)++;
    }
}
