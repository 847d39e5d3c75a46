using RnnLm.Analysis;
using RnnLm.Models.NGram;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Tests.Analysis;

public sealed class ScoredTextTests
{
    private const string Remember = """
        feature item = a b
        dependency Answer Cue
        Line -> Cue[item] noise Answer[item] | Cue[item] noise noise Answer[item]
        Cue[a] -> a
        Cue[b] -> b
        Answer[a] -> a
        Answer[b] -> b
        """;

    [Fact]
    public void The_oracle_is_at_the_floor_and_a_bigram_loses_what_it_forgot()
    {
        var oracle = new GrammarOracle(Grammar.Parse(Remember));
        var text = new ScoredText(oracle, seed: 1, words: 20_000);
        Assert.All(text.AboveFloor(oracle), nats => Assert.Equal(0, nats, 12));

        // The line's choices are a fair coin for the item and one for the length: 2·ln 2 over 3.5 words and the line's end.
        Assert.Equal(Math.Exp(2 * Math.Log(2) / 4.5), text.Floor, 0.01);

        int[] train = [.. new GrammarSampler(oracle.Grammar, 9).Words(100_000).SelectMany(l => oracle.Vocabulary.Encode(l).Append(Vocabulary.Eos))];
        var above = text.AboveFloor(NGramModel.MaximumLikelihood(oracle.Vocabulary, train, 2));
        // After a noise it gives a, b and another noise a third each; the oracle knows the item, and after two noises the length.
        Assert.Equal(Math.Log(1.5), text.Dependents.Where(d => d.Distance == 2).Average(d => above[d.Position]), 0.02);
        Assert.Equal(Math.Log(3), text.Dependents.Where(d => d.Distance == 3).Average(d => above[d.Position]), 0.02);
        Assert.Equal([2, 3], text.Dependents.Select(d => d.Distance).Distinct().Order());
        Assert.All(text.Dependents, d => Assert.Equal(("Answer", "Cue"), (d.Dependency.Word, d.Dependency.Cues.Single())));
    }

    [Fact]
    public void The_oracle_recalls_what_its_grammar_wrote_and_a_bigram_guesses()
    {
        var oracle = new GrammarOracle(Grammar.Parse("""
            feature item = a b
            dependency Answer Cue
            Line -> Cue[item] noise Answer[item]
            Cue[a] -> a
            Cue[b] -> b
            Answer[a] -> a
            Answer[b] -> b
            """));
        var text = new ScoredText(oracle, seed: 2, words: 2_000);
        Assert.All(text.Recalled(oracle), Assert.True);
        int[] train = [.. new GrammarSampler(oracle.Grammar, 9).Words(10_000).SelectMany(l => oracle.Vocabulary.Encode(l).Append(Vocabulary.Eos))];
        var bigram = text.Recalled(NGramModel.MaximumLikelihood(oracle.Vocabulary, train, 2));
        Assert.Equal(text.Dependents.Count, bigram.Length);
        Assert.InRange(bigram.Average(right => right ? 1.0 : 0), 0.4, 0.6);
    }

    [Fact]
    public void What_forgetting_costs_is_averaged_by_distance()
    {
        var oracle = new GrammarOracle(Grammar.Parse(Remember));
        var text = new ScoredText(oracle, seed: 1, words: 2_000);
        int[] train = [.. new GrammarSampler(oracle.Grammar, 9).Words(10_000).SelectMany(l => oracle.Vocabulary.Encode(l).Append(Vocabulary.Eos))];
        var bigram = NGramModel.MaximumLikelihood(oracle.Vocabulary, train, 2);
        var above = text.AboveFloor(bigram);
        double At(int distance) => text.Dependents.Where(d => d.Distance == distance).Average(d => above[d.Position]);

        Assert.Equal([(2, At(2)), (3, At(3))], text.CostByDistance(bigram, "Answer", width: 1));
        var together = Assert.Single(text.CostByDistance(bigram, "Answer", width: 4)); // 1 to 4
        Assert.Equal(text.Dependents.Average(d => d.Distance), together.Distance, 12);
        Assert.Equal(text.Dependents.Average(d => above[d.Position]), together.Nats, 12);
        Assert.Equal([3], text.CostByDistance(bigram, "Answer", width: 2).Skip(1).Select(bin => bin.Distance)); // 1 to 2, 3 to 4
        Assert.Empty(text.CostByDistance(bigram, "Answer", least: text.Dependents.Count + 1));
        Assert.StartsWith("The grammar has no dependency of 'Cue'; it has Answer.", Assert.Throws<ArgumentException>(() => text.CostByDistance(bigram, "Cue")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_vocabulary_is_refused()
    {
        var text = new ScoredText(new GrammarOracle(Grammar.Parse(Remember)), 1, 100);
        var other = new GrammarOracle(Grammar.Parse("Line -> c"));
        Assert.Throws<ArgumentException>(() => text.AboveFloor(other));
    }
}
