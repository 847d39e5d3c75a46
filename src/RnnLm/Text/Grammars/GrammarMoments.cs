namespace RnnLm.Text.Grammars;

/// <summary>What a grammar does on average: the length of its lines and the entropy of their derivations.</summary>
public static class GrammarMoments
{
    /// <summary>The mean number of words of a line, its end not counted.</summary>
    public static double MeanLength(Grammar grammar)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        return MeanOverStarts(grammar, Total(grammar, rule => rule.Right.Count(s => s < 0)));
    }

    /// <summary>
    /// The mean entropy of a line's derivation, given its topic, in nats (Grenander 1967):
    /// H(X) = −Σ_r P(r)·ln P(r) + Σ_Y E[number of Y in X's rule]·H(Y).
    /// It bounds <see cref="LineEntropy"/> from above, and equals it where no line has two derivations.
    /// </summary>
    public static double DerivationEntropy(Grammar grammar)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        return MeanOverStarts(grammar, Total(grammar, rule => -Math.Log(rule.Probability)));
    }

    /// <summary>
    /// The number of sentence frames: the rules of the start symbol, where a rule that only names another symbol counts as that
    /// symbol's rules. With topics, those of one topic.
    /// </summary>
    public static int Frames(Grammar grammar)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        var frames = 0;
        var seen = new HashSet<int> { grammar.Starts[0] };
        var open = new Stack<int>(seen);
        while (open.TryPop(out var symbol))
        {
            foreach (var rule in grammar.RulesOf[symbol].Select(r => grammar.Rules[r]))
            {
                if (rule.Right is not [>= 0 and var only]) frames++;
                else if (seen.Add(only)) open.Push(only);
            }
        }

        return frames;
    }

    /// <summary>For each symbol, how often each other symbol stands on the right of its rules on average.</summary>
    internal static IReadOnlyList<Dictionary<int, double>> ExpectedChildren(Grammar grammar)
    {
        var children = Enumerable.Range(0, grammar.SymbolCount).Select(_ => new Dictionary<int, double>()).ToArray();
        foreach (var rule in grammar.Rules)
        {
            foreach (var child in rule.Right.Where(s => s >= 0))
                children[rule.Left][child] = children[rule.Left].GetValueOrDefault(child) + rule.Probability;
        }

        return children;
    }

    /// <summary>The mean total of a quantity over all rules of a derivation, for each symbol: its rule's own, and its children's totals.</summary>
    private static double[] Total(Grammar grammar, Func<GrammarRule, double> quantity)
    {
        var own = new double[grammar.SymbolCount];
        foreach (var rule in grammar.Rules) own[rule.Left] += rule.Probability * quantity(rule);
        return FixedPoint.Solve(ExpectedChildren(grammar), own);
    }

    private static double MeanOverStarts(Grammar grammar, double[] total) => grammar.Starts.Average(s => total[s]);
}
