using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class SentenceBatchesTests
{
    private const int End = Vocabulary.Eos;
    private const int Pad = Batch.Padding;

    // Sentences of 3, 1 (an empty line), 2 and 4 tokens, EOS included.
    private static readonly int[] Tokens = [10, 11, End, End, 20, End, 30, 31, 32, End];

    [Fact]
    public void Sentences_are_padded_to_the_longest_of_their_batch()
    {
        var batches = new SentenceBatches(Tokens, sentences: 2);
        Assert.Equal(2, batches.Count);

        // Time-major: two sentences beside each other at every step.
        Assert.Equal((2, 3, true), (batches[0].Streams, batches[0].Steps, batches[0].StartsAnew));
        Assert.Equal([End, End, 10, End, 11, End], batches[0].Inputs);
        Assert.Equal([10, End, 11, Pad, End, Pad], batches[0].Targets);
        Assert.Equal(4, batches[0].TargetCount);

        Assert.True(batches[1].StartsAnew);
        Assert.Equal([End, End, 20, 30, End, 31, End, 32], batches[1].Inputs);
        Assert.Equal([20, 30, End, 31, Pad, 32, Pad, End], batches[1].Targets);
    }

    [Theory]
    [InlineData(SentenceOrder.Text)]
    [InlineData(SentenceOrder.Shuffled)]
    [InlineData(SentenceOrder.ByLength)]
    public void Every_sentence_comes_once_whatever_the_order(SentenceOrder order)
    {
        foreach (var k in new[] { 1, 2, 3, 4, 9 })
        {
            var sentences = new SentenceBatches(Tokens, k, order, seed: 5)
                .SelectMany(b => Enumerable.Range(0, b.Streams).Select(s =>
                    string.Join(' ', Enumerable.Range(0, b.Steps).Select(t => b.Targets[(t * b.Streams) + s]).Where(y => y != Pad))));
            Assert.Equal(["10 11 2", "2", "20 2", "30 31 32 2"], sentences.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Sorting_by_length_saves_pads()
    {
        var pairs = new SentenceBatches(Tokens, 2, SentenceOrder.ByLength);
        Assert.Equal([2, 4], pairs.Select(b => b.Steps).Order());
        Assert.Equal(2, pairs.Sum(b => b.Targets.Count(y => y == Pad)));
    }

    [Fact]
    public void A_seed_decides_the_order()
    {
        var text = Enumerable.Range(0, 40).SelectMany(i => new[] { 10 + i, End }).ToArray();
        int[] Firsts(SentenceOrder order, ulong seed) => [.. new SentenceBatches(text, 4, order, seed).Select(b => b.Targets[0])];
        foreach (var order in new[] { SentenceOrder.Shuffled, SentenceOrder.ByLength })
        {
            Assert.Equal(Firsts(order, 1), Firsts(order, 1));
            Assert.NotEqual(Firsts(order, 1), Firsts(order, 2));
        }
    }

    [Fact]
    public void A_stream_without_ends_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SentenceBatches([], 2));
        Assert.Throws<ArgumentException>(() => new SentenceBatches([10, End, 11], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SentenceBatches(Tokens, 0));
    }
}
