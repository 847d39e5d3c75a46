using FsCheck;
using FsCheck.Fluent;
using RnnLm.Models;
using RnnLm.Models.NGram;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.NGram;

public class NGramModelTests
{
    // |V| − 1 = 5 words that can be predicted: <unk>, </s>, a, b, c.
    private static readonly Corpus Toy = Corpus.FromText("a b\na b\na c\nb");
    private static readonly Vocabulary Words = Vocabulary.Build(Toy, new WordTokenizer());
    private static readonly int[] Tokens = Toy.Encode(Words);

    [Fact]
    public void Maximum_likelihood_is_relative_frequency()
    {
        var model = NGramModel.MaximumLikelihood(Words, Tokens, 2);
        Assert.Equal(3 / 4.0, P(model, "", "a"), 6);      // of 4 lines 3 begin with a
        Assert.Equal(2 / 3.0, P(model, "a", "b"), 6);
        Assert.Equal(1, P(model, "b", "</s>"), 6);
        Assert.Equal(0, P(model, "b", "a"));              // not seen: impossible
        Assert.Equal(3 / 11.0, P(model, "<unk>", "b"), 6); // after a word never seen the unigrams decide: 3 of 11 tokens
    }

    [Fact]
    public void Add_k_shares_out_by_the_formula()
    {
        var model = NGramModel.AddK(Words, Tokens, 2, k: 0.5);
        Assert.Equal((3 + 0.5) / (4 + 2.5), P(model, "", "a"), 12);
        Assert.Equal((2 + 0.5) / (3 + 2.5), P(model, "a", "b"), 12);
        Assert.Equal(0.5 / (3 + 2.5), P(model, "a", "a"), 12);
        Assert.Equal(1 / 5.0, P(model, "<unk>", "b"), 12);
        Assert.Equal((3 + 1) / (11 + 5.0), P(NGramModel.AddK(Words, Tokens, 1), "a", "b"), 12);
    }

    [Fact]
    public void Plain_Kneser_Ney_by_hand()
    {
        // Bigram types: <s> a, <s> b, a b, a c, b </s>, c </s>: 6 in all. So many different words stand before
        // a: 1 (<s>), b: 2 (<s>, a), c: 1 (a), </s>: 2 (b, c). D = 0.75 is taken off each; 4 words have a count, so
        // P(w) = (n − 0.75)/6 + (4·0.75/6)/5 = (n − 0.75)/6 + 0.1.
        var model = NGramModel.KneserNey(Words, Tokens, 2, Discounts.Plain(0.75));
        var (pA, pB, pC, pEnd, pUnk) = ((0.25 / 6) + 0.1, (1.25 / 6) + 0.1, (0.25 / 6) + 0.1, (1.25 / 6) + 0.1, 0.1);
        Assert.Equal(1, pA + pB + pC + pEnd + pUnk, 12);

        // After a: b twice, c once, of 3. γ(a) = 2·0.75/3 = 0.5.
        Assert.Equal((1.25 / 3) + (0.5 * pB), P(model, "a", "b"), 6); // 0.570833…
        Assert.Equal((0.25 / 3) + (0.5 * pC), P(model, "a", "c"), 6); // 0.154166…
        Assert.Equal(0.5 * pA, P(model, "a", "a"), 6);
        Assert.Equal(0.5 * pUnk, P(model, "a", "d"), 6);
        // After b: the end, three times of 3. γ(b) = 0.75/3.
        Assert.Equal((2.25 / 3) + (0.25 * pEnd), P(model, "b", "</s>"), 6);
        // At the beginning: a three times, b once, of 4.
        Assert.Equal((2.25 / 4) + (0.375 * pA), P(model, "", "a"), 6);
        Assert.Equal(pB, P(model, "<unk>", "b"), 6);
    }

