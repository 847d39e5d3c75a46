namespace RnnLm.Text.Grammars;

/// <summary>What the parser looks up of a grammar: its dotted rules, what a phrase can begin with, and what it can be at once.</summary>
/// <remarks>
/// Every start symbol S gets a rule of its own, → S EOS, so that the end of a line is a word like any other.
/// A dotted rule X → λ.μ has a number; the next one has its dot one symbol further.
/// </remarks>
internal sealed class EarleyTables
{
    private const int End = int.MaxValue;

    private readonly int[] nextSymbol;
    private readonly int[] firstItem;
    private readonly int[] ruleOf;
    private readonly (int Rule, double Probability)[][] phraseRules;
    private readonly (int Rule, int Left, double Probability)[][] wordRules;
    private readonly (int Word, double Probability)[][] firstWords;
    private readonly Closure leftCorners;
    private readonly (int Symbol, double Weight)[][] unitParents;

    public EarleyTables(Grammar grammar)
    {
        Grammar = grammar;
        EndOfLine = grammar.Words.Count;
        Rules = [.. grammar.Rules, .. grammar.Starts.Select(s => new GrammarRule(-1, [s, ~EndOfLine], 1))];
        FirstStartRule = grammar.Rules.Count;
        firstItem = new int[Rules.Count];
        var next = new List<int>();
        var owners = new List<int>();
        foreach (var (r, rule) in Rules.Index())
        {
            firstItem[r] = next.Count;
            next.AddRange([.. rule.Right, End]);
            owners.AddRange(Enumerable.Repeat(r, rule.Right.Length + 1));
        }

        nextSymbol = [.. next];
        ruleOf = [.. owners];
        phraseRules = Group(grammar.SymbolCount, grammar.Rules.Index().Where(r => r.Item.Right[0] >= 0 && !IsUnit(r.Item)),
            r => r.Item.Right[0], r => (r.Index, r.Item.Probability));
        wordRules = Group(grammar.Words.Count, grammar.Rules.Index().Where(r => r.Item.Right[0] < 0),
            r => ~r.Item.Right[0], r => (r.Index, r.Item.Left, r.Item.Probability));
        firstWords = [.. grammar.RulesOf.Select(rules => rules.Select(r => grammar.Rules[r]).Where(r => r.Right[0] < 0)
            .GroupBy(r => ~r.Right[0]).Select(g => (g.Key, g.Sum(r => r.Probability))).ToArray())];
        leftCorners = new Closure(Relation(grammar, grammar.Rules.Where(r => r.Right[0] >= 0)));
        var units = new Closure(Relation(grammar, grammar.Rules.Where(IsUnit)));
        unitParents = Group(grammar.SymbolCount,
            Enumerable.Range(0, grammar.SymbolCount).SelectMany(z => units[z].ToArray().Select(e => (Parent: z, Child: e.Symbol, e.Weight))),
            e => e.Child, e => (e.Parent, e.Weight));
    }

    public Grammar Grammar { get; }

    /// <summary>The grammar's rules, then one for each start symbol.</summary>
    public IReadOnlyList<GrammarRule> Rules { get; }

    /// <summary>The first of the rules → S EOS.</summary>
    public int FirstStartRule { get; }

    /// <summary>The end of the line as a word: the index after the grammar's own.</summary>
    public int EndOfLine { get; }

    /// <summary>The dotted rule with its dot before the symbol at this position.</summary>
    public int Item(int rule, int dot) => firstItem[rule] + dot;

    /// <summary>The rule of a dotted rule.</summary>
    public int RuleOf(int item) => ruleOf[item];

    /// <summary>The symbol after the dot; meaningless once <see cref="IsComplete"/>.</summary>
    public int NextSymbol(int item) => nextSymbol[item];

    /// <summary>Whether the dot stands at the end.</summary>
    public bool IsComplete(int item) => nextSymbol[item] == End;

    /// <summary>R_L(Z →* Y …): the symbols that a Z can begin with, and how often on average.</summary>
    public ReadOnlySpan<(int Symbol, double Weight)> LeftCorners(int symbol) => leftCorners[symbol];

    /// <summary>R_U(Z →* Y): the symbols Z that can be a Y at once, by unit rules only, and with what probability.</summary>
    public ReadOnlySpan<(int Symbol, double Weight)> UnitParents(int symbol) => unitParents[symbol];

    /// <summary>The rules X → Z μ with μ not empty, for a nonterminal Z.</summary>
    public ReadOnlySpan<(int Rule, double Probability)> RulesThatBeginWithPhrase(int symbol) => phraseRules[symbol];

    /// <summary>The rules X → w μ.</summary>
    public ReadOnlySpan<(int Rule, int Left, double Probability)> RulesThatBeginWithWord(int word) =>
        word < wordRules.Length ? wordRules[word] : [];

    /// <summary>The words that the rules of a symbol begin with, and their probabilities.</summary>
    public ReadOnlySpan<(int Word, double Probability)> FirstWords(int symbol) => firstWords[symbol];

    private static bool IsUnit(GrammarRule rule) => rule.Right is [>= 0];

    private static Dictionary<int, double>[] Relation(Grammar grammar, IEnumerable<GrammarRule> rules)
    {
        var relation = Enumerable.Range(0, grammar.SymbolCount).Select(_ => new Dictionary<int, double>()).ToArray();
        foreach (var rule in rules) relation[rule.Left][rule.Right[0]] = relation[rule.Left].GetValueOrDefault(rule.Right[0]) + rule.Probability;
        return relation;
    }

    private static TValue[][] Group<TItem, TValue>(int count, IEnumerable<TItem> items, Func<TItem, int> key, Func<TItem, TValue> value)
    {
        var groups = items.ToLookup(key, value);
        return [.. Enumerable.Range(0, count).Select(k => groups[k].ToArray())];
    }
}
