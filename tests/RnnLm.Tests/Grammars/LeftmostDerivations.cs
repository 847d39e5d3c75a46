using RnnLm.Text.Grammars;

namespace RnnLm.Tests.Grammars;

/// <summary>
/// P(next word | prefix) of a grammar by brute force: all leftmost derivations of the prefix, each as the stack of symbols that it still has to write,
/// with the topic and the number of lines left. No chart, no closure, no prefix probabilities; it shares only the rules with the oracle.
/// </summary>
/// <remarks>Left recursion has endlessly many derivations: those below a tiny weight are dropped, and <see cref="Error"/> bounds what that changes.</remarks>
internal sealed class LeftmostDerivations
{
    private const double Negligible = 1e-10;
    private const int Most = 3000; // derivations at a time; a grammar with more is too ambiguous for brute force
    private const int Bottom = int.MaxValue; // of the stack: the end of the line

    private readonly Grammar grammar;
    private readonly Dictionary<(int Symbol, Stack? Below), Stack> stacks = []; // each once, so that equal ones are the same object
    private Dictionary<Derivation, double> derivations = []; // those whose next symbol is a word

    public LeftmostDerivations(Grammar grammar)
    {
        this.grammar = grammar;
        derivations = Expanded(Beginnings(1));
    }

    /// <summary>What was dropped weighs at most this much beside what was kept: no probability can be wrong by more.</summary>
    public double Error { get; private set; }

    /// <summary>P(w | prefix) of each word that may come next; the end of the line is null.</summary>
    public IEnumerable<(string? Word, double Probability)> Next()
    {
        var total = derivations.Values.Sum();
        return derivations.GroupBy(d => d.Key.Stack!.Symbol)
            .Select(g => (g.Key == Bottom ? null : grammar.Words[~g.Key], g.Sum(d => d.Value) / total));
    }

    public void Read(string? word)
    {
        var next = new Dictionary<Derivation, double>();
        foreach (var (derivation, probability) in derivations)
        {
            var symbol = derivation.Stack!.Symbol;
            if ((symbol == Bottom ? null : grammar.Words[~symbol]) != word) continue;
            if (symbol != Bottom) Add(next, derivation with { Stack = derivation.Stack.Below }, probability);
            else if (derivation.LinesLeft > 0) Add(next, Line(derivation.Topic, derivation.LinesLeft - 1), probability);
            else foreach (var (begun, share) in Beginnings(probability)) Add(next, begun, share);
        }

        var total = next.Values.Sum();
        Error /= total; // at worst all that was dropped goes on with this word
        derivations = Expanded(next.ToDictionary(d => d.Key, d => d.Value / total));
    }

    private Dictionary<Derivation, double> Beginnings(double probability)
    {
        var lengths = Enumerable.Range(grammar.ShortestParagraph, grammar.LongestParagraph - grammar.ShortestParagraph + 1).ToArray();
        var share = probability / (grammar.Starts.Count * lengths.Length);
        return grammar.Starts.SelectMany(topic => lengths.Select(length => Line(topic, length - 1))).ToDictionary(d => d, _ => share);
    }

    private Derivation Line(int topic, int linesLeft) => new(topic, linesLeft, Push(topic, Push(Bottom, null)));

    private Dictionary<Derivation, double> Expanded(Dictionary<Derivation, double> given)
    {
        var (done, open) = (new Dictionary<Derivation, double>(), given);
        while (open.Count > 0)
        {
            if (open.Count > Most)
            {
                Error = double.PositiveInfinity;
                break;
            }

            var next = new Dictionary<Derivation, double>();
            foreach (var (derivation, probability) in open)
            {
                if (probability < Negligible)
                {
                    Error += probability;
                    continue;
                }

                var (symbol, below) = (derivation.Stack!.Symbol, derivation.Stack.Below);
                if (symbol is < 0 or Bottom)
                {
                    Add(done, derivation, probability);
                    continue;
                }

                foreach (var rule in grammar.RulesOf[symbol].Select(r => grammar.Rules[r]))
                    Add(next, derivation with { Stack = rule.Right.Reverse().Aggregate(below, (stack, s) => Push(s, stack)) }, probability * rule.Probability);
            }

            open = next;
        }

        return done;
    }

    private Stack Push(int symbol, Stack? below)
    {
        if (!stacks.TryGetValue((symbol, below), out var stack)) stacks.Add((symbol, below), stack = new Stack(symbol, below));
        return stack;
    }

    private static void Add(Dictionary<Derivation, double> to, Derivation derivation, double probability) =>
        to[derivation] = to.GetValueOrDefault(derivation) + probability;

    private sealed class Stack(int symbol, Stack? below)
    {
        public int Symbol { get; } = symbol;

        public Stack? Below { get; } = below;
    }

    private readonly record struct Derivation(int Topic, int LinesLeft, Stack? Stack);
}