    [Fact]
    public void Discounts_follow_Chen_and_Goodman()
    {
        // n = 8, 4, 2, 1: Y = 8/16, D1 = 1 − 2·½·4/8, D2 = 2 − 3·½·2/4, D3 = 3 − 4·½·1/2.
        Assert.Equal(new Discounts(0.5, 1.25, 2), Discounts.Estimate(8, 4, 2, 1));
        Assert.Null(Discounts.Estimate(8, 4, 0, 1));
        Assert.Null(Discounts.Estimate(100, 1, 100, 1)); // D2 would be negative
        Assert.Throws<ArgumentOutOfRangeException>(() => Discounts.Plain(1.5));
    }

    [Fact]
    public void A_small_text_says_that_its_discounts_are_guessed()
    {
        var model = NGramModel.KneserNey(Words, Tokens, 3);
        // Adjusted bigram counts: 3 for <s> a, 2 for b </s> (after <s> and a), 1 for four others. Y = 4/6: D1 = 2/3, D2 = 0, D3 = 3.
        Assert.Equal(Discounts.Fallback, model.Discounts[0]);
        Assert.Equal(2 / 3.0, model.Discounts[1].One, 12);
        Assert.Equal((0, 3), (model.Discounts[1].Two, model.Discounts[1].ThreeOrMore));
        Assert.Equal(Discounts.Fallback, model.Discounts[2]);
        Assert.Contains("order 1, 3", model.Note, StringComparison.Ordinal);
        Assert.Equal([6, 6, 5], model.Sizes); // trigrams: <s> a b, <s> a c, <s> b </s>, a b </s>, a c </s>
    }

    [Fact]
    public void A_line_is_predicted_anew_whatever_was_read_before()
    {
        var model = NGramModel.KneserNey(Words, Tokens, 3);
        Assert.Equal(P(model, "", "b"), P(model, "a c\n", "b"), 12);
        Assert.Equal(P(model, "", "b"), P(model, "a\nb a\n", "b"), 12);
    }

