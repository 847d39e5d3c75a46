using System.Globalization;

namespace RnnLm.Text.Grammars;

/// <summary>Expands the features of a grammar: from the start symbol on, each symbol with each of its values becomes a symbol of its own.</summary>
internal sealed class GrammarExpansion(GrammarSyntax syntax)
{
    /// <summary>The most rules of an expanded grammar: with too many variables a short file has more of them than fit into memory.</summary>
    private const int MostRules = 1_000_000;

    private readonly Dictionary<string, int> symbols = new(StringComparer.Ordinal);
    private readonly List<(string Name, int[] Values, Place Place)> pending = [];
    private readonly List<Place> places = []; // of each symbol's rule
    private readonly List<(int Left, List<object> Right, double Probability)> expanded = [];
    private readonly HashSet<RuleTerm> used = new(ReferenceEqualityComparer.Instance);
    private readonly ILookup<string, RuleTerm> byName = syntax.Rules.ToLookup(r => r.Left.Name);

    public Grammar Expand()
    {
        CheckSignatures();
        var starts = ExpandStart();
        for (var i = 0; i < pending.Count; i++) ExpandSymbol(i);
        if (!syntax.StartIsChosen && syntax.Rules.FirstOrDefault(r => !used.Contains(r)) is { } unused)
            throw Error(unused.Left.Place, $"{unused.Left} cannot be reached from {syntax.Start}; use it in a rule or delete it.");

        var words = expanded.SelectMany(r => r.Right).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        var ids = words.Index().ToDictionary(w => w.Item, w => ~w.Index, StringComparer.Ordinal);
        var rules = expanded
            .Select(r => (r.Left, Right: r.Right.Select(s => s is string word ? ids[word] : (int)s).ToArray(), r.Probability))
            .GroupBy(r => (r.Left, Key: string.Join(' ', r.Right)))
            .Select(g => new GrammarRule(g.Key.Left, g.First().Right, g.Sum(r => r.Probability)))
            .ToArray();
        return new Grammar(Path.GetFileNameWithoutExtension(syntax.Source), words,
            [.. symbols.OrderBy(s => s.Value).Select(s => s.Key)], rules, starts, syntax.ShortestParagraph, syntax.LongestParagraph)
        {
            Dependencies = syntax.Dependencies,
            Places = places,
        };
    }

    private int[] ExpandStart()
    {
        var terms = syntax.Start.Features;
        if ((syntax.Paragraph is { } topic && terms.Any(t => t.Variable is not null && t.Feature != topic)) || terms.Any(t => t.Other))
            throw Error(syntax.Start.Place, "the start symbol keeps only the paragraph's feature open; choose the others in its rules.");
        if (syntax.Paragraph is { } held && terms.All(t => t.Feature != held))
            throw Error(syntax.Start.Place, $"a paragraph keeps its {held.Name}, so the start symbol needs it: {syntax.Start.Name}[{held.Name}].");
        return [.. Bindings(terms, []).Select(b => SymbolOf(syntax.Start, b.Values))];
    }

    private void ExpandSymbol(int symbol)
    {
        var (name, values, place) = pending[symbol];
        var matching = byName[name].Where(r => Matches(r.Left, values)).ToArray();
        if (matching.Length == 0) throw Error(place, GrammarParser.Undefined(NameOf(byName[name].First().Left, values)));
        if (matching.Length > 1)
        {
            var (first, second) = (matching[0].Left, matching[1].Left);
            throw Error(second.Place, $"{NameOf(first, values)} is defined already, on line {first.Place.Line}; write all its alternatives there.");
        }

        var rule = matching[0];
        used.Add(rule);
        places.Add(rule.Left.Place);
        var bound = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (term, value) in rule.Left.Features.Zip(values))
        {
            if (term.Variable is not null) bound[term.Variable] = value;
        }

