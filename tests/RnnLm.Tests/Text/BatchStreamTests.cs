using FsCheck;
using FsCheck.Fluent;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class BatchStreamTests
{
    private static readonly Vocabulary Words = new(
        new WordTokenizer(), ["the", "students", "opened", "their", "books", "and", "began", "to", "read", "them"]);

    // T = 13 tokens, EOS included, so k = 2 streams of τ = 6 and one token dropped.
    private static readonly int[] Tokens = Corpus.FromText("the students opened their books\nand began to read them .\n").Encode(Words);

    [Fact]
    public void Two_passes_over_two_streams_as_on_the_slide()
    {
        var batches = new BatchStream(Tokens, streams: 2, steps: 3, predictsFirst: false);

        Assert.Equal(6, batches.StreamLength);
        Assert.Equal(2, batches.Count);
        AssertBatch(batches[0], true, [["the", "students", "opened"], ["and", "began", "to"]], [["students", "opened", "their"], ["began", "to", "read"]]);
        AssertBatch(batches[1], false, [["their", "books", "</s>"], ["read", "them", "<unk>"]], [["books", "</s>", "and"], ["them", "<unk>", "</s>"]]);
        Assert.Equal([3, 8, 4, 9, 5, 10], batches[0].Inputs); // time-major: step by step, stream by stream
    }

    [Fact]
    public void The_first_token_is_predicted_after_end_of_line()
    {
        var batches = new BatchStream(Tokens, streams: 2, steps: 3);

        AssertBatch(batches[0], true, [["</s>", "the", "students"], ["</s>", "and", "began"]], [["the", "students", "opened"], ["and", "began", "to"]]);
        AssertBatch(batches[1], false, [["opened", "their", "books"], ["to", "read", "them"]], [["their", "books", "</s>"], ["read", "them", "<unk>"]]);
    }

    [Fact]
    public void A_ragged_end_is_a_shorter_batch()
    {
        var batches = new BatchStream(Tokens, streams: 2, steps: 4);
        Assert.Equal([4, 2], batches.Select(b => b.Steps));
        Assert.Equal([8, 4], batches.Select(b => b.TargetCount));
    }

    [Fact]
    public void Without_a_successor_there_is_a_pad_but_never_only_pads()
    {
        var two = new BatchStream([3, 4, 5, 6], streams: 2, steps: 2, predictsFirst: false);
        Assert.Equal([4, 6, 5, Batch.Padding], two[0].Targets);
        Assert.Equal(3, two[0].TargetCount);
        var one = new BatchStream([3, 4, 5], streams: 1, steps: 2, predictsFirst: false);
        Assert.Equal([4, 5], Assert.Single(one).Targets);
    }

    [Fact]
    public void Every_token_but_the_remainder_is_a_target_once()
    {
        var cases = from count in Gen.Choose(2, 60) from k in Gen.Choose(1, 5) from steps in Gen.Choose(1, 8) select (count, k, steps);
        Prop.ForAll(cases.Where(c => c.count >= c.k * c.steps).ToArbitrary(), c =>
        {
            var tokens = Enumerable.Range(10, c.count).ToArray();
            var batches = new BatchStream(tokens, c.k, c.steps);
            var pairs = batches.SelectMany(b => b.Inputs.Zip(b.Targets)).ToList();
            return pairs.Select(p => p.Second).Order().SequenceEqual(tokens.Take(c.count / c.k * c.k))
                && pairs.All(p => p.First == (p.Second == 10 ? Vocabulary.Eos : p.Second - 1))
                && Enumerable.Range(0, c.k).All(b => Stream(batches, b).SequenceEqual(tokens.Skip(b * batches.StreamLength).Take(batches.StreamLength)));
        }).QuickCheckThrowOnFailure();

        static IEnumerable<int> Stream(BatchStream batches, int b) =>
            batches.SelectMany(batch => Enumerable.Range(0, batch.Steps).Select(t => batch.Targets[(t * batch.Streams) + b]));
    }

    [Theory]
    [InlineData(0, 1, 1, "0 came")]
    [InlineData(1, 1, 1, "1 came")]
    [InlineData(19, 4, 5, "fewer streams")]
    public void Too_short_a_corpus_says_what_to_change(int count, int k, int steps, string message)
    {
        var e = Assert.Throws<ArgumentException>(() => new BatchStream(new int[count], k, steps));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static void AssertBatch(Batch batch, bool startsAnew, string[][] inputs, string[][] targets)
    {
        Assert.Equal(startsAnew, batch.StartsAnew);
        Assert.Equal(inputs, Rows(batch.Inputs));
        Assert.Equal(targets, Rows(batch.Targets));

        string[][] Rows(int[] ids) => [.. Enumerable.Range(0, batch.Streams)
            .Select(b => Enumerable.Range(0, batch.Steps).Select(t => Words[ids[(t * batch.Streams) + b]]).ToArray())];
    }
}
