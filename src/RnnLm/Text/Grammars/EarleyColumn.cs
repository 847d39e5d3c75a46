using System.Runtime.InteropServices;

namespace RnnLm.Text.Grammars;

/// <summary>A dotted rule in the chart: <paramref name="Forward"/> is α, the probability of all derivations that reach it,
/// <paramref name="Inner"/> is γ, the probability that its part before the dot derived the words since <paramref name="Origin"/>.</summary>
internal readonly record struct EarleyState(int Item, int Origin, double Forward, double Inner);

/// <summary>
/// One column of a probabilistic Earley chart (Stolcke 1995): everything a prefix of words leaves open.
/// Scaled so that the forward probabilities are conditional on the prefix.
/// </summary>
internal sealed class EarleyColumn
{
    private readonly EarleyTables tables;
    private readonly Dictionary<int, List<EarleyState>> waiting = []; // by the symbol after the dot
    private readonly double[] predicted; // A(Y): the expected number of Ys that begin here
    private readonly List<int> predictedSymbols = [];

    private EarleyColumn(EarleyTables tables, IEnumerable<EarleyState> states)
    {
        this.tables = tables;
        predicted = new double[tables.Grammar.SymbolCount];
        foreach (var state in states)
        {
            var symbol = tables.NextSymbol(state.Item);
            if (!waiting.TryGetValue(symbol, out var list)) waiting.Add(symbol, list = []);
            list.Add(state);
        }

        foreach (var (symbol, list) in waiting.Where(w => w.Key >= 0)) Predict(symbol, list.Sum(s => s.Forward));
    }

    /// <summary>The column before the first word of a line.</summary>
    /// <param name="tables">The grammar.</param>
    /// <param name="belief">The probability of each start symbol.</param>
    public static EarleyColumn First(EarleyTables tables, IReadOnlyList<double> belief) => new(tables,
        belief.Select((p, s) => new EarleyState(tables.Item(tables.FirstStartRule + s, 0), 0, p, 1)).Where(s => s.Forward > 0));

    /// <summary>Adds P(w | prefix) for every word w, the end of the line included, to an array of zeros.</summary>
    public void NextWords(Span<double> probabilities)
    {
        foreach (var (symbol, states) in waiting)
        {
            if (symbol >= 0) continue;
            foreach (var state in states) probabilities[~symbol] += state.Forward;
        }

        foreach (var symbol in predictedSymbols)
        {
            foreach (var (word, probability) in tables.FirstWords(symbol)) probabilities[word] += predicted[symbol] * probability;
        }
    }

    /// <summary>P(word | prefix).</summary>
    public double Probability(int word)
    {
        var sum = 0.0;
        if (waiting.TryGetValue(~word, out var states))
        {
            foreach (var state in states) sum += state.Forward;
        }

        foreach (var (_, left, probability) in tables.RulesThatBeginWithWord(word)) sum += predicted[left] * probability;
        return sum;
    }

    /// <summary>After the end of a line: the posterior probability of each start symbol.</summary>
    public double[] StartsOfLine()
    {
        var posterior = new double[tables.Grammar.Starts.Count];
        var total = Probability(tables.EndOfLine);
        foreach (var state in waiting.GetValueOrDefault(~tables.EndOfLine) ?? [])
            posterior[tables.RuleOf(state.Item) - tables.FirstStartRule] += state.Forward / total;
        return posterior;
    }

    /// <summary>The column after one more word.</summary>
    /// <param name="tables">The grammar.</param>
    /// <param name="columns">All columns so far, this prefix's last.</param>
    /// <param name="word">A word that has a probability over 0 here.</param>
    public static EarleyColumn After(EarleyTables tables, IReadOnlyList<EarleyColumn> columns, int word)
    {
        var last = columns[^1];
        var scale = 1 / last.Probability(word);
        var scan = new Completions(tables, columns.Count);
        foreach (var state in last.waiting.GetValueOrDefault(~word) ?? [])
            scan.Add(state.Item + 1, state.Origin, state.Forward * scale, state.Inner * scale);
        foreach (var (rule, left, probability) in tables.RulesThatBeginWithWord(word))
        {
            var forward = last.predicted[left];
            if (forward > 0) scan.Add(tables.Item(rule, 1), columns.Count - 1, forward * probability * scale, probability * scale);
        }

        // A phrase that is complete moves the dot of whatever waited for it where it began; the latest beginnings first,
        // so that each phrase's inner probability is whole before it is used.
        for (var origin = columns.Count - 1; origin >= 0; origin--)
        {
            foreach (var (symbol, inner) in scan.CompletedAt(origin)) columns[origin].Complete(scan, origin, symbol, inner);
        }

        return new EarleyColumn(tables, scan.States());
    }

    private void Complete(Completions scan, int origin, int symbol, double inner)
    {
        foreach (var (parent, weight) in tables.UnitParents(symbol))
        {
            var mass = weight * inner;
            if (waiting.TryGetValue(parent, out var states))
            {
                foreach (var state in states) scan.Add(state.Item + 1, state.Origin, state.Forward * mass, state.Inner * mass);
            }

            foreach (var (rule, probability) in tables.RulesThatBeginWithPhrase(parent))
            {
                var forward = predicted[tables.Rules[rule].Left];
                if (forward > 0) scan.Add(tables.Item(rule, 1), origin, forward * probability * mass, probability * mass);
            }
        }
    }

    private void Predict(int symbol, double forward)
    {
        foreach (var (corner, weight) in tables.LeftCorners(symbol))
        {
            if (predicted[corner] == 0) predictedSymbols.Add(corner);
            predicted[corner] += forward * weight;
        }
    }

    /// <summary>The states of a column while it is being made, and the phrases that are complete at its end.</summary>
    private sealed class Completions(EarleyTables tables, int columns)
    {
        private readonly Dictionary<(int Item, int Origin), (double Forward, double Inner)> states = [];
        private readonly Dictionary<int, double>?[] completed = new Dictionary<int, double>?[columns];

        public void Add(int item, int origin, double forward, double inner)
        {
            if (tables.IsComplete(item))
            {
                var phrases = completed[origin] ??= [];
                var symbol = tables.Rules[tables.RuleOf(item)].Left;
                phrases[symbol] = phrases.GetValueOrDefault(symbol) + inner;
                return;
            }

            ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(states, (item, origin), out _);
            state = (state.Forward + forward, state.Inner + inner);
        }

        public Dictionary<int, double> CompletedAt(int origin) => completed[origin] ?? [];

        public IEnumerable<EarleyState> States() =>
            states.Select(s => new EarleyState(s.Key.Item, s.Key.Origin, s.Value.Forward, s.Value.Inner));
    }
}
