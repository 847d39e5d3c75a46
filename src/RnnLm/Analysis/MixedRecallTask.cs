using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Analysis;

/// <summary>
/// Recall over several lags at once (slide A16): each batch has one of them. The short lags are learned first and show the way to the long ones, which
/// alone would be out of the gradient's reach (Bengio et al. 2009 call such an order a curriculum).
/// </summary>
public sealed class MixedRecallTask : MemoryTask
{
    private readonly RecallTask[] tasks;

    /// <summary>A task of these lags, equally often.</summary>
    /// <param name="lags">The lags ℓ, at least one.</param>
    /// <param name="cues">The number of different cues.</param>
    /// <param name="fillers">The number of different fillers.</param>
    public MixedRecallTask(IReadOnlyList<int> lags, int cues = 8, int fillers = 4)
        : base(cues, [.. RecallTask.Others(fillers)])
    {
        ArgumentNullException.ThrowIfNull(lags);
        if (lags.Count == 0) throw new ArgumentException("A recall task has at least one lag, but none came.", nameof(lags));
        tasks = [.. lags.Select(lag => new RecallTask(lag, cues, fillers))];
    }

    /// <summary>The task of each lag: its examples are what a model is tested on.</summary>
    public IReadOnlyList<RecallTask> Tasks => tasks;

    /// <summary>An example of a random lag.</summary>
    public override TaskExample Next(RandomGenerator generator) => Any(generator).Next(generator);

    /// <summary>Examples of one random lag side by side: all streams of a batch are equally long.</summary>
    public override Batch NextBatch(int streams, RandomGenerator generator) => Any(generator).NextBatch(streams, generator);

    private RecallTask Any(RandomGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        return tasks[generator.Next(tasks.Length)];
    }
}
