using System.Runtime.InteropServices;
using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>An n-gram model with k added to every count: P(w|h) = (c(hw) + k) / (c(h) + k·(|V|−1)) (Laplace, Lidstone).</summary>
/// <remarks>After an h never seen all words are equally probable: this smoothing knows no shorter context.</remarks>
public sealed class AddKModel : ILanguageModel
{
    private readonly NGramTrie trie;
    private readonly int[][] counts;
    private readonly long[][] totals; // totals[j][h]: how often any word follows the j-gram h; totals[0] has one entry, for no words at all

    internal AddKModel(Vocabulary vocabulary, NGramCounts counts, double k)
    {
        if (!double.IsFinite(k) || k <= 0)
            throw new ArgumentOutOfRangeException(nameof(k), k, "What is added to every count is above 0; for 0 take MaximumLikelihood.");
        Vocabulary = vocabulary;
        K = k;
        trie = counts.Trie;
        this.counts = counts.Counts;
        totals = new long[Order][];
        totals[0] = [this.counts[0].Sum(c => (long)c) - this.counts[0][Vocabulary.Bos]];
        for (var j = 1; j < Order; j++)
        {
            totals[j] = new long[trie.Count(j)];
            for (var h = 0; h < totals[j].Length; h++)
                foreach (var c in this.counts[j].AsSpan(trie.Continuations(j, h))) totals[j][h] += c;
        }
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>What is added to every count.</summary>
    public double K { get; }

    /// <summary>n.</summary>
    public int Order => trie.Order;

    /// <inheritdoc/>
    public IContext Start() => new Context(this, [Vocabulary.Bos]);

    private sealed class Context : IContext
    {
        private readonly AddKModel model;
        private readonly List<int> words; // h: at most n−1 of them, from BOS on

        public Context(AddKModel model, IEnumerable<int> words)
        {
            this.model = model;
            this.words = [.. words];
            Trim();
        }

        public void Read(int token)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.Vocabulary.Count, nameof(token));
            if (token is Vocabulary.Eos or Vocabulary.Bos) words.Clear();
            words.Add(token == Vocabulary.Eos ? Vocabulary.Bos : token);
            Trim();
        }

        public double LogProbability(int token)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.Vocabulary.Count, nameof(token));
            if (token == Vocabulary.Bos) return double.NegativeInfinity;
            var h = Find();
            var id = words.Count == 0 ? token : h < 0 ? -1 : model.trie.Find(words.Count, h, token);
            return Math.Log((id < 0 ? model.K : model.counts[words.Count][id] + model.K) / Denominator(h));
        }

        public void Next(Span<double> logProbabilities)
        {
            var h = Find();
            var denominator = Denominator(h);
            logProbabilities.Fill(Math.Log(model.K / denominator));
            var seen = words.Count == 0 ? 0..model.Vocabulary.Count : h < 0 ? 0..0 : model.trie.Continuations(words.Count, h);
            var last = model.trie.Words(words.Count + 1);
            for (var i = seen.Start.Value; i < seen.End.Value; i++)
                logProbabilities[last[i]] = Math.Log((model.counts[words.Count][i] + model.K) / denominator);
            logProbabilities[Vocabulary.Bos] = double.NegativeInfinity;
        }

        public IContext Copy() => new Context(model, words);

        private void Trim()
        {
            if (words.Count > model.Order - 1) words.RemoveRange(0, words.Count - (model.Order - 1));
        }

        // The id of h, −1 if it was never seen.
        private int Find() => words.Count == 0 ? 0 : model.trie.Find(CollectionsMarshal.AsSpan(words));

        private double Denominator(int h) => (h < 0 ? 0 : model.totals[words.Count][h]) + (model.K * (model.Vocabulary.Count - 1));
    }
}
