using FsCheck;
using FsCheck.Fluent;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Tests.Grammars;

/// <summary>The oracle against brute force on hundreds of small grammars at random.</summary>
public sealed class RandomGrammarTests
{
    [Fact]
    public void The_oracle_gives_every_next_word_the_probability_that_writing_out_all_derivations_gives()
    {
        var (grammars, leftRecursive, paragraphs, prefixes) = (0, 0, 0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var text = RandomGrammar.Text((ulong)seed);
            if (RandomGrammar.Parse(text) is not { } grammar) return;
            grammars++;
            if (grammar.Rules.Any(r => r.Right[0] == r.Left)) leftRecursive++;
            if (grammar.LongestParagraph > 1) paragraphs++;
            prefixes += AssertExact(grammar, (ulong)seed, words: 15);
        }));
        Assert.InRange(grammars, 15, 60);
        Assert.InRange(leftRecursive, 3, 60);
        Assert.InRange(paragraphs, 1, 60);
        Assert.InRange(prefixes, 4 * grammars, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"{grammars} grammars, {leftRecursive} with left recursion, {paragraphs} with paragraphs, {prefixes} prefixes");
    }

    [Fact]
    public void A_topic_over_three_to_six_lines_is_inferred_as_brute_force_infers_it() => Assert.InRange(AssertExact(
        Grammar.Parse("""
            feature topic = sea town air
            paragraph topic 3 6
            Line[topic] -> 0.5: we saw the Thing[topic] | 0.3: we slept | 0.2: we saw no Thing[!topic]
            Thing[sea] -> ship | wave
            Thing[town] -> 0.9: shop | 0.1: ship
            Thing[air] -> 0.8: cloud | 0.1: shop | 0.1: wave
            """),
        seed: 3,
        words: 400), 400, 600);

    /// <summary>Compares at every prefix of a text; returns how many there were.</summary>
    private static int AssertExact(Grammar grammar, ulong seed, int words)
    {
        var compared = 0;
        var oracle = new GrammarOracle(grammar);
        var (context, reference) = (oracle.Start(), new LeftmostDerivations(grammar));
        var next = new double[oracle.Vocabulary.Count];
        foreach (var line in new GrammarSampler(grammar, seed).Words(words))
        {
            foreach (var word in line.Split(' ').Take(25).Append<string?>(null))
            {
                if (reference.Error > 1e-4) return compared; // brute force can say no more
                compared++;
                context.Next(next);
                Assert.Equal(1, next.Sum(Math.Exp), 9);
                var expected = new double[next.Length];
                foreach (var (candidate, probability) in reference.Next()) expected[Token(candidate)] += probability;
                for (var v = 0; v < next.Length; v++) Assert.Equal(expected[v], Math.Exp(next[v]), (2 * reference.Error) + 1e-9);
                if (word is null && double.IsNegativeInfinity(next[Vocabulary.Eos])) return compared; // a long line, cut short
                Assert.Equal(next[Token(word)], context.LogProbability(Token(word)), 1e-9);
                context.Read(Token(word));
                reference.Read(word);
            }
        }

        return compared;

        int Token(string? word) => word is null ? Vocabulary.Eos : oracle.Vocabulary[word];
    }
}
