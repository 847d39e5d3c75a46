using FsCheck;
using FsCheck.Fluent;
using RnnLm.Models;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Tests.Grammars;

public sealed class GrammarOracleTests
{
    private const string Agreement = """
        feature number = singular plural
        Sentence -> 0.7: the Noun[number] Verb[number] | 0.3: the Noun[number] near the Noun[!number] Verb[number]
        Noun[singular] -> 0.8: cat | 0.2: fish
        Noun[plural] -> cats | fish
        Verb[singular] -> sleeps | eats the Noun[number]
        Verb[plural] -> sleep | eat
        """;

    // Left recursion, a cycle of unit rules, ambiguity: everything that a simple top-down oracle gets wrong.
    private const string Recursive = """
        Phrase -> 0.1: Phrase with Phrase | 0.4: Noun | 0.5: Other
        Noun -> 0.5: a | 0.2: Other | 0.3: b b
        Other -> 0.3: Noun | 0.7: b
        """;

    [Fact]
    public void Prefix_probabilities_equal_those_of_all_lines_written_out()
    {
        var grammar = Grammar.Parse(Agreement);
        var lines = Enumerate(grammar, grammar.Starts[0], 20);
        Assert.Equal(1, lines.Values.Sum(), 12);
        AssertPrefixes(grammar, lines, 1e-12);
    }

    [Fact]
    public void Prefix_probabilities_hold_with_left_recursion_unit_cycles_and_ambiguity()
    {
        var grammar = Grammar.Parse(Recursive);
        // Each further "with" is rarer; by 9 words the rest weighs less than the tolerance below for prefixes of 3 words.
        var lines = ByInside(grammar, 9);
        Assert.InRange(lines.Values.Sum(), 0.995, 1);
        AssertPrefixes(grammar, lines, 1 - lines.Values.Sum(), longest: 3);
        var shortLines = lines.Where(l => l.Key.Length <= 5);
        foreach (var (line, probability) in shortLines) Assert.Equal(Math.Log(probability), LogProbability(new GrammarOracle(grammar), line), 10);
    }

