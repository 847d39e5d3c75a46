using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Analysis;

/// <summary>
/// Recall over a lag (slide A16): a cue, fillers that mean nothing, and a question, after which the cue is to be predicted. The answer's
/// gradient has to reach ℓ steps back to the cue.
/// </summary>
public sealed class RecallTask : MemoryTask
{
    /// <summary>A task of this lag.</summary>
    /// <param name="lag">ℓ: the question comes ℓ steps after the cue, with ℓ − 1 fillers between them.</param>
    /// <param name="cues">The number of different cues.</param>
    /// <param name="fillers">The number of different fillers.</param>
    public RecallTask(int lag, int cues = 4, int fillers = 4)
        : base(cues, [.. Enumerable.Range(0, fillers).Select(Filler), Question])
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lag);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fillers);
        Lag = lag;
        Fillers = fillers;
    }

    /// <summary>ℓ.</summary>
    public int Lag { get; }

    /// <summary>The number of different fillers.</summary>
    public int Fillers { get; }

    /// <summary>cue filler … filler ?, of length ℓ + 1; the last target is the cue, there is no other.</summary>
    public override TaskExample Next(RandomGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var inputs = new int[Lag + 1];
        inputs[0] = RandomCue(generator);
        for (var t = 1; t < Lag; t++) inputs[t] = Vocabulary[Filler(generator.Next(Fillers))];
        inputs[Lag] = Vocabulary[Question];

        var targets = new int[Lag + 1];
        Array.Fill(targets, Batch.Padding);
        targets[Lag] = inputs[0];
        return new TaskExample(inputs, targets);
    }

    private static string Filler(int n) => FormattableString.Invariant($"f{n}");
}
