namespace RnnLm.Models.NGram;

/// <summary>
/// The n-grams of a model as a trie in flat arrays: those of order k+1 that begin with the same k-gram stand side by side,
/// by rising last word. An n-gram's id is its place among those of its order; a unigram's id is its word's.
/// </summary>
internal sealed class NGramTrie
{
    private readonly int[][] words;    // words[k−1][id]: the last word
    private readonly int[][] children; // children[k−1][id] … [id+1]−1: the (k+1)-grams that begin with this k-gram

    /// <param name="words">For each order its n-grams' last words; for order 1, the ids of all words.</param>
    /// <param name="children">For each order but the last, where each n-gram's continuations begin, and one past the end.</param>
    public NGramTrie(int[][] words, int[][] children)
    {
        this.words = words;
        this.children = children;
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

    /// <summary>The id of the n-gram of order + 1 that goes on from this one with a word, or −1.</summary>
    public int Find(int order, int id, int word)
    {
        var starts = children[order - 1];
        var next = words[order];
        var (low, high) = (starts[id], starts[id + 1]);
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (next[middle] < word) low = middle + 1;
            else high = middle;
        }

        return low < starts[id + 1] && next[low] == word ? low : -1;
    }

    /// <summary>The id of the n-gram of these words, or −1.</summary>
    public int Find(ReadOnlySpan<int> ngram)
    {
        var id = ngram[0];
        for (var k = 1; k < ngram.Length && id >= 0; k++) id = Find(k, id, ngram[k]);
        return id;
    }

    /// <summary>The bytes that the arrays take.</summary>
    public long Bytes => sizeof(int) * (words.Sum(w => (long)w.Length) + children.Sum(c => (long)c.Length));
}
