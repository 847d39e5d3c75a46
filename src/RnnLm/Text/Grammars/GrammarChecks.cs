using System.Globalization;

namespace RnnLm.Text.Grammars;

/// <summary>Refuses a grammar some of whose derivations never end: the oracle's probabilities would not add up to 1.</summary>
internal sealed class GrammarChecks
{
    /// <summary>The most symbols that may lead to one another: what they do on average takes a dense matrix of that size.</summary>
    private const int MostInACycle = 1000;

    /// <summary>Longer derivations than this on average are taken for endless.</summary>
    private const double Endless = 1e9;

    private readonly Grammar grammar;
    private readonly string source;
    private readonly IReadOnlyList<Dictionary<int, double>> children; // of each symbol: how often each other one on average

    private GrammarChecks(Grammar grammar, string source)
    {
        (this.grammar, this.source) = (grammar, source);
        children = GrammarMoments.ExpectedChildren(grammar);
    }

    /// <param name="grammar">What is checked.</param>
    /// <param name="source">The file that errors name.</param>
    public static void Check(Grammar grammar, string source)
    {
        var checks = new GrammarChecks(grammar, source);
        checks.CheckTermination();
        checks.CheckConsistency();
    }

    /// <summary>Every symbol derives at least one string of words.</summary>
    private void CheckTermination()
    {
        // A rule ends once all its symbols do; each symbol is told once to the rules that wait for it.
        var open = grammar.Rules.Select(r => r.Right.Count(s => s >= 0)).ToArray();
        var waiting = grammar.Rules.Index().SelectMany(r => r.Item.Right.Where(s => s >= 0).Select(s => (Symbol: s, Rule: r.Index)))
            .ToLookup(w => w.Symbol, w => w.Rule);
        var ends = new bool[grammar.SymbolCount];
        var ended = new Stack<int>();
        for (var rule = 0; rule < open.Length; rule++) End(rule);
        while (ended.TryPop(out var symbol))
        {
            foreach (var rule in waiting[symbol])
            {
                open[rule]--;
                End(rule);
            }
        }

        // Components come after those that they reach, so that the first endless one is at fault itself and not by another.
        var endless = StrongComponents.Find([.. children.Select((c, s) => ends[s] ? [] : c.Keys.Where(child => !ends[child]).ToArray())]);
        if (endless.FirstOrDefault(c => !ends[c[0]]) is { } culprits)
            throw Error(culprits.Min(), "never ends: each of its alternatives leads back to it; add one that ends in words.");

        void End(int rule)
        {
            var left = grammar.Rules[rule].Left;
            if (open[rule] > 0 || ends[left]) return;
            ends[left] = true;
            ended.Push(left);
        }
    }

    /// <summary>
    /// No symbol begets itself once or more on average (Booth and Thompson 1973): within each recursive component the matrix M of
    /// expected children has a spectral radius below 1, so that derivations end with probability 1 and have a finite length on average.
    /// </summary>
    /// <remarks>That is so just if x = 1 + M·x, the expected number of symbols in a derivation, has a positive solution.</remarks>
    private void CheckConsistency()
    {
        foreach (var component in StrongComponents.Find([.. children.Select(c => c.Keys.ToArray())]))
        {
            if (component.Length == 1 && !children[component[0]].ContainsKey(component[0])) continue;
            if (component.Length > MostInACycle)
                throw Error(component.Min(), $"and {component.Length - 1} other symbols all lead to one another; at most {MostInACycle} may.");
            var place = component.Index().ToDictionary(c => c.Item, c => c.Index);
            var inside = component
                .Select(s => children[s].Where(c => place.ContainsKey(c.Key)).ToDictionary(c => place[c.Key], c => c.Value)).ToArray();
            if (FixedPoint.Solve(inside, [.. component.Select(_ => 1.0)]).All(x => x is > 0 and < Endless)) continue;
            throw Error(component.Min(), string.Create(CultureInfo.InvariantCulture,
                $"begets itself {Growth(inside):0.###} times on average, so that derivations may never end; give its recursive alternatives less weight."));
        }
    }

    /// <summary>The spectral radius, by power iteration on I + M, whose powers do not oscillate.</summary>
    private static double Growth(Dictionary<int, double>[] matrix)
    {
        var (vector, radius) = (Enumerable.Repeat(1.0, matrix.Length).ToArray(), 0.0);
        for (var step = 0; step < 300; step++)
        {
            var next = vector.Select((x, i) => x + matrix[i].Sum(m => m.Value * vector[m.Key])).ToArray();
            radius = (next.Sum() / vector.Sum()) - 1;
            vector = [.. next.Select(x => x / next.Max())];
        }

        return radius;
    }

    private GrammarException Error(int symbol, string message) =>
        new(source, grammar.Places[symbol].Line, grammar.Places[symbol].Column, $"{grammar.Symbols[symbol]} {message}");
}
