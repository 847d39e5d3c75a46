using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>
/// The order in which lmplz sorts n-grams: by their last word, then by the word before it, and so on. Words stand in the order in which the text first has
/// them, after <c>&lt;unk&gt;</c>, <c>&lt;s&gt;</c> and <c>&lt;/s&gt;</c>.
/// </summary>
internal sealed class SuffixOrder
{
    private readonly int[] text;
    private readonly int[] rank; // of each word
    private readonly int order;

    /// <param name="text">The words, BOS before each line.</param>
    /// <param name="vocabularySize">|V|.</param>
    /// <param name="order">n.</param>
    public SuffixOrder(int[] text, int vocabularySize, int order)
    {
        (this.text, this.order) = (text, order);
        rank = new int[vocabularySize];
        (rank[Vocabulary.Unk], rank[Vocabulary.Bos], rank[Vocabulary.Eos]) = (0, 1, 2);
        var ranked = 3;
        foreach (var word in text)
        {
            if (word > Vocabulary.Eos && rank[word] == 0) rank[word] = ranked++;
        }
    }

    /// <summary>Where in the text the last n-gram ends.</summary>
    public int Last()
    {
        var last = 1; // 0 is BOS, and no n-gram ends with it
        for (var end = 2; end < text.Length; end++)
        {
            if (text[end] != Vocabulary.Bos && IsAfter(end, last)) last = end;
        }

        return last;
    }

    private bool IsAfter(int some, int other)
    {
        for (var back = 0; back < order; back++)
        {
            var difference = rank[text[some - back]] - rank[text[other - back]];
            if (difference != 0) return difference > 0;
            if (text[some - back] == Vocabulary.Bos) return false; // both began here, and before it stands nothing else
        }

        return false;
    }
}
