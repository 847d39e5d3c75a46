using RnnLm.Models;
using RnnLm.Models.NGram;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Models;

public class ScoringTests
{
    private static readonly Corpus Train = Corpus.FromText("a b\na b\na c\nb");
    private static readonly Vocabulary Words = Vocabulary.Build(Train, new WordTokenizer());
    private static readonly NGramModel Counted = NGramModel.MaximumLikelihood(Words, Train.Encode(Words), 2);

    [Fact]
    public void The_probability_of_a_text_is_the_product_of_its_steps()
    {
        Assert.Equal(Math.Log(3 / 4.0 * 2 / 3), Counted.LogProbability("a b"), 6);
        Assert.Equal(Math.Log(3 / 4.0 * 2 / 3 * 1 * 1 / 4), Counted.LogProbability("a b\nb"), 6);
        Assert.Equal(0, Counted.LogProbability(""));
        Assert.Equal(double.NegativeInfinity, Counted.LogProbability("c"));
    }

    [Fact]
    public void Next_ranks_the_continuations()
    {
        var next = Counted.Next("a", 3);
        Assert.Equal(["b", "c"], next.Take(2).Select(p => p.Token));
        Assert.Equal(2 / 3.0, next[0].Probability, 6);
        Assert.Equal(0, next[2].Probability);
        Assert.Equal(6, Counted.Next("a").Count);
        Assert.Equal(1, Counted.Next("a").Sum(p => p.Probability), 6);
        Assert.Equal("b", Counted.Next("c\na", 1)[0].Token); // a new line
    }

    [Fact]
    public void Perplexity_says_what_it_counts()
    {
        // Add one: P(w) = (c + 1)/(11 + 5) with counts </s> 4, b 3, a 3, c 1, <unk> 0.
        var report = NGramModel.AddK(Words, Train.Encode(Words), 1).Evaluate(Corpus.FromText("a größe\nc\n"));
        Assert.Equal((5, 1, 2, 2), (report.Tokens, report.Unknown.Count, report.Ends.Count, report.Known.Count));
        Assert.Equal(10, report.Characters);
        var (a, c, unknown, end) = (4 / 16.0, 2 / 16.0, 1 / 16.0, 5 / 16.0);
        Assert.Equal(Math.Log(a * c * unknown * end * end), report.LogProbability, 12);
        Assert.Equal(Math.Pow(a * c * unknown * end * end, -1 / 5.0), report.Perplexity, 12);
        Assert.Equal(Math.Pow(a * c * end * end, -1 / 4.0), report.PerplexityWithoutUnknown, 12);
        Assert.Equal(Math.Pow(a * c * unknown, -1 / 3.0), report.PerplexityWithoutEnds, 12);
        Assert.Equal(Math.Pow(a * c, -1 / 2.0), report.PerplexityOfKnown, 12);
        Assert.Equal(-Math.Log2(a * c * unknown * end * end) / 10, report.BitsPerCharacter, 12);
        Assert.Equal(Math.Log2(report.Perplexity), report.BitsPerToken, 12);
        Assert.Equal(Math.Log(report.Perplexity), report.NegativeLogLikelihood, 12);
    }

    [Fact]
    public void What_was_impossible_makes_only_those_perplexities_infinite_that_count_it()
    {
        var report = Counted.Evaluate(Corpus.FromText("a <unk>\na b"));
        Assert.Equal(double.PositiveInfinity, report.Perplexity);
        Assert.False(double.IsInfinity(report.PerplexityWithoutUnknown));
        Assert.True(double.IsNaN(Counted.Evaluate([]).Perplexity));
        Assert.True(double.IsNaN(Counted.Evaluate([3]).BitsPerCharacter));
    }
}