    [Fact]
    public void Every_distribution_sums_to_one_and_agrees_with_single_probabilities()
    {
        var texts = Gen.Elements("a", "b", "c", "d", "\n", "b c").NonEmptyListOf().Select(w => string.Join(' ', w).Replace(" \n ", "\n", StringComparison.Ordinal));
        var cases = from train in texts from context in texts from order in Gen.Choose(1, 9) select (train, context, order);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var corpus = Corpus.FromText(c.train);
            var words = new Vocabulary(new WordTokenizer(), ["a", "b", "c"]);
            var tokens = corpus.Encode(words);
            ILanguageModel[] models =
            [
                NGramModel.KneserNey(words, tokens, c.order),
                NGramModel.KneserNey(words, tokens, c.order, Discounts.Plain(0.75)),
                NGramModel.MaximumLikelihood(words, tokens, c.order),
                NGramModel.AddK(words, tokens, c.order, 0.1),
            ];
            foreach (var model in models)
            {
                var context = model.Start();
                foreach (var token in words.EncodeText(c.context))
                {
                    AssertDistribution(context, words.Count);
                    context.Read(token);
                }

                AssertDistribution(context, words.Count);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_text_scored_at_once_has_the_numbers_of_a_context_bit_for_bit()
    {
        var texts = Gen.Elements("a", "b", "c", "d", "\n", "b c").NonEmptyListOf().Select(w => string.Join(' ', w).Replace(" \n ", "\n", StringComparison.Ordinal));
        var cases = from train in texts from text in texts from order in Gen.Choose(1, 9) select (train, text, order);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var words = new Vocabulary(new WordTokenizer(), ["a", "b", "c"]);
            var tokens = Corpus.FromText(c.train).Encode(words);
            // So long that it is more than one block, and with <s>, which is read as a beginning.
            int[] text = [.. Enumerable.Repeat<int[]>([.. words.EncodeText(c.text), Vocabulary.Bos, .. words.EncodeText(c.text)], 1 + (1500 / c.text.Length)).SelectMany(t => t)];
            foreach (var model in (NGramModel[])[NGramModel.KneserNey(words, tokens, c.order), NGramModel.MaximumLikelihood(words, tokens, c.order)])
            {
                var (expected, actual) = (new double[text.Length], new double[text.Length]);
                var context = model.Start();
                for (var t = 0; t < text.Length; t++)
                {
                    expected[t] = context.LogProbability(text[t]);
                    context.Read(text[t]);
                }

                model.Score(text, actual, TestContext.Current.CancellationToken);
                Assert.Equal(expected, actual);
            }
        }).QuickCheckThrowOnFailure();
        Assert.Throws<ArgumentOutOfRangeException>(() => NGramModel.KneserNey(Words, Tokens, 2).Score([3, 99], new double[2], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_index_finds_what_is_in_it_and_nothing_else()
    {
        // The keys of the contexts and words that follow each other, which a poor hash would crowd into a few places.
        foreach (var (contexts, each) in ((int, int)[])[(0, 0), (1, 1), (1, 500), (500, 1), (300, 7)])
        {
            int[] children = [.. Enumerable.Range(0, contexts + 1).Select(c => c * each)];
            int[] words = [.. Enumerable.Range(0, contexts * each).Select(i => 2 * (i % Math.Max(1, each)))];
            var index = new NGramIndex(words, children);
            for (var context = 0; context <= contexts; context++)
            {
                for (var word = 0; word <= 2 * each; word++)
                    Assert.Equal(context < contexts && word < 2 * each && word % 2 == 0 ? (context * each) + (word / 2) : -1, index.Find(context, word));
            }
        }
    }

    [Fact]
    public void Matched_orders_tell_how_much_was_seen()
    {
        var model = NGramModel.KneserNey(Words, Tokens, 3);
        // Seen: <s> a; <s> a b; of 'a b a' only a, since b a never was; a b; of 'a b b' only b.
        Assert.Equal([2, 3, 1, 2, 1], model.MatchedOrders(Words.EncodeText("a b a b b")));
        Assert.Equal([1, 1, 2], model.MatchedOrders(Words.EncodeText("zebra b\n")));
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        foreach (var model in new ILanguageModel[] { NGramModel.KneserNey(Words, Tokens, 3), NGramModel.AddK(Words, Tokens, 3) })
        {
            var context = model.After("a");
            var before = context.LogProbability(Words["b"]);
            var copy = context.Copy();
            Assert.Equal(before, copy.LogProbability(Words["b"]));
            copy.Read(Words["c"]);
            Assert.Equal(before, context.LogProbability(Words["b"]));
            Assert.NotEqual(before, copy.LogProbability(Words["b"]));
        }
    }

    [Fact]
    public void Silly_arguments_are_refused()
    {
        Assert.Contains("1 to 9", Assert.Throws<ArgumentOutOfRangeException>(() => NGramModel.KneserNey(Words, Tokens, 10)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => NGramModel.KneserNey(Words, Tokens, 0));
        Assert.Throws<ArgumentException>(() => NGramModel.KneserNey(Words, [], 2));
        Assert.Throws<ArgumentException>(() => NGramModel.KneserNey(Words, [3, 99], 2));
        Assert.Throws<ArgumentException>(() => NGramModel.KneserNey(Words, [3, Vocabulary.Bos], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => NGramModel.AddK(Words, Tokens, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NGramModel.KneserNey(Words, Tokens, 2).Start().LogProbability(99));
        Assert.Throws<ArgumentException>(() => NGramModel.KneserNey(Words, Tokens, 2).Start().Next(new double[3]));
    }

    internal static void AssertDistribution(IContext context, int size)
    {
        var logs = new double[size];
        context.Next(logs);
        Assert.Equal(1, logs.Sum(Math.Exp), 5);
        Assert.Equal(double.NegativeInfinity, logs[Vocabulary.Bos]);
        for (var v = 0; v < size; v++)
            Assert.True(logs[v] == context.LogProbability(v) || Math.Abs(logs[v] - context.LogProbability(v)) < 1e-9, $"token {v}: {logs[v]} {context.LogProbability(v)}");
    }

    private static double P(ILanguageModel model, string context, string word) =>
        Math.Exp(model.After(context).LogProbability(model.Vocabulary[word]));
}
