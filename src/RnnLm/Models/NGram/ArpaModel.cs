using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>Makes a model of the n-grams of an ARPA file.</summary>
/// <remarks>
/// A pruned model may hold an n-gram without its beginning or its end, which the trie needs. These are put in with the
/// probability that the model gives them anyway, by backing off, so that the model stays the same function.
/// </remarks>
internal static class ArpaModel
{
    public static NGramModel Build(Vocabulary vocabulary, List<NGramList> lists, string name)
    {
        var order = lists.Count;
        var words = new int[order][];
        var children = new int[order - 1][];
        var logProbabilities = new float[order][];
        var logBackoffs = new float[order][];
        words[0] = [.. Enumerable.Range(0, vocabulary.Count)];
        logProbabilities[0] = [.. lists[0].LogProbabilities];
        logBackoffs[0] = [.. lists[0].LogBackoffs];
        for (var k = 2; k <= order;)
        {
            var shorter = new NGramTrie(words[..(k - 1)], children[..(k - 2)]);
            if (AddMissing(shorter, lists[k - 1], lists[k - 2]))
            {
                k--; // the shorter ones have grown, and may lack beginnings and ends themselves
                continue;
            }

            Sort(shorter, k, lists[k - 1], name, out words[k - 1], out children[k - 2], out logProbabilities[k - 1], out logBackoffs[k - 1]);
            k++;
        }

        var model = new NGramModel(vocabulary, new NGramTrie(words, children), logProbabilities, logBackoffs[..^1]);
        FillMissing(model);
        return model;
    }

    private static bool AddMissing(NGramTrie shorter, NGramList list, NGramList target)
    {
        var added = new HashSet<string>();
        for (var i = 0; i < list.Count; i++)
        {
            Add(list[i][..^1]);
            Add(list[i][1..]);
        }

        return added.Count > 0;

        void Add(ReadOnlySpan<int> ngram)
        {
            if (shorter.Find(ngram) < 0 && added.Add(string.Join(' ', ngram.ToArray()))) target.Add(ngram, float.NaN, 0);
        }
    }

    private static void Sort(
        NGramTrie shorter, int k, NGramList list, string name, out int[] words, out int[] children, out float[] logProbabilities, out float[] logBackoffs)
    {
        var keys = new long[list.Count];
        var order = new int[list.Count];
        for (var i = 0; i < list.Count; i++) (keys[i], order[i]) = (((long)shorter.Find(list[i][..^1]) << 32) | (uint)list[i][^1], i);
        Array.Sort(keys, order);
        words = new int[list.Count];
        children = new int[shorter.Count(k - 1) + 1];
        logProbabilities = new float[list.Count];
        logBackoffs = new float[list.Count];
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0 && keys[i] == keys[i - 1]) throw new InvalidDataException($"'{name}': a {k}-gram stands twice.");
            words[i] = (int)(uint)keys[i];
            children[(keys[i] >> 32) + 1]++;
            logProbabilities[i] = list.LogProbabilities[order[i]];
            logBackoffs[i] = list.LogBackoffs[order[i]];
        }

        for (var h = 1; h < children.Length; h++) children[h] += children[h - 1];
    }

    // P(w|h) = γ(h)·P(w|h′), from short to long, so that what is needed is there.
    private static void FillMissing(NGramModel model)
    {
        for (var k = 2; k <= model.Order; k++)
        {
            if (Array.TrueForAll(model.LogProbabilities[k - 1], p => !float.IsNaN(p))) continue;
            var ngram = new int[k];
            for (var w = 0; w < model.Vocabulary.Count; w++) Descend(1, w, w);

            void Descend(int depth, int id, int word)
            {
                ngram[depth - 1] = word;
                if (depth == k)
                {
                    ref var log = ref model.LogProbabilities[k - 1][id];
                    if (!float.IsNaN(log)) return;
                    var context = model.Trie.Find(ngram.AsSpan(0, k - 1));
                    log = model.LogBackoffs[k - 2][context] + model.LogProbabilities[k - 2][model.Trie.Find(ngram.AsSpan(1))];
                    return;
                }

                var continuations = model.Trie.Continuations(depth, id);
                for (var i = continuations.Start.Value; i < continuations.End.Value; i++) Descend(depth + 1, i, model.Trie.Words(depth + 1)[i]);
            }
        }
    }
}
