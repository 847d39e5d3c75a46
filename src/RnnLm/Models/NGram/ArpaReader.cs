using System.Globalization;
using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>Reads the ARPA format: line ends of any system, any white space, −99 for log 0, back-off weights that may be missing (1).</summary>
internal sealed class ArpaReader(TextReader reader, string name)
{
    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\v', '\f'];
    private readonly List<int> announced = []; // the number of n-grams of each order
    private int lineNumber; // of the line below, from 1
    private string? line;
    private ITokenizer? described; // by a comment of ours

    private delegate int Identify(ReadOnlySpan<char> word);

    /// <param name="tokenizer">What cuts a text into the words of the file; null: what the file says, else words.</param>
    public NGramModel Read(ITokenizer? tokenizer)
    {
        ReadHeader();
        var spelling = new ArpaWords(described ?? new WordTokenizer());
        tokenizer ??= described ?? new WordTokenizer();
        var words = new List<string>();
        var unigrams = new NGramList(1);
        ReadSection(1, unigrams, word =>
        {
            words.Add(spelling.Read(word.ToString()));
            return words.Count - 1;
        });
        var vocabulary = MakeVocabulary(tokenizer, words);
        var lists = new List<NGramList> { Renumber(unigrams, words, vocabulary) };
        for (var k = 2; k <= announced.Count; k++)
        {
            lists.Add(new NGramList(k));
            ReadSection(k, lists[^1], IdOf);
        }

        if (line != "\\end\\") throw Error("'\\end\\' was expected here");
        return ArpaModel.Build(vocabulary, lists, name);

        int IdOf(ReadOnlySpan<char> word)
        {
            if (!spelling.IsPlain) word = spelling.Read(word.ToString());
            var id = vocabulary[word];
            return id != Vocabulary.Unk || word.SequenceEqual(vocabulary[id]) ? id : throw Error($"'{word}' is not among the 1-grams");
        }
    }

    private void ReadHeader()
    {
        do
        {
            if (!Advance()) throw Error("the file ends before a line '\\data\\', so it is not in the ARPA format");
            ReadComment();
        }
        while (line != "\\data\\");
        while (Advance() && line!.StartsWith("ngram", StringComparison.Ordinal))
        {
            var parts = line["ngram".Length..].Split('=');
            if (parts.Length != 2 || !TryCount(parts[0], out var order) || !TryCount(parts[1], out var count) || order != announced.Count + 1)
                throw Error($"'ngram {announced.Count + 1}=' and a number was expected");
            announced.Add(count);
        }

        if (announced.Count is 0 or > NGramModel.MaximumOrder) throw Error($"a model of order 1 to {NGramModel.MaximumOrder} was expected, not {announced.Count}");
    }

    private void ReadComment()
    {
        try
        {
            described ??= ArpaWords.ParseComment(line!);
        }
        catch (FormatException)
        {
            throw Error("the comment describes no tokenizer that is known");
        }
    }

    private void ReadSection(int order, NGramList list, Identify idOf)
    {
        if (line != $"\\{order}-grams:") throw Error($"'\\{order}-grams:' was expected here");
        var ids = new int[order];
        var fields = new Range[order + 3];
        while (Advance() && line![0] != '\\')
        {
            var text = line.AsSpan();
            var count = text.SplitAny(fields, WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
            if (count != order + 1 && count != order + 2) throw Error($"a log-probability, {order} word(s) and perhaps a back-off weight were expected");
            for (var i = 0; i < order; i++) ids[i] = idOf(text[fields[i + 1]]);
            var logProbability = ParseLog(text[fields[0]]);
            if (logProbability > 1e-5f) throw Error($"a log-probability is at most 0, not {text[fields[0]]}");
            list.Add(ids, Math.Min(0, logProbability), count == order + 2 ? ParseLog(text[fields[order + 1]]) : 0);
        }

        if (list.Count != announced[order - 1]) throw Error($"{announced[order - 1]} {order}-grams are announced, but {list.Count} came");
    }

    private Vocabulary MakeVocabulary(ITokenizer tokenizer, List<string> words)
    {
        if (!words.Contains("</s>")) throw Error("there is no 1-gram '</s>', the end of a line");
        try
        {
            return new Vocabulary(tokenizer, words);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"'{name}': a word stands twice among the 1-grams.", e);
        }
    }

    // 1-grams stand in the file's order; a vocabulary puts the special ones first. One that is missing is impossible.
    private static NGramList Renumber(NGramList unigrams, List<string> words, Vocabulary vocabulary)
    {
        var order = new int[vocabulary.Count];
        Array.Fill(order, -1);
        for (var i = 0; i < words.Count; i++) order[vocabulary[words[i]]] = i;
        var result = new NGramList(1);
        for (var v = 0; v < order.Length; v++)
        {
            if (order[v] < 0 || v == Vocabulary.Bos) result.Add([v], float.NegativeInfinity, order[v] < 0 ? 0 : unigrams.LogBackoffs[order[v]]);
            else result.Add([v], unigrams.LogProbabilities[order[v]], unigrams.LogBackoffs[order[v]]);
        }

        return result;
    }

    // To the next line that is not blank.
    private bool Advance()
    {
        do
        {
            line = reader.ReadLine()?.Trim(WhiteSpace);
            lineNumber++;
        }
        while (line is "");
        return line is not null;
    }

    // log₁₀ in the file, ln in the model.
    private float ParseLog(ReadOnlySpan<char> text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var log10) || double.IsNaN(log10))
            throw Error($"a number was expected, not '{text}'");
        return log10 <= -99 ? float.NegativeInfinity : (float)(log10 * Math.Log(10));
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out count) && count >= 0;

    private InvalidDataException Error(string what) => new($"'{name}', line {lineNumber}: {what}.");
}
