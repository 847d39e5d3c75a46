using RnnLm.Models;

namespace RnnLm.Text.Grammars;

/// <summary>The first word of a text that a grammar cannot have written there: it makes the whole text impossible.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Position">The word's place in the line, counted from 1.</param>
/// <param name="Word">The word; null for the end of the line.</param>
/// <param name="Possible">What the grammar writes there, the most probable first; null stands for the end of the line.</param>
public sealed record ImpossibleWord(int Line, int Position, string? Word, IReadOnlyList<string?> Possible)
{
    /// <summary>The first one in a text; null if the grammar can write it all.</summary>
    public static ImpossibleWord? Find(GrammarOracle oracle, Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(oracle);
        ArgumentNullException.ThrowIfNull(corpus);
        var context = oracle.Start();
        foreach (var (index, line) in corpus.Lines.Index())
        {
            foreach (var (position, word) in oracle.Vocabulary.Tokenizer.Tokenize(line).Append<string?>(null).Index())
            {
                var token = word is null ? Vocabulary.Eos : oracle.Vocabulary[word];
                if (double.IsNegativeInfinity(context.LogProbability(token))) return new(index + 1, position + 1, word, Possibilities(oracle, context));
                context.Read(token);
            }
        }

        return null;
    }

    private static IReadOnlyList<string?> Possibilities(GrammarOracle oracle, IContext context)
    {
        var next = new double[oracle.Vocabulary.Count];
        context.Next(next);
        return [.. Enumerable.Range(0, next.Length).Where(v => double.IsFinite(next[v])).OrderByDescending(v => next[v])
            .Select(v => v == Vocabulary.Eos ? null : oracle.Vocabulary[v])];
    }
}
