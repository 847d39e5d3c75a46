using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>Scores a text order by order: for k = 2, 3, …, n it looks up every k-gram of a stretch of the text before it goes on to k + 1.</summary>
/// <remarks>
/// ln P(w|h) is as stored for the longest n-gram hw that the model holds; each longer context h that it holds adds its ln γ(h), the
/// shortest first. The numbers are those of <see cref="NGramContext"/>, bit for bit. But the look-ups of one order do not
/// wait for each other, so the processor has several of them on the way to memory at once.
/// </remarks>
internal sealed class NGramScorer
{
    private const int Block = 1024; // tokens whose arrays stay in the nearest cache

    private readonly NGramModel model;
    private readonly int[] ids = new int[Block]; // of the k-gram that ends with each token; −1 where the model holds none
    private readonly int[] before;               // before[k−1]: the k-gram that ends before the block

    public NGramScorer(NGramModel model)
    {
        this.model = model;
        before = new int[model.Order];
        Array.Fill(before, -1);
        before[0] = Vocabulary.Bos;
    }

    /// <summary>Writes ln P of each token.</summary>
    public void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities, CancellationToken cancellation)
    {
        var wrong = tokens.IndexOfAnyExceptInRange(0, model.Vocabulary.Count - 1);
        if (wrong >= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(tokens), tokens[wrong], $"A token is a number from 0 to {model.Vocabulary.Count - 1}; is the text of another vocabulary?");
        }

        for (var start = 0; start < tokens.Length; start += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            var words = tokens.Slice(start, Math.Min(Block, tokens.Length - start));
            var logs = logProbabilities.Slice(start, words.Length);
            words.CopyTo(ids);
            for (var k = 2; k <= model.Order; k++) LookUp(k, words, logs);
            var longest = model.LogProbabilities[model.Order - 1];
            for (var i = 0; i < words.Length; i++)
            {
                if (ids[i] >= 0) logs[i] = longest[ids[i]];
            }
        }
    }

    private void LookUp(int k, ReadOnlySpan<int> words, Span<double> logs)
    {
        var (index, shorter, backoffs) = (model.Trie.Index(k), model.LogProbabilities[k - 2], model.LogBackoffs[k - 2]);
        var context = before[k - 2];
        for (var i = 0; i < words.Length; i++)
        {
            // Without the (k−1)-gram that ends with this word the model holds no k-gram that does.
            var ending = ids[i];
            ids[i] = ending >= 0 && context >= 0 ? index.Find(context, words[i]) : -1;
            if (ids[i] < 0)
            {
                if (ending >= 0) logs[i] = shorter[ending];
                if (context >= 0) logs[i] += backoffs[context];
            }

            // No n-gram reaches over the end of a line: after it <s> is all that is behind.
            context = words[i] is not (Vocabulary.Eos or Vocabulary.Bos) ? ending : k == 2 ? Vocabulary.Bos : -1;
        }

        before[k - 2] = context;
    }
}
