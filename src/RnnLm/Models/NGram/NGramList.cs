namespace RnnLm.Models.NGram;

/// <summary>N-grams of one order in any order, with their numbers: what an ARPA file holds before a trie is made of it.</summary>
internal sealed class NGramList(int order)
{
    private readonly List<int> words = [];

    public int Count => LogProbabilities.Count;

    /// <summary>ln P; NaN for an n-gram that the file left out, to be computed from shorter ones.</summary>
    public List<float> LogProbabilities { get; } = [];

    public List<float> LogBackoffs { get; } = [];

    public ReadOnlySpan<int> this[int index] => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words).Slice(index * order, order);

    public void Add(ReadOnlySpan<int> ngram, float logProbability, float logBackoff)
    {
        foreach (var word in ngram) words.Add(word);
        LogProbabilities.Add(logProbability);
        LogBackoffs.Add(logBackoff);
    }
}
