using RnnLm.Generation;
using RnnLm.Models.NGram;
using RnnLm.Numerics;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Generation;

public class SamplerTests
{
    // Unigrams: a 4, b 2, </s> 2, c 1, <unk> 1, of 10.
    private static readonly Corpus Train = Corpus.FromText("a b a a\nc <unk> a b\n");
    private static readonly Vocabulary Words = Vocabulary.Build(Train, new WordTokenizer());
    private static readonly NGramModel Unigram = NGramModel.MaximumLikelihood(Words, Train.Encode(Words), 1);
    private static readonly NGramModel Trigram = NGramModel.KneserNey(Words, Train.Encode(Words), 3);

    [Fact]
    public void Unknown_words_are_left_out_and_the_rest_renormalised()
    {
        AssertDistribution(Sampling.Plain, unk: 0, end: 2 / 9.0, a: 4 / 9.0, b: 2 / 9.0, c: 1 / 9.0);
        AssertDistribution(new Sampling { AllowUnknown = true }, 0.1, 0.2, 0.4, 0.2, 0.1);
    }

    [Fact]
    public void Temperature_sharpens_and_flattens()
    {
        AssertDistribution(new Sampling { Temperature = 0.5 }, 0, 4 / 25.0, 16 / 25.0, 4 / 25.0, 1 / 25.0);
        AssertDistribution(new Sampling { Temperature = 2 }, 0, Math.Sqrt(2) / 5.828427, 2 / 5.828427, Math.Sqrt(2) / 5.828427, 1 / 5.828427);
        AssertDistribution(new Sampling { Temperature = 0 }, 0, 0, 1, 0, 0);
        AssertDistribution(Sampling.Greedy, 0, 0, 1, 0, 0);
    }

    [Fact]
    public void Top_k_and_nucleus_keep_the_most_probable()
    {
        AssertDistribution(new Sampling { TopK = 2 }, 0, 2 / 6.0, 4 / 6.0, 0, 0); // of equals the lower id: </s> before b
        AssertDistribution(new Sampling { TopK = 100 }, 0, 2 / 9.0, 4 / 9.0, 2 / 9.0, 1 / 9.0);
        AssertDistribution(new Sampling { TopP = 0.4 }, 0, 0, 1, 0, 0);
        AssertDistribution(new Sampling { TopP = 0.6 }, 0, 2 / 6.0, 4 / 6.0, 0, 0);
        AssertDistribution(new Sampling { TopP = 0.7 }, 0, 2 / 8.0, 4 / 8.0, 2 / 8.0, 0);
        AssertDistribution(new Sampling { TopP = 1 }, 0, 2 / 9.0, 4 / 9.0, 2 / 9.0, 1 / 9.0);
        AssertDistribution(new Sampling { TopK = 3, TopP = 0.6 }, 0, 2 / 6.0, 4 / 6.0, 0, 0); // 4/8 of the three is too little, 6/8 enough
    }

    [Fact]
    public void Top_k_and_nucleus_keep_just_what_their_definitions_say()
    {
        var random = new RandomGenerator(3);
        for (var round = 0; round < 200; round++)
        {
            // A unigram model with random counts, some of them equal.
            var words = new Vocabulary(new WordTokenizer(), Enumerable.Range(0, 2 + random.Next(12)).Select(i => $"w{i}"));
            int[] tokens = [.. Enumerable.Range(0, 1 + random.Next(60)).Select(_ => 3 + random.Next(words.Count - 3)), Vocabulary.Eos];
            var model = NGramModel.KneserNey(words, tokens, 1);
            double[] all = new Sampler(model, Sampling.Plain).Distribution(model.Start());
            var ranked = Enumerable.Range(0, all.Length).OrderByDescending(v => all[v]).ThenBy(v => v).ToList();
            var (k, share) = (1 + random.Next(words.Count + 2), Math.Max(0.01, random.NextDouble()));

            var best = ranked.Take(k).Where(v => all[v] > 0).ToList();
            AssertKept(new Sampling { TopK = k }, best);
            // The nucleus is the shortest beginning of the ranking whose probabilities reach p.
            var nucleus = Enumerable.Range(1, ranked.Count).First(n => ranked.Take(n).Sum(v => all[v]) >= share - 1e-12);
            AssertKept(new Sampling { TopP = share }, ranked[..nucleus]);

            void AssertKept(Sampling sampling, List<int> kept)
            {
                var p = new Sampler(model, sampling).Distribution(model.Start());
                for (var v = 0; v < p.Length; v++) Assert.Equal(kept.Contains(v) ? all[v] / kept.Sum(u => all[u]) : 0, p[v], 1e-12);
            }
        }
    }

