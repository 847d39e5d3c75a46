using System.Globalization;
using RnnLm.Models;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>How rich a grammar's text is, measured on the text of seed 1.</summary>
/// <param name="Floor">The oracle's perplexity on 20,000 words.</param>
/// <param name="Frames">The number of sentence frames, where the text has paragraphs with a topic; null elsewhere.</param>
/// <param name="Words">The words of whole lines, at least 150,000, in which sequences are counted.</param>
/// <param name="FourGrams">How many different sequences of four words stand in them, none across the end of a line.</param>
internal sealed record TextMeasure(double Floor, int? Frames, int Words, int FourGrams)
{
    private const ulong Seed = 1;

    public static TextMeasure Of(Grammar grammar)
    {
        var lines = new GrammarSampler(grammar, Seed).Words(150_000).Select(l => l.Split(' ')).ToArray();
        var sequences = lines.SelectMany(l => Enumerable.Range(0, Math.Max(0, l.Length - 3)).Select(i => string.Join(' ', l, i, 4))).Distinct().Count();
        var oracle = new GrammarOracle(grammar);
        int[] test = [.. new GrammarSampler(grammar, new RandomGenerator(Seed).NextUInt64()).Words(20_000).SelectMany(l => oracle.Vocabulary.Encode(l).Append(Vocabulary.Eos))];
        return new TextMeasure(Math.Exp(-oracle.Score(test).Average(s => s.LogProbability)), grammar.LongestParagraph > 1 ? GrammarMoments.Frames(grammar) : null, lines.Sum(l => l.Length), sequences);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"floor {Floor:F2}, {(Frames is { } frames ? $"{frames} sentence frames, " : "")}{FourGrams:N0} different sequences of four words in {Words:N0} words");
}
