using RnnLm.Models;
using RnnLm.Models.NGram;
using RnnLm.Numerics;
using RnnLm.Tests.NGram;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Models;

public class InterpolatedModelTests
{
    private static readonly Corpus Train = Corpus.FromText("a b c\nb c a\na a b\nc b\n");
    private static readonly Corpus HeldOut = Corpus.FromText("a b\nc a b b\nb c b\n");
    private static readonly Vocabulary Words = Vocabulary.Build(Train, new WordTokenizer());
    private static readonly NGramModel Bigram = NGramModel.KneserNey(Words, Train.Encode(Words), 2);
    private static readonly NGramModel Unigram = NGramModel.KneserNey(Words, Train.Encode(Words), 1);

    [Fact]
    public void A_mixture_is_the_weighted_mean()
    {
        var mixture = new InterpolatedModel([Bigram, Unigram], [0.75, 0.25]);
        var b = Words["b"];
        Assert.Equal(
            (0.75 * Math.Exp(Bigram.After("a").LogProbability(b))) + (0.25 * Math.Exp(Unigram.After("a").LogProbability(b))),
            Math.Exp(mixture.After("a").LogProbability(b)), 12);
        var context = mixture.Start();
        foreach (var token in HeldOut.Encode(Words))
        {
            NGramModelTests.AssertDistribution(context, Words.Count);
            NGramModelTests.AssertDistribution(context.Copy(), Words.Count);
            context.Read(token);
        }
    }

    [Fact]
    public void Expectation_maximisation_finds_the_best_weight_of_a_fine_grid()
    {
        var counted = NGramModel.MaximumLikelihood(Words, Train.Encode(Words), 2); // sharp, and impossible where it saw nothing
        var fitted = InterpolatedModel.Fit([counted, Unigram], HeldOut.Encode(Words));
        var best = Enumerable.Range(0, 1001).Select(i => i / 1000.0)
            .MaxBy(w => new InterpolatedModel([counted, Unigram], [w, 1 - w]).Evaluate(HeldOut).LogProbability);
        Assert.InRange(best, 0.01, 0.99); // the case would be degenerate at an end
        Assert.Equal(best, fitted.Weights[0], 0.0011);
    }

    [Fact]
    public void Weights_converge_to_the_truth_that_made_the_data()
    {
        // Two coins, 0.9 and 0.2, mixed 0.3 to 0.7: heads with 0.41. Three models, the third useless.
        var random = new RandomGenerator(1);
        var heads = Enumerable.Range(0, 4000).Select(_ => random.NextDouble() < 0.41).ToArray();
        double[] Log(double p) => Array.ConvertAll(heads, h => Math.Log(h ? p : 1 - p));
        var weights = MixtureWeights.Fit([Log(0.9), Log(0.2)]);
        var share = heads.Count(h => h) / 4000.0;
        Assert.Equal((share - 0.2) / 0.7, weights[0], 4); // the exact maximum: λ·0.9 + (1 − λ)·0.2 is the share of heads
        Assert.Equal(1, weights.Sum(), 12);
    }

    [Fact]
    public void At_the_fitted_weights_no_other_mixture_is_better()
    {
        // The likelihood L(λ) is concave, so λ is its maximum where no model's share grows: mean of Pᵢ/Σⱼ λⱼ·Pⱼ = 1 if λᵢ > 0, and at most 1 if λᵢ = 0.
        var random = new RandomGenerator(5);
        for (var round = 0; round < 50; round++)
        {
            var (count, length) = (2 + random.Next(4), 5 + random.Next(60));
            var logs = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => Math.Log(0.01 + (0.99 * random.NextDouble()))).ToArray()).ToArray();
            var weights = MixtureWeights.Fit(logs, iterations: 1_000_000, tolerance: 1e-12);
            Assert.Equal(1, weights.Sum(), 12);
            Assert.All(weights, w => Assert.InRange(w, 0, 1));
            for (var i = 0; i < count; i++)
            {
                var ratio = Enumerable.Range(0, length).Average(t => Math.Exp(logs[i][t]) / Enumerable.Range(0, count).Sum(j => weights[j] * Math.Exp(logs[j][t])));
                Assert.InRange(ratio, weights[i] > 1e-3 ? 1 - 1e-6 : 0, 1 + 1e-6);
            }
        }
    }

    [Fact]
    public void A_model_that_is_never_better_gets_no_weight()
    {
        double[] good = [Math.Log(0.5), Math.Log(0.6)];
        double[] bad = [Math.Log(0.1), double.NegativeInfinity];
        Assert.Equal(1, MixtureWeights.Fit([good, bad])[0], 6);
    }

    [Fact]
    public void Vocabularies_must_agree_and_weights_be_a_distribution()
    {
        var other = Vocabulary.Build(Corpus.FromText("x y"), new WordTokenizer());
        Assert.Throws<ArgumentException>(() => new InterpolatedModel([Bigram, new CacheModel(other, 5)], [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => new InterpolatedModel([Bigram, Unigram], [0.5, 0.6]));
        Assert.Throws<ArgumentException>(() => new InterpolatedModel([Bigram, Unigram], [1.5, -0.5]));
        Assert.Throws<ArgumentException>(() => new InterpolatedModel([Bigram, Unigram], [1]));
        Assert.Throws<ArgumentException>(() => new InterpolatedModel([], []));
        Assert.Throws<ArgumentException>(() => InterpolatedModel.Fit([Bigram], []));
    }

    [Fact]
    public void A_cache_counts_the_last_tokens()
    {
        var cache = new CacheModel(Words, 3);
        var context = cache.Start();
        NGramModelTests.AssertDistribution(context, Words.Count);
        foreach (var token in Words.EncodeText("a b\nb")) context.Read(token); // the last three: b, end, b
        Assert.Equal(2 / 3.0, Math.Exp(context.LogProbability(Words["b"])), 12);
        Assert.Equal(1 / 3.0, Math.Exp(context.LogProbability(Vocabulary.Eos)), 12);
        Assert.Equal(double.NegativeInfinity, context.LogProbability(Words["a"]));
        NGramModelTests.AssertDistribution(context, Words.Count);
        var copy = context.Copy();
        copy.Read(Words["a"]);
        Assert.Equal(1 / 3.0, Math.Exp(copy.LogProbability(Words["b"])), 12);
        Assert.Equal(2 / 3.0, Math.Exp(context.LogProbability(Words["b"])), 12);
    }

    [Fact]
    public void A_cache_helps_where_words_come_in_bursts()
    {
        var burst = Corpus.FromText("a a a a a a a\nb b b b b b b\nc c c c c c c\na a a a a a\n");
        var mixed = InterpolatedModel.Fit([Unigram, new CacheModel(Words, 5)], burst.Encode(Words));
        Assert.InRange(mixed.Weights[1], 0.3, 1);
        Assert.True(mixed.Evaluate(burst).Perplexity < Unigram.Evaluate(burst).Perplexity * 0.8);
    }
}
