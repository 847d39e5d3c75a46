using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>How often each n-gram of a text occurs, for every order up to a longest one; no n-gram crosses the end of a line.</summary>
/// <remarks>
/// The n-grams of order k+1 that end at position i are told apart by the pair (the k-gram that ends at i−1, the word at i).
/// Sorting the positions by that pair, with one pass of counting sort per order, numbers and counts them, and puts them in
/// the order of the trie.
/// </remarks>
internal sealed class NGramCounts
{
    private NGramCounts(NGramTrie trie, int[][] counts, int[][] suffixes)
    {
        Trie = trie;
        Counts = counts;
        Suffixes = suffixes;
    }

    /// <summary>The n-grams.</summary>
    public NGramTrie Trie { get; }

    /// <summary>Counts[k−1][id]: how often the k-gram occurs.</summary>
    public int[][] Counts { get; }

    /// <summary>Suffixes[k−1][id]: the id of the (k−1)-gram that is left without the first word; nothing for order 1.</summary>
    public int[][] Suffixes { get; }

    /// <summary>Counts the n-grams of a stream in which EOS ends each line; each line is read after BOS.</summary>
    public static NGramCounts Of(int[] tokens, int vocabularySize, int order)
    {
        var text = WithBeginnings(tokens);
        var words = new int[order][];
        var children = new int[order - 1][];
        var counts = new int[order][];
        var suffixes = new int[order][];
        words[0] = [.. Enumerable.Range(0, vocabularySize)];
        counts[0] = new int[vocabularySize];
        suffixes[0] = [];
        foreach (var word in text) counts[0][word]++;

        var byWord = SortByWord(text, counts[0]);
        var ids = text; // of the k-grams that end at each position; −1 where a line is still too short
        for (var k = 1; k < order; k++) ids = CountNext(k, text, byWord, ids, words, children, counts, suffixes);
        return new NGramCounts(new NGramTrie(words, children), counts, suffixes);
    }

    private static int[] WithBeginnings(int[] tokens)
    {
        var lines = tokens.AsSpan().Count(Vocabulary.Eos) + (tokens[^1] == Vocabulary.Eos ? 0 : 1);
        var text = new int[tokens.Length + lines];
        var length = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (i == 0 || tokens[i - 1] == Vocabulary.Eos) text[length++] = Vocabulary.Bos;
            text[length++] = tokens[i];
        }

        return text;
    }

    // The positions of all words but BOS, by rising word.
    private static int[] SortByWord(int[] text, int[] counts)
    {
        var next = new int[counts.Length];
        for (var w = 1; w < next.Length; w++) next[w] = next[w - 1] + (w - 1 == Vocabulary.Bos ? 0 : counts[w - 1]);
        var positions = new int[text.Length - counts[Vocabulary.Bos]];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != Vocabulary.Bos) positions[next[text[i]]++] = i;
        }

        return positions;
    }

    private static int[] CountNext(
        int k, int[] text, int[] byWord, int[] ids, int[][] words, int[][] children, int[][] counts, int[][] suffixes)
    {
        // Stable counting sort of the positions, which come by word, by the k-gram before them.
        var contexts = words[k - 1].Length;
        var ends = new int[contexts + 1];
        foreach (var i in byWord)
        {
            if (ids[i - 1] >= 0) ends[ids[i - 1]]++;
        }

        for (var (c, sum) = (0, 0); c <= contexts; c++) (ends[c], sum) = (sum, sum + ends[c]);
        var sorted = new int[ends[contexts]];
        foreach (var i in byWord)
        {
            if (ids[i - 1] >= 0) sorted[ends[ids[i - 1]]++] = i;
        }

        // ends[c] is now where the positions after k-gram c end. Each run of one word among them is one (k+1)-gram.
        var next = new int[text.Length];
        Array.Fill(next, -1);
        var starts = new int[contexts + 1];
        var (lastWords, occurrences, shorter) = (new int[sorted.Length], new int[sorted.Length], new int[sorted.Length]);
        var (id, at) = (-1, 0);
        for (var c = 0; c < contexts; c++)
        {
            starts[c] = id + 1;
            for (var previous = -1; at < ends[c]; at++)
            {
                var i = sorted[at];
                if (text[i] != previous)
                {
                    previous = text[i];
                    lastWords[++id] = previous;
                    shorter[id] = ids[i];
                }

                occurrences[id]++;
                next[i] = id;
            }
        }

        starts[contexts] = id + 1;
        children[k - 1] = starts;
        words[k] = lastWords[..(id + 1)];
        counts[k] = occurrences[..(id + 1)];
        suffixes[k] = shorter[..(id + 1)];
        return next;
    }
}