        foreach (var alternative in rule.Alternatives)
        {
            var weight = alternative.Weight ?? 1.0 / rule.Alternatives.Count;
            FeatureTerm[] terms = [.. alternative.Symbols.SelectMany(s => s.Features)];
            if (expanded.Count + Choices(terms, bound) > MostRules)
            {
                throw Error(alternative.Place, string.Create(CultureInfo.InvariantCulture,
                    $"with this alternative the grammar has more than {MostRules:N0} rules, one for each way to choose its variables; use fewer of them."));
            }

            foreach (var (assigned, share) in Bindings(terms, bound))
            {
                var offset = 0;
                var right = new List<object>();
                foreach (var term in alternative.Symbols)
                {
                    right.Add(term.IsWord ? term.Name : SymbolOf(term, assigned[offset..(offset + term.Features.Count)]));
                    offset += term.Features.Count;
                }

                expanded.Add((symbol, right, weight * share));
            }
        }
    }

    /// <summary>The variables of these terms that have no value yet, each once.</summary>
    private static FeatureTerm[] Free(IReadOnlyList<FeatureTerm> terms, Dictionary<string, int> bound) =>
        [.. terms.Where(t => t.Variable is not null && !bound.ContainsKey(t.Variable)).DistinctBy(t => t.Variable)];

    /// <summary>How many ways there are to give these terms values.</summary>
    private static double Choices(IReadOnlyList<FeatureTerm> terms, Dictionary<string, int> bound) =>
        Free(terms, bound).Select(t => (double)t.Feature.Values.Count).Concat(terms.Where(t => t.Other).Select(t => t.Feature.Values.Count - 1.0))
            .Aggregate(1.0, (ways, count) => ways * count);

    /// <summary>Every way to give these terms values; a variable has one value throughout, an unbound one takes each with equal share.</summary>
    private static IEnumerable<(int[] Values, double Share)> Bindings(IReadOnlyList<FeatureTerm> terms, Dictionary<string, int> bound)
    {
        var share = 1 / Choices(terms, bound);
        IEnumerable<Dictionary<string, int>> assignments = [bound];
        foreach (var term in Free(terms, bound))
        {
            assignments = assignments.SelectMany(a => Enumerable.Range(0, term.Feature.Values.Count)
                .Select(v => new Dictionary<string, int>(a, StringComparer.Ordinal) { [term.Variable!] = v }));
        }

        foreach (var assignment in assignments)
        {
            IEnumerable<int[]> rows = [[]];
            foreach (var term in terms)
            {
                var values = term switch
                {
                    { Value: { } value } => [value],
                    { Other: false } => [assignment[term.Variable!]],
                    _ => Enumerable.Range(0, term.Feature.Values.Count).Where(v => v != assignment[term.Variable!]).ToArray(),
                };
                rows = rows.SelectMany(r => values.Select(v => (int[])[.. r, v]));
            }

            foreach (var row in rows) yield return (row, share);
        }
    }

    private int SymbolOf(SymbolTerm term, int[] values)
    {
        var name = NameOf(term, values);
        if (symbols.TryGetValue(name, out var symbol)) return symbol;
        symbols.Add(name, symbol = symbols.Count);
        pending.Add((term.Name, values, term.Place));
        return symbol;
    }

    private static string NameOf(SymbolTerm term, int[] values) => values.Length == 0
        ? term.Name
        : $"{term.Name}[{string.Join(", ", term.Features.Zip(values, (f, v) => f.Feature.Values[v]))}]";

    private static bool Matches(SymbolTerm left, int[] values) =>
        left.Features.Zip(values).All(p => p.First.Value is null || p.First.Value == p.Second);

    /// <summary>A symbol has the same features wherever it stands.</summary>
    private void CheckSignatures()
    {
        var mentions = syntax.Rules.SelectMany(r => r.Alternatives).SelectMany(a => a.Symbols).Where(s => !s.IsWord).Prepend(syntax.Start);
        foreach (var term in syntax.Rules.Select(r => r.Left).Concat(mentions))
        {
            var definition = byName[term.Name].FirstOrDefault()?.Left ?? throw Error(term.Place, GrammarParser.Undefined(term.Name));
            if (definition.Features.Select(f => f.Feature).SequenceEqual(term.Features.Select(f => f.Feature))) continue;
            var there = syntax.StartIsChosen ? "in its rule" : string.Create(CultureInfo.InvariantCulture, $"on line {definition.Place.Line}");
            throw Error(term.Place, $"{term.Name} has {Signature(term)} here but {Signature(definition)} {there}; write the same features everywhere.");
        }
    }

    private static string Signature(SymbolTerm term) =>
        term.Features.Count == 0 ? "no features" : $"[{string.Join(", ", term.Features.Select(f => f.Feature.Name))}]";

    // The file has been expanded from its own start before: what is wrong now is the chosen one.
    private GrammarException Error(Place place, string message) =>
        new(syntax.StartIsChosen ? GrammarParser.StartSymbol : syntax.Source, place.Line, place.Column, message);
}
