using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>Relative frequencies in back-off form: γ(h) = 0 after every h that was seen, and 1 after all others.</summary>
internal static class MaximumLikelihood
{
    public static NGramModel Estimate(Vocabulary vocabulary, int[] tokens, int order)
    {
        var counts = NGramCounts.Of(tokens, vocabulary.Count, order);
        var logProbabilities = new float[order][];
        var logBackoffs = new float[order - 1][];
        logProbabilities[0] = Array.ConvertAll(counts.Counts[0], c => (float)Math.Log(c / (double)tokens.Length));
        logProbabilities[0][Vocabulary.Bos] = float.NegativeInfinity;
        for (var k = 2; k <= order; k++)
        {
            logProbabilities[k - 1] = new float[counts.Counts[k - 1].Length];
            logBackoffs[k - 2] = new float[counts.Counts[k - 2].Length];
            for (var h = 0; h < logBackoffs[k - 2].Length; h++)
            {
                var continuations = counts.Trie.Continuations(k - 1, h);
                var after = counts.Counts[k - 1].AsSpan(continuations);
                if (after.IsEmpty) continue;
                var total = 0.0;
                foreach (var c in after) total += c;
                logBackoffs[k - 2][h] = float.NegativeInfinity;
                for (var i = 0; i < after.Length; i++) logProbabilities[k - 1][continuations.Start.Value + i] = (float)Math.Log(after[i] / total);
            }
        }

        return new NGramModel(vocabulary, counts.Trie, logProbabilities, logBackoffs);
    }
}
