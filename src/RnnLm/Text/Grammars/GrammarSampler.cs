using RnnLm.Numerics;

namespace RnnLm.Text.Grammars;

/// <summary>Writes text by a grammar: any number of lines, one at a time, the same ones for the same seed.</summary>
public sealed class GrammarSampler
{
    private readonly Grammar grammar;
    private readonly RandomGenerator random;
    private readonly double[][] cumulative;
    private readonly Stack<(int Symbol, int Parent)> open = new();
    private int start;
    private int linesLeft;

    /// <summary>A sampler that begins a new paragraph.</summary>
    public GrammarSampler(Grammar grammar, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        this.grammar = grammar;
        random = new RandomGenerator(seed);
        cumulative = [.. grammar.RulesOf.Select(rules =>
        {
            var sum = 0.0;
            return rules.Select(r => sum += grammar.Rules[r].Probability).ToArray();
        })];
    }

    /// <summary>The start symbol of the line written last: which topic its paragraph has.</summary>
    internal int Topic { get; private set; } = -1;

    /// <summary>Lines without end; take as many as are wanted.</summary>
    public IEnumerable<string> Lines()
    {
        var words = new List<int>();
        while (true)
        {
            words.Clear();
            WriteLine(words);
            yield return string.Join(' ', words.Select(w => grammar.Words[w]));
        }
    }

    /// <summary>Lines with the part that each word plays: the name of the nonterminal that wrote it, such as <c>Verb</c>.</summary>
    public IEnumerable<(string[] Words, string[] Parts)> LinesWithParts()
    {
        var words = new List<int>();
        var parts = new List<int>();
        while (true)
        {
            words.Clear();
            parts.Clear();
            WriteLine(words, parts);
            yield return ([.. words.Select(w => grammar.Words[w])], [.. parts.Select(grammar.NameOf)]);
        }
    }

    /// <summary>Whole lines until they hold at least this many words.</summary>
    public IEnumerable<string> Words(long count)
    {
        foreach (var line in Lines())
        {
            if (count <= 0) yield break;
            count -= 1 + line.AsSpan().Count(' ');
            yield return line;
        }
    }

    /// <summary>Appends the words of the next line; returns ln P(derivation | topic).</summary>
    /// <param name="words">Takes the words.</param>
    /// <param name="parts">Takes the nonterminal that wrote each word, if wanted.</param>
    internal double WriteLine(List<int> words, List<int>? parts = null)
    {
        if (linesLeft == 0)
        {
            start = grammar.Starts[random.Next(grammar.Starts.Count)];
            linesLeft = grammar.ShortestParagraph + random.Next(grammar.LongestParagraph - grammar.ShortestParagraph + 1);
        }

        linesLeft--;
        Topic = start;
        var logProbability = 0.0;
        open.Push((start, -1));
        while (open.TryPop(out var next))
        {
            var (symbol, parent) = next;
            if (symbol < 0)
            {
                words.Add(~symbol);
                parts?.Add(parent);
                continue;
            }

            var index = Array.BinarySearch(cumulative[symbol], random.NextDouble());
            index = Math.Min(index < 0 ? ~index : index + 1, cumulative[symbol].Length - 1);
            var rule = grammar.Rules[grammar.RulesOf[symbol][index]];
            logProbability += Math.Log(rule.Probability);
            for (var i = rule.Right.Length - 1; i >= 0; i--) open.Push((rule.Right[i], symbol));
        }

        return logProbability;
    }
}
