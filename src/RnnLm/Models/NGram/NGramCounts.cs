using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>How often each n-gram of a text occurs, for every order up to a longest one; no n-gram crosses the end of a line.</summary>
/// <remarks>
/// The n-grams of order k+1 that end at position i are told apart by the pair (the k-gram that ends at i−1, the word at i).
/// Sorting the positions by that pair numbers and counts them, and puts them in the order of the trie. Positions sorted by the k-grams that end
/// there, each moved on by one, are sorted by the first of the pair already; the runs of equal ones are left to be sorted by word.
/// </remarks>
internal sealed class NGramCounts
{
    private NGramCounts(NGramTrie trie, int[][] counts, int[][] suffixes, IReadOnlyList<int> last)
    {
        Trie = trie;
        Counts = counts;
        Suffixes = suffixes;
        Last = last;
    }

    /// <summary>The n-grams.</summary>
    public NGramTrie Trie { get; }

    /// <summary>Counts[k−1][id]: how often the k-gram occurs.</summary>
    public int[][] Counts { get; }

    /// <summary>Suffixes[k−1][id]: the id of the (k−1)-gram that is left without the first word; nothing for order 1.</summary>
    public int[][] Suffixes { get; }

    /// <summary>The ids, from order 1 on, of the n-grams that end where the last one of the longest order ends in the <see cref="SuffixOrder"/>.</summary>
    public IReadOnlyList<int> Last { get; }

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

        var (positions, ids) = (SortByWord(text, counts[0]), text); // of the words, which are the 1-grams
        var end = new SuffixOrder(text, vocabularySize, order).Last();
        List<int> last = [text[end]];
        for (var k = 1; k < order; k++)
        {
            (positions, ids) = CountNext(k, text, positions, ids, words, children, counts, suffixes);
            if (last.Count == k && text[end - k + 1] != Vocabulary.Bos) last.Add(ids[end]);
        }

        return new NGramCounts(new NGramTrie(words, children), counts, suffixes, last);
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

    private static int[] SortByWord(int[] text, int[] counts)
    {
        var next = new int[counts.Length];
        for (var w = 1; w < next.Length; w++) next[w] = next[w - 1] + counts[w - 1];
        var positions = new int[text.Length];
        for (var i = 0; i < text.Length; i++) positions[next[text[i]]++] = i;
        return positions;
    }

    /// <param name="k">The order that is counted.</param>
    /// <param name="text">The words.</param>
    /// <param name="positions">Where the k-grams end, sorted by their ids.</param>
    /// <param name="ids">The ids of the k-grams that end at each position.</param>
    /// <param name="words">The last words, counts and so on of each order; those of k + 1 are put in.</param>
    /// <param name="children">As in <see cref="NGramTrie"/>.</param>
    /// <param name="counts">As in <see cref="Counts"/>.</param>
    /// <param name="suffixes">As in <see cref="Suffixes"/>.</param>
    /// <returns>The positions and ids of order k + 1.</returns>
    private static (int[] Positions, int[] Ids) CountNext(
        int k, int[] text, int[] positions, int[] ids, int[][] words, int[][] children, int[][] counts, int[][] suffixes)
    {
        var starts = new int[counts[k - 1].Length + 1];
        var (lastWords, occurrences, shorter) = (new int[text.Length], new int[text.Length], new int[text.Length]);
        var (nextPositions, nextIds, run) = (new int[text.Length], new int[text.Length], new long[text.Length]);
        var (id, at, done) = (-1, 0, 0);
        for (var c = 0; c < counts[k - 1].Length; c++)
        {
            starts[c] = id + 1;
            var length = 0; // of the run of positions after k-gram c, each with its word before it, so that they are sorted by word
            for (var end = at + counts[k - 1][c]; at < end; at++)
            {
                var i = positions[at] + 1;
                if (i < text.Length && text[i] != Vocabulary.Bos) run[length++] = ((long)text[i] << 32) | (uint)i;
            }

            if (length > 1) run.AsSpan(0, length).Sort();
            for (var (r, previous) = (0, -1); r < length; r++)
            {
                var (word, i) = ((int)(run[r] >> 32), (int)run[r]);
                if (word != previous)
                {
                    previous = word;
                    lastWords[++id] = word;
                    shorter[id] = ids[i];
                }

                occurrences[id]++;
                nextPositions[done++] = i;
                nextIds[i] = id;
            }
        }

        starts[^1] = id + 1;
        children[k - 1] = starts;
        words[k] = lastWords[..(id + 1)];
        counts[k] = occurrences[..(id + 1)];
        suffixes[k] = shorter[..(id + 1)];
        return (nextPositions, nextIds);
    }
}
