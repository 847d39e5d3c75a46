using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Analysis;

/// <summary>
/// How much fits into a state (slide B39): n items, then n questions, at which the items are to be said again in order. A
/// network that keeps adding content to one vector recalls fewer of them as n grows.
/// </summary>
public sealed class CapacityTask : MemoryTask
{
    /// <summary>A task of this many items.</summary>
    /// <param name="items">n.</param>
    /// <param name="cues">The number of different items there are.</param>
    public CapacityTask(int items, int cues = 4)
        : base(cues, Question)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        Items = items;
    }

    /// <summary>n.</summary>
    public int Items { get; }

    /// <summary>EOS, n items and n questions; the targets of the questions are the items.</summary>
    public override TaskExample Next(RandomGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        int[] items = [.. Enumerable.Range(0, Items).Select(_ => RandomCue(generator))];
        int[] inputs = [Text.Vocabulary.Eos, .. items, .. Enumerable.Repeat(Vocabulary[Question], Items)];
        int[] targets = [.. Enumerable.Repeat(Batch.Padding, Items + 1), .. items];
        return new TaskExample(inputs, targets);
    }
}