    [Fact]
    public void Next_adds_up_to_one_and_agrees_with_single_tokens_at_every_prefix()
    {
        foreach (var text in new[] { Agreement, Recursive, Paragraphs })
        {
            var grammar = Grammar.Parse(text);
            var oracle = new GrammarOracle(grammar);
            var next = new double[oracle.Vocabulary.Count];
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
            {
                var context = oracle.Start();
                foreach (var line in new GrammarSampler(grammar, (ulong)seed).Lines().Take(4))
                {
                    foreach (var token in oracle.Vocabulary.Encode(line).Append(Vocabulary.Eos))
                    {
                        context.Next(next);
                        Assert.Equal(1, next.Sum(Math.Exp), 9);
                        Assert.Equal(next[token], context.LogProbability(token), 9);
                        Assert.True(double.IsFinite(next[token]));
                        context.Read(token);
                    }
                }
            }));
        }
    }

    private const string Paragraphs = """
        feature topic = sea town
        paragraph topic 2 3
        Line[topic] -> 0.5: we saw the Thing[topic] | 0.5: we slept
        Thing[sea] -> ship | wave
        Thing[town] -> 0.9: shop | 0.1: ship
        """;

    [Fact]
    public void The_topic_of_a_paragraph_is_inferred_exactly()
    {
        var grammar = Grammar.Parse(Paragraphs);
        var oracle = new GrammarOracle(grammar);
        var context = oracle.Start();
        foreach (var line in new[] { "we saw the ship", "we slept" }) ReadLine(context, oracle, line);

        // By hand. After "ship" P(sea) = .5/(.5+.1) = 5/6. The second line ends the paragraph if it has two lines (1/2), and
        // then topics are even again: P(sea) = ½·½ + ½·5/6 = 2/3.
        foreach (var word in "we saw the".Split(' ')) context.Read(oracle.Vocabulary[word]);
        Assert.Equal(2.0 / 3 * 0.5, Math.Exp(context.LogProbability(oracle.Vocabulary["wave"])), 12);
        Assert.Equal(1.0 / 3 * 0.9, Math.Exp(context.LogProbability(oracle.Vocabulary["shop"])), 12);
    }

    [Fact]
    public void Sampled_frequencies_agree_with_the_oracle()
    {
        var grammar = Grammar.Parse(Recursive);
        var oracle = new GrammarOracle(grammar);
        const int lines = 100_000;
        foreach (var group in new GrammarSampler(grammar, 5).Lines().Take(lines).GroupBy(l => l).Where(g => g.Count() > 400))
        {
            var p = Math.Exp(LogProbability(oracle, group.Key.Split(' ')));
            var deviation = Math.Sqrt(p * (1 - p) / lines);
            Assert.InRange(group.Count() / (double)lines, p - (5 * deviation), p + (5 * deviation));
        }
    }

    [Fact]
    public void An_impossible_word_has_probability_zero_and_the_next_line_is_understood_again()
    {
        var oracle = new GrammarOracle(Grammar.Parse(Agreement));
        var context = oracle.Start();
        Assert.Equal(double.NegativeInfinity, context.LogProbability(oracle.Vocabulary["sleeps"]));
        Assert.Equal(double.NegativeInfinity, context.LogProbability(Vocabulary.Unk));
        context.Read(oracle.Vocabulary["sleeps"]);
        context.Read(Vocabulary.Eos);
        Assert.Equal(0, context.LogProbability(oracle.Vocabulary["the"]), 12);
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var oracle = new GrammarOracle(Grammar.Parse(Agreement));
        var context = oracle.Start();
        context.Read(oracle.Vocabulary["the"]);
        var copy = context.Copy();
        copy.Read(oracle.Vocabulary["cats"]);
        Assert.Equal(0.5 * 0.8, Math.Exp(context.LogProbability(oracle.Vocabulary["cat"])), 12);
        Assert.Equal(double.NegativeInfinity, copy.LogProbability(oracle.Vocabulary["sleeps"]));
    }

    [Fact]
    public void The_mean_loss_of_the_oracle_is_the_derivation_entropy_where_nothing_is_ambiguous()
    {
        var grammar = Grammar.Parse("""
            Sentence -> 0.9: the Noun Verb | 0.1: rain Verb
            Noun -> 0.7: cat | 0.2: dog | 0.1: old Noun
            Verb -> sleeps | runs away | eats
            """);
        var oracle = new GrammarOracle(grammar);
        var losses = new GrammarSampler(grammar, 3).Lines().Take(20_000).Select(l => -LogProbability(oracle, l.Split(' '))).ToArray();
        var deviation = Math.Sqrt(losses.Select(l => l * l).Average() - Math.Pow(losses.Average(), 2)) / Math.Sqrt(losses.Length);
        Assert.InRange(GrammarMoments.DerivationEntropy(grammar), losses.Average() - (4 * deviation), losses.Average() + (4 * deviation));
    }

    private static void AssertPrefixes(Grammar grammar, IReadOnlyDictionary<string[], double> lines, double tolerance, int longest = int.MaxValue)
    {
        var oracle = new GrammarOracle(grammar);
        var prefixes = lines.Keys.SelectMany(l => Enumerable.Range(1, Math.Min(longest, l.Length)).Select(n => string.Join(' ', l[..n]))).ToHashSet();
        foreach (var prefix in prefixes)
        {
            var expected = lines.Where(l => (string.Join(' ', l.Key) + ' ').StartsWith(prefix + ' ', StringComparison.Ordinal)).Sum(l => l.Value);
            var actual = 0.0;
            var context = oracle.Start();
            foreach (var word in prefix.Split(' '))
            {
                actual += context.LogProbability(oracle.Vocabulary[word]);
                context.Read(oracle.Vocabulary[word]);
            }

            Assert.InRange(Math.Exp(actual), expected - tolerance - 1e-12, expected + tolerance + 1e-12);
        }
    }

    /// <summary>Every line and its probability, by expanding the leftmost symbol in all ways.</summary>
    private static Dictionary<string[], double> Enumerate(Grammar grammar, int symbol, int deepest)
    {
        var lines = new Dictionary<string, double>();
        Expand([symbol], 1, deepest);
        return lines.ToDictionary(l => l.Key.Split(' '), l => l.Value);

        void Expand(int[] form, double probability, int depth)
        {
            var at = Array.FindIndex(form, s => s >= 0);
            if (at < 0)
            {
                var line = string.Join(' ', form.Select(s => grammar.Words[~s]));
                lines[line] = lines.GetValueOrDefault(line) + probability;
            }
            else if (depth > 0)
            {
                foreach (var rule in grammar.RulesOf[form[at]].Select(r => grammar.Rules[r]))
                    Expand([.. form[..at], .. rule.Right, .. form[(at + 1)..]], probability * rule.Probability, depth - 1);
            }
        }
    }

    /// <summary>Every line of at most so many words and its probability, by summing over all splits until nothing changes: no Earley in it.</summary>
    private static Dictionary<string[], double> ByInside(Grammar grammar, int longest)
    {
        var inside = grammar.Symbols.Select(_ => new Dictionary<string, double>()).ToArray();
        for (var round = 0; round < 40; round++)
        {
            var next = grammar.Symbols.Select(_ => new Dictionary<string, double>()).ToArray();
            foreach (var rule in grammar.Rules)
            {
                Dictionary<string, double> forms = new() { [""] = rule.Probability };
                foreach (var symbol in rule.Right)
                {
                    var parts = symbol < 0 ? new Dictionary<string, double> { [grammar.Words[~symbol]] = 1 } : inside[symbol];
                    forms = forms.SelectMany(f => parts.Select(p => (Key: $"{f.Key} {p.Key}".Trim(), Value: f.Value * p.Value)))
                        .Where(f => f.Key.Split(' ').Length <= longest && f.Value > 1e-9)
                        .GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
                }

                foreach (var (form, value) in forms) next[rule.Left][form] = next[rule.Left].GetValueOrDefault(form) + value;
            }

            inside = next;
        }

        return inside[grammar.Starts[0]].ToDictionary(l => l.Key.Split(' '), l => l.Value);
    }

    private static double LogProbability(GrammarOracle oracle, string[] words)
    {
        var context = oracle.Start();
        var sum = 0.0;
        foreach (var token in words.Select(w => oracle.Vocabulary[w]).Append(Vocabulary.Eos))
        {
            sum += context.LogProbability(token);
            context.Read(token);
        }

        return sum;
    }

    private static void ReadLine(IContext context, GrammarOracle oracle, string line)
    {
        foreach (var token in oracle.Vocabulary.Encode(line).Append(Vocabulary.Eos)) context.Read(token);
    }
}
