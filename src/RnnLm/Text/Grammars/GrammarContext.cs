using RnnLm.Models;

namespace RnnLm.Text.Grammars;

/// <summary>What the oracle knows after a prefix: the chart of the line so far, and its belief in topic and lines left.</summary>
/// <remarks>
/// A word that the grammar cannot write here has probability 0. After it the line means nothing to the grammar: until its end,
/// every token is taken for equally likely, and the belief stays as it was.
/// </remarks>
internal sealed class GrammarContext : IContext
{
    private readonly GrammarOracle oracle;
    private readonly List<EarleyColumn> columns = [];
    private double[,] belief; // [topic, lines left after this one]
    private bool lost;

    public GrammarContext(GrammarOracle oracle)
    {
        this.oracle = oracle;
        var grammar = oracle.Grammar;
        belief = new double[grammar.Starts.Count, grammar.LongestParagraph];
        BeginParagraph(belief, 1);
        BeginLine();
    }

    private GrammarContext(GrammarContext other)
    {
        oracle = other.oracle;
        columns.AddRange(other.columns);
        belief = other.belief;
        lost = other.lost;
    }

    public IContext Copy() => new GrammarContext(this);

    public double LogProbability(int token)
    {
        if (lost) return token is Vocabulary.Bos ? double.NegativeInfinity : -Math.Log(oracle.Vocabulary.Count - 1);
        var word = oracle.WordOf(token);
        return word < 0 ? double.NegativeInfinity : Math.Log(columns[^1].Probability(word));
    }

    public void Next(Span<double> logProbabilities)
    {
        if (lost)
        {
            logProbabilities.Fill(-Math.Log(oracle.Vocabulary.Count - 1));
            logProbabilities[Vocabulary.Bos] = double.NegativeInfinity;
            return;
        }

        var words = new double[oracle.TokenOf.Length];
        columns[^1].NextWords(words);
        logProbabilities.Fill(double.NegativeInfinity);
        foreach (var (word, token) in oracle.TokenOf.Index()) logProbabilities[token] = Math.Log(words[word]);
    }

    public void Read(int token)
    {
        if (token == Vocabulary.Bos) return;
        var word = oracle.WordOf(token);
        lost |= word < 0 || columns[^1].Probability(word) <= 0;
        if (token == Vocabulary.Eos) EndLine();
        else if (!lost) columns.Add(EarleyColumn.After(oracle.Tables, columns, word));
    }

    private void BeginLine()
    {
        var topics = Enumerable.Range(0, belief.GetLength(0)).Select(t => Enumerable.Range(0, belief.GetLength(1)).Sum(l => belief[t, l]));
        columns.Clear();
        columns.Add(EarleyColumn.First(oracle.Tables, [.. topics]));
    }

    // Given the topic, a line says nothing of the lines left: the posterior scales each topic's row.
    private void EndLine()
    {
        var posterior = lost ? null : columns[^1].StartsOfLine();
        var next = new double[belief.GetLength(0), belief.GetLength(1)];
        var ended = 0.0;
        for (var topic = 0; topic < belief.GetLength(0); topic++)
        {
            var mass = 0.0;
            for (var left = 0; left < belief.GetLength(1); left++) mass += belief[topic, left];
            var factor = posterior is null || mass == 0 ? 1 : posterior[topic] / mass;
            ended += belief[topic, 0] * factor;
            for (var left = 1; left < belief.GetLength(1); left++) next[topic, left - 1] = belief[topic, left] * factor;
        }

        BeginParagraph(next, ended);
        belief = next;
        lost = false;
        BeginLine();
    }

    /// <summary>Adds the probability that a new paragraph begins: every topic and every length equally likely.</summary>
    private void BeginParagraph(double[,] belief, double probability)
    {
        var grammar = oracle.Grammar;
        var share = probability / (grammar.Starts.Count * (grammar.LongestParagraph - grammar.ShortestParagraph + 1));
        for (var topic = 0; topic < belief.GetLength(0); topic++)
        {
            for (var length = grammar.ShortestParagraph; length <= grammar.LongestParagraph; length++) belief[topic, length - 1] += share;
        }
    }
}
