using System.Globalization;

namespace RnnLm.Models.NGram;

/// <summary>Writes an n-gram model in the ARPA format of the n-gram toolkits: log₁₀ probability, words, log₁₀ back-off weight.</summary>
/// <remarks>−99 stands for log 0, as SRILM has it; so stands the probability of <c>&lt;s&gt;</c>, which is never predicted.</remarks>
internal sealed class ArpaWriter(NGramModel model, TextWriter writer)
{
    private readonly ArpaWords words = new(model.Vocabulary.Tokenizer);
    private readonly string[] prefix = new string[model.Order]; // the words on the way to an n-gram

    public void Write()
    {
        if (words.Comment is { } comment) writer.Write($"{comment}\n");
        writer.Write("\\data\\\n");
        for (var k = 1; k <= model.Order; k++) writer.Write(string.Create(CultureInfo.InvariantCulture, $"ngram {k}={model.Sizes[k - 1]}\n"));
        for (var k = 1; k <= model.Order; k++)
        {
            writer.Write($"\n\\{k}-grams:\n");
            for (var w = 0; w < model.Vocabulary.Count; w++) Descend(1, w, w, k);
        }

        writer.Write("\n\\end\\\n");
    }

    private void Descend(int depth, int id, int word, int order)
    {
        prefix[depth - 1] = words.Write(model.Vocabulary[word]);
        if (depth == order)
        {
            WriteGram(order, id);
            return;
        }

        var continuations = model.Trie.Continuations(depth, id);
        for (var i = continuations.Start.Value; i < continuations.End.Value; i++) Descend(depth + 1, i, model.Trie.Words(depth + 1)[i], order);
    }

    private void WriteGram(int order, int id)
    {
        WriteLog(model.LogProbabilities[order - 1][id]);
        for (var i = 0; i < order; i++)
        {
            writer.Write(i == 0 ? '\t' : ' ');
            writer.Write(prefix[i]);
        }

        if (order < model.Order)
        {
            writer.Write('\t');
            WriteLog(model.LogBackoffs[order - 1][id]);
        }

        writer.Write('\n');
    }

    private void WriteLog(float ln)
    {
        Span<char> digits = stackalloc char[32];
        var log10 = float.IsNegativeInfinity(ln) ? -99 : (float)(ln / Math.Log(10));
        log10.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        writer.Write(digits[..length]);
    }
}