    [Fact]
    public void Draws_follow_the_distribution()
    {
        var sampler = new Sampler(Unigram, Sampling.Plain);
        var random = new RandomGenerator(7);
        var counts = new int[Words.Count];
        for (var i = 0; i < 9000; i++) counts[sampler.Draw(Unigram.Start(), random)]++;
        Assert.Equal(0, counts[Vocabulary.Bos]);
        Assert.Equal(0, counts[Vocabulary.Unk]);
        Assert.InRange(counts[Words["a"]], 3800, 4200); // 4000 ± 47 is one standard deviation
        Assert.InRange(counts[Words["c"]], 850, 1150);
    }

    [Fact]
    public void A_seed_decides_the_text()
    {
        var sampler = new Sampler(Trigram, Sampling.Plain);
        var text = sampler.Generate("a b", maximumTokens: 40, maximumLines: 5, seed: 3);
        Assert.StartsWith("a b", text, StringComparison.Ordinal);
        Assert.Equal(text, sampler.Generate("a b", maximumTokens: 40, maximumLines: 5, seed: 3));
        Assert.NotEqual(text, sampler.Generate("a b", maximumTokens: 40, maximumLines: 5, seed: 4));
    }

    [Fact]
    public void An_unknown_word_of_the_prompt_is_read_as_unk_and_written_as_it_is()
    {
        foreach (var seed in Enumerable.Range(0, 10))
        {
            var (known, unknown) = (new Sampler(Trigram, Sampling.Plain).Generate("a <unk>", seed: (ulong)seed), new Sampler(Trigram, Sampling.Plain).Generate("a zebra", seed: (ulong)seed));
            Assert.StartsWith("a zebra", unknown, StringComparison.Ordinal);
            Assert.Equal(known.Replace("<unk>", "zebra", StringComparison.Ordinal), unknown);
        }

        Assert.StartsWith("zebra", new BeamSearch(Trigram).Generate("zebra"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_stops_after_so_many_tokens_or_lines()
    {
        var sampler = new Sampler(Unigram, Sampling.Plain);
        Assert.Equal(25, sampler.Continue(Unigram.Start(), 25, 1000).Count());
        var lines = sampler.Continue(Unigram.Start(), 10_000, 3).ToList();
        Assert.Equal(3, lines.Count(t => t == Vocabulary.Eos));
        Assert.Equal(Vocabulary.Eos, lines[^1]);
        Assert.Equal("a a a a", new Sampler(Unigram, Sampling.Greedy).Generate("a", 3));
    }

    [Fact]
    public void Where_nothing_but_the_unknown_can_follow_the_line_ends()
    {
        var corpus = Corpus.FromText("a <unk>");
        var words = Vocabulary.Build(corpus, new WordTokenizer());
        var model = NGramModel.MaximumLikelihood(words, corpus.Encode(words), 2);
        Assert.Equal("a\n", new Sampler(model, Sampling.Plain).Generate("a"));
        Assert.Equal("a <unk>\n", new Sampler(model, new Sampling { AllowUnknown = true }).Generate("a"));
    }

    [Fact]
    public void Silly_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { Temperature = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { Temperature = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { TopK = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { TopP = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { TopP = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampler(Unigram, Sampling.Plain).Generate("", maximumTokens: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampler(Unigram, Sampling.Plain).Generate("", maximumLines: 0));
        Assert.Throws<ArgumentNullException>(() => new Sampler(Unigram, null!));
    }

    private static void AssertDistribution(Sampling sampling, double unk, double end, double a, double b, double c)
    {
        var p = new Sampler(Unigram, sampling).Distribution(Unigram.Start());
        Assert.Equal(["a", "b", "c"], Words.Tokens.Skip(3));
        double[] expected = [unk, 0, end, a, b, c];
        for (var v = 0; v < p.Length; v++) Assert.Equal(expected[v], p[v], 6);
    }
}
