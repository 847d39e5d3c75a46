using RnnLm.Generation;
using RnnLm.Models;
using RnnLm.Models.NGram;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Generation;

public class BeamSearchTests
{
    // Greedy search falls into a trap: a begins most lines, but what follows it is spread thin.
    private static readonly Corpus Train = Corpus.FromText("a b\na c\na d\nb c\nb c\n");
    private static readonly Vocabulary Words = Vocabulary.Build(Train, new WordTokenizer());
    private static readonly NGramModel Counted = NGramModel.MaximumLikelihood(Words, Train.Encode(Words), 3);

    [Fact]
    public void A_beam_finds_what_greedy_search_misses()
    {
        var greedy = new BeamSearch(Counted, width: 1).Continue(Counted.Start())[0];
        var best = new BeamSearch(Counted, width: 2).Continue(Counted.Start())[0];
        Assert.Equal(0.6 / 3, Math.Exp(greedy.LogProbability), 6);
        Assert.Equal(0.4, Math.Exp(best.LogProbability), 6);
        Assert.Equal("b c\n", Words.Decode(best.Tokens));
        Assert.Equal("b c\n", new BeamSearch(Counted, width: 2).Generate());
        Assert.Equal("a d\n", new BeamSearch(Counted, width: 4).Generate("a d"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(1)]
    public void A_wide_beam_is_exhaustive_search(double alpha)
    {
        var model = NGramModel.KneserNey(Words, Train.Encode(Words), 2);
        const int Longest = 4;
        var all = new List<(int[] Tokens, double Log)>();
        Extend([], 0, model.Start());
        var expected = all.OrderByDescending(h => h.Log / Math.Pow(h.Tokens.Length, alpha)).Take(10).ToList();

        var found = new BeamSearch(model, 100_000, alpha).Continue(model.Start(), Longest).Take(10).ToList();
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Log / Math.Pow(expected[i].Tokens.Length, alpha), found[i].Score, 6);
            Assert.Equal(found[i].Score, found[i].LogProbability / Math.Pow(found[i].Tokens.Count, alpha), 12);
        }

        Assert.Equal(expected[0].Tokens, found[0].Tokens);

        void Extend(int[] tokens, double log, IContext context)
        {
            if (tokens.Length == Longest || (tokens.Length > 0 && tokens[^1] == Vocabulary.Eos))
            {
                all.Add((tokens, log));
                return;
            }

            var known = Math.Log(1 - Math.Exp(context.LogProbability(Vocabulary.Unk)));
            for (var v = 2; v < Words.Count; v++)
            {
                var copy = context.Copy();
                var p = copy.LogProbability(v) - known;
                copy.Read(v);
                Extend([.. tokens, v], log + p, copy);
            }
        }
    }

    [Fact]
    public void Length_counts_for_more_with_a_larger_exponent()
    {
        var corpus = Corpus.FromText("a\na\na\nb c c c c c c\nb c c c c c c\n");
        var words = Vocabulary.Build(corpus, new WordTokenizer());
        var model = NGramModel.MaximumLikelihood(words, corpus.Encode(words), 9);
        Assert.Equal("a\n", new BeamSearch(model, 3).Generate());
        Assert.Equal("b c c c c c c\n", new BeamSearch(model, 3, lengthExponent: 1).Generate());
    }

    [Fact]
    public void The_context_stays_and_silly_arguments_are_refused()
    {
        var context = Counted.After("a");
        var before = context.LogProbability(Words["b"]);
        _ = new BeamSearch(Counted).Continue(context);
        Assert.Equal(before, context.LogProbability(Words["b"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BeamSearch(Counted, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BeamSearch(Counted, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BeamSearch(Counted).Continue(context, 0));
    }
}
