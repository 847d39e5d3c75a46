namespace RnnLm.Models.NGram;

/// <summary>
/// The n-grams of a model as a trie in flat arrays: those of order k+1 that begin with the same k-gram stand side by side,
/// by rising last word. An n-gram's id is its place among those of its order; a unigram's id is its word's.
/// </summary>
internal sealed class NGramTrie
{
    private readonly int[][] words;    // words[k−1][id]: the last word
    private readonly int[][] children; // children[k−1][id] … [id+1]−1: the (k+1)-grams that begin with this k-gram
    private readonly Lazy<NGramIndex>[] indexes; // of the orders from 2 on: made when somebody asks, which estimating and writing a model do not

    /// <param name="words">For each order its n-grams' last words; for order 1, the ids of all words.</param>
    /// <param name="children">For each order but the last, where each n-gram's continuations begin, and one past the end.</param>
    public NGramTrie(int[][] words, int[][] children)
    {
        this.words = words;
        this.children = children;
        indexes = [.. children.Select((starts, k) => new Lazy<NGramIndex>(() => new NGramIndex(words[k + 1], starts)))];
    }

    /// <summary>The longest n.</summary>
    public int Order => words.Length;

    /// <summary>The number of n-grams of this order.</summary>
    public int Count(int order) => words[order - 1].Length;

    /// <summary>The last words of the n-grams of this order, by id.</summary>
    public ReadOnlySpan<int> Words(int order) => words[order - 1];

    /// <summary>The ids of the n-grams that go on from this one by one word: they are of order + 1.</summary>
    public Range Continuations(int order, int id)
    {
        var starts = children[order - 1];
        return starts[id]..starts[id + 1];
    }

    /// <summary>The index of the n-grams of this order, from 2 on.</summary>
    public NGramIndex Index(int order) => indexes[order - 2].Value;

    /// <summary>The id of the n-gram of order + 1 that goes on from this one with a word, or −1.</summary>
    public int Find(int order, int id, int word) => Index(order + 1).Find(id, word);

    /// <summary>The id of the n-gram of these words, or −1.</summary>
    public int Find(ReadOnlySpan<int> ngram)
    {
        var id = ngram[0];
        for (var k = 1; k < ngram.Length && id >= 0; k++) id = Find(k, id, ngram[k]);
        return id;
    }

    /// <summary>The bytes that the arrays and the indexes take.</summary>
    public long Bytes =>
        (sizeof(int) * (words.Sum(w => (long)w.Length) + children.Sum(c => (long)c.Length))) + indexes.Sum(index => index.Value.Bytes);
}
