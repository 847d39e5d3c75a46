using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>
/// Interpolated modified Kneser–Ney smoothing (Kneser and Ney 1995; Chen and Goodman 1999), with the choices of KenLM's lmplz:
/// P(w|h) = (a(hw) − D(a(hw))) / Σᵥ a(hv) + γ(h)·P(w|h′), γ(h) = Σᵥ D(a(hv)) / Σᵥ a(hv).
/// </summary>
/// <remarks>
/// h′ is h without its first word. The adjusted count a is the plain count for n-grams of the highest order and for those that begin with
/// <c>&lt;s&gt;</c>, and the number of different words before it for all others. Below the unigrams stands the uniform
/// distribution over all words but <c>&lt;s&gt;</c>, so that words never seen have a probability too.
/// For the statistics that discounts come from, lmplz takes the last n-gram of each lower order, in its <see cref="SuffixOrder"/>, by its plain count, and so
/// do we: it is one n-gram among all, but in a text of a few lines one that counts.
/// </remarks>
internal static class KneserNey
{
    public static NGramModel Estimate(Vocabulary vocabulary, int[] tokens, int order, Discounts? given)
    {
        var counts = NGramCounts.Of(tokens, vocabulary.Count, order);
        var trie = counts.Trie;
        var discounts = new Discounts[order];
        var fallbacks = new List<int>();
        var logProbabilities = new float[order][];
        var logBackoffs = new float[order - 1][];
        double[] lower = [];
        for (var k = 1; k <= order; k++)
        {
            var adjusted = Adjust(counts, k);
            var estimated = given ?? Estimate(counts, k, adjusted);
            if (estimated is null) fallbacks.Add(k);
            var d = discounts[k - 1] = estimated ?? Discounts.Fallback;
            double[] p;
            if (k == 1)
            {
                p = Unigrams(adjusted, d);
            }
            else
            {
                (p, var backoffs) = Interpolate(trie, k, adjusted, d, lower, counts.Suffixes[k - 1]);
                logBackoffs[k - 2] = backoffs;
            }

            logProbabilities[k - 1] = Array.ConvertAll(p, x => (float)Math.Log(x));
            lower = p;
        }

        logProbabilities[0][Vocabulary.Bos] = float.NegativeInfinity;
        return new NGramModel(vocabulary, trie, logProbabilities, logBackoffs)
        {
            Discounts = discounts,
            Note = fallbacks.Count == 0 ? null : Explain(fallbacks),
        };
    }

    private static int[] Adjust(NGramCounts counts, int k)
    {
        var plain = counts.Counts[k - 1];
        var adjusted = plain;
        if (k < counts.Trie.Order)
        {
            var before = new int[plain.Length];
            foreach (var suffix in counts.Suffixes[k]) before[suffix]++;
            // Only what begins with <s> has nothing before it.
            for (var i = 0; i < before.Length; i++)
            {
                if (before[i] == 0) before[i] = plain[i];
            }

            adjusted = before;
        }

        if (k > 1) return adjusted;
        adjusted = [.. adjusted];
        adjusted[Vocabulary.Bos] = 0; // never predicted
        return adjusted;
    }

    private static Discounts? Estimate(NGramCounts counts, int k, int[] adjusted)
    {
        Span<long> n = stackalloc long[5];
        foreach (var count in adjusted)
        {
            if (count < n.Length) n[count]++;
        }

        if (k < counts.Trie.Order && k <= counts.Last.Count)
        {
            var last = counts.Last[k - 1];
            if (adjusted[last] < n.Length) n[adjusted[last]]--;
            if (counts.Counts[k - 1][last] < n.Length) n[counts.Counts[k - 1][last]]++;
        }

        return Discounts.Estimate(n[1], n[2], n[3], n[4]);
    }

    private static double[] Unigrams(int[] adjusted, Discounts d)
    {
        var total = adjusted.Sum(c => (double)c);
        var uniform = adjusted.Sum(d.Of) / total / (adjusted.Length - 1);
        return Array.ConvertAll(adjusted, c => ((c - d.Of(c)) / total) + uniform);
    }

    private static (double[] Probabilities, float[] LogBackoffs) Interpolate(
        NGramTrie trie, int k, int[] adjusted, Discounts d, double[] lower, int[] suffixes)
    {
        var p = new double[adjusted.Length];
        var logBackoffs = new float[trie.Count(k - 1)];
        for (var h = 0; h < logBackoffs.Length; h++)
        {
            var (start, end) = (trie.Continuations(k - 1, h).Start.Value, trie.Continuations(k - 1, h).End.Value);
            var (total, freed) = (0.0, 0.0);
            for (var i = start; i < end; i++)
            {
                total += adjusted[i];
                freed += d.Of(adjusted[i]);
            }

            if (start == end) continue; // never a context: γ = 1
            var gamma = freed / total;
            logBackoffs[h] = (float)Math.Log(gamma);
            for (var i = start; i < end; i++) p[i] = ((adjusted[i] - d.Of(adjusted[i])) / total) + (gamma * lower[suffixes[i]]);
        }

        return (p, logBackoffs);
    }

    private static string Explain(List<int> orders) =>
        $"This text is too small or too regular to estimate the discounts of order {string.Join(", ", orders)} "
        + "(they need n-grams that occur once, twice and three times), so 0.5, 1 and 1.5 were taken, as lmplz --discount_fallback does.";
}
