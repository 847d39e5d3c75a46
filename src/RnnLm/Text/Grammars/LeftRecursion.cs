namespace RnnLm.Text.Grammars;

/// <summary>
/// The rules of a grammar without those that begin with their own left side (Aho, Sethi and Ullman 1986, §4.3): X → X α (p) | β (q) becomes
/// X → β X′ (q/Σq) and X′ → α X′ (p) | nothing (Σq), which writes the same lines with the same probabilities.
/// </summary>
/// <remarks>So a leftmost derivation need not decide how often X repeats before its first word is written.</remarks>
internal static class LeftRecursion
{
    /// <summary>The rules of each symbol as they are: right sides and their probabilities.</summary>
    public static (int[] Right, double P)[][] Kept(Grammar grammar) =>
        [.. grammar.RulesOf.Select(rules => rules.Select(r => (grammar.Rules[r].Right, grammar.Rules[r].Probability)).ToArray())];

    /// <summary>The new rules of each symbol: right sides, which may be empty, and their probabilities; X′ has the number X + the grammar's symbol count.</summary>
    public static (int[] Right, double P)[][] Removed(Grammar grammar)
    {
        var count = grammar.SymbolCount;
        var rules = new (int[] Right, double P)[2 * count][];
        for (var x = 0; x < count; x++)
        {
            var own = grammar.RulesOf[x].Select(r => (grammar.Rules[r].Right, P: grammar.Rules[r].Probability))
                .Where(r => r.Right is not [var only] || only != x).ToArray(); // X → X writes nothing
            var total = own.Sum(r => r.P);
            var ending = own.Where(r => r.Right[0] != x).Sum(r => r.P);
            var tail = x + count;
            rules[tail] = [];
            if (ending == total)
            {
                rules[x] = [.. own.Select(r => (r.Right, r.P / total))];
                continue;
            }

            rules[x] = [.. own.Where(r => r.Right[0] != x).Select(r => (Append(r.Right, tail), r.P / ending))];
            rules[tail] = [.. own.Where(r => r.Right[0] == x).Select(r => (Append(r.Right[1..], tail), r.P / total)), ([], ending / total)];
        }

        return rules;

        static int[] Append(int[] symbols, int last) => [.. symbols, last];
    }

    /// <summary>The entropy of the derivations of each symbol.</summary>
    public static double[] Entropies((int[] Right, double P)[][] rules)
    {
        var children = rules.Select(alternatives =>
        {
            var counts = new Dictionary<int, double>();
            foreach (var (right, p) in alternatives)
            {
                foreach (var child in right.Where(s => s >= 0)) counts[child] = counts.GetValueOrDefault(child) + p;
            }

            return counts;
        }).ToArray();
        return FixedPoint.Solve(children, [.. rules.Select(alternatives => alternatives.Sum(r => -r.P * Math.Log(r.P)))]);
    }
}
