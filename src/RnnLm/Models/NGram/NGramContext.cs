using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>What an n-gram model remembers: the longest end of what was read, up to n−1 words, that it holds as an n-gram.</summary>
public sealed class NGramContext : IContext
{
    private readonly NGramModel model;
    private int[] matched; // matched[k−1]: the id of the k-gram that ends what was read, for k = 1 … length
    private int length;
    private int[] next;    // the same, had `candidate` been read too; next[order−1] may be of the highest order
    private int nextLength;
    private int candidate = -1;

    internal NGramContext(NGramModel model)
    {
        this.model = model;
        matched = new int[model.Order];
        next = new int[model.Order];
        Restart();
    }

    private NGramContext(NGramContext other)
    {
        model = other.model;
        matched = [.. other.matched];
        next = new int[model.Order];
        length = other.length;
    }

    /// <inheritdoc/>
    public void Read(int token)
    {
        if (token is Vocabulary.Eos or Vocabulary.Bos)
        {
            Restart();
            return;
        }

        Match(token);
        (matched, next) = (next, matched);
        length = Math.Min(nextLength, model.Order - 1);
        candidate = -1;
    }

    /// <inheritdoc/>
    public double LogProbability(int token)
    {
        Match(token);
        var result = (double)model.LogProbabilities[nextLength - 1][next[nextLength - 1]];
        for (var k = nextLength; k <= length; k++) result += model.LogBackoffs[k - 1][matched[k - 1]];
        return result;
    }

    /// <summary>The length of the longest n-gram, this token included, that the model holds for it: 1 if it was never seen after what was read.</summary>
    public int MatchedOrder(int token)
    {
        Match(token);
        return nextLength;
    }

    /// <inheritdoc/>
    public void Next(Span<double> logProbabilities)
    {
        if (logProbabilities.Length != model.Vocabulary.Count)
        {
            throw new ArgumentException(
                $"The distribution has {model.Vocabulary.Count} entries, but room for {logProbabilities.Length} came.", nameof(logProbabilities));
        }

        // The shortest context speaks first, discounted by all longer ones; each longer one then overwrites what it knows better.
        var backoff = 0.0;
        for (var k = 1; k <= length; k++) backoff += model.LogBackoffs[k - 1][matched[k - 1]];
        var unigrams = model.LogProbabilities[0];
        for (var v = 0; v < unigrams.Length; v++) logProbabilities[v] = unigrams[v] + backoff;
        for (var k = 1; k <= length; k++)
        {
            backoff = 0;
            for (var longer = k + 1; longer <= length; longer++) backoff += model.LogBackoffs[longer - 1][matched[longer - 1]];
            var words = model.Trie.Words(k + 1);
            var known = model.LogProbabilities[k];
            var continuations = model.Trie.Continuations(k, matched[k - 1]);
            for (var i = continuations.Start.Value; i < continuations.End.Value; i++) logProbabilities[words[i]] = known[i] + backoff;
        }
    }

    /// <inheritdoc/>
    public IContext Copy() => new NGramContext(this);

    private void Restart()
    {
        candidate = -1;
        length = Math.Min(1, model.Order - 1);
        matched[0] = Vocabulary.Bos;
    }

    // Every end of an n-gram that the trie holds is in it too, so the first k that fails is the last to try.
    private void Match(int token)
    {
        if (token == candidate) return;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.Vocabulary.Count, nameof(token));
        candidate = token;
        next[0] = token;
        for (nextLength = 1; nextLength <= length; nextLength++)
        {
            var id = model.Trie.Find(nextLength, matched[nextLength - 1], token);
            if (id < 0) return;
            next[nextLength] = id;
        }
    }
}
