using RnnLm.Text;

namespace RnnLm.Models;

/// <summary>What can be asked of any language model: what comes next, how probable a text is, how well it predicts a corpus.</summary>
public static class Scoring
{
    /// <summary>The context after a text has been read from the start; a line break in it is read as EOS.</summary>
    public static IContext After(this ILanguageModel model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        var context = model.Start();
        foreach (var token in model.Vocabulary.EncodeText(text)) context.Read(token);
        return context;
    }

    /// <summary>P(v | text) for the most probable next tokens v, best first (slides A2, B2); equals stand in the order of their ids.</summary>
    /// <param name="model">Any model.</param>
    /// <param name="text">What was read, such as "the students opened their".</param>
    /// <param name="count">How many tokens to return; all of the vocabulary if there are fewer.</param>
    public static IReadOnlyList<Prediction> Next(this ILanguageModel model, string text, int count = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var context = model.After(text);
        var logs = new double[model.Vocabulary.Count];
        context.Next(logs);
        return [.. Enumerable.Range(0, logs.Length)
            .OrderByDescending(v => logs[v])
            .Take(count)
            .Select(v => new Prediction(model.Vocabulary[v], Math.Exp(logs[v])))];
    }

    /// <summary>ln P(text) = Σ ln P(x(t) | x(t−1) … x(1)), from the first token on (slide A3).</summary>
    /// <remarks>A line break stands for the end of its line and is predicted too. A text without one at its end is the beginning
    /// of a line, and what may follow it is left open.</remarks>
    public static double LogProbability(this ILanguageModel model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Score(model.Vocabulary.EncodeText(text)).Sum(s => s.LogProbability);
    }

    /// <summary>ln P(x(t) | x(t−1) … x(1)) for every token of a text, one after the other.</summary>
    public static IEnumerable<TokenScore> Score(this ILanguageModel model, IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokens);
        return model is ISequenceScorer scorer ? ScoresAtOnce(scorer, [.. tokens]) : Scores();

        IEnumerable<TokenScore> Scores()
        {
            var context = model.Start();
            foreach (var token in tokens)
            {
                yield return new TokenScore(token, context.LogProbability(token));
                context.Read(token);
            }
        }
    }

    private static TokenScore[] ScoresAtOnce(ISequenceScorer model, int[] tokens)
    {
        var logProbabilities = new double[tokens.Length];
        model.Score(tokens, logProbabilities);
        var scores = new TokenScore[tokens.Length];
        for (var t = 0; t < scores.Length; t++) scores[t] = new TokenScore(tokens[t], logProbabilities[t]);
        return scores;
    }

    /// <summary>How well a model predicts a corpus.</summary>
    public static PerplexityReport Evaluate(this ILanguageModel model, Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(corpus);
        return model.Evaluate(corpus.Encode(model.Vocabulary)) with { Characters = corpus.CountCharacters() };
    }

    /// <summary>How well a model predicts a stream of tokens; its characters are not known and stay 0.</summary>
    public static PerplexityReport Evaluate(this ILanguageModel model, IEnumerable<int> tokens)
    {
        var (words, unknown, ends) = (default(LogSum), default(LogSum), default(LogSum));
        foreach (var (token, logProbability) in model.Score(tokens))
        {
            if (token == Vocabulary.Eos) ends.Add(logProbability);
            else if (token == Vocabulary.Unk) unknown.Add(logProbability);
            else words.Add(logProbability);
        }

        return new PerplexityReport { Known = words, Unknown = unknown, Ends = ends };
    }
}
