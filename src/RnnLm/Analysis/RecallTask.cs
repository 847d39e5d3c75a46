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

    /// <summary>EOS cue filler … filler ?, of length ℓ + 2; the last target is the cue, there is no other.</summary>
    public override TaskExample Next(RandomGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var cue = RandomCue(generator);
        var fillers = Enumerable.Range(0, Lag - 1).Select(_ => Vocabulary[Filler(generator.Next(Fillers))]);
        int[] inputs = [Text.Vocabulary.Eos, cue, .. fillers, Vocabulary[Question]];
        int[] targets = [.. Enumerable.Repeat(Batch.Padding, Lag + 1), cue];
        return new TaskExample(inputs, targets);
    }

    private static string Filler(int n) => FormattableString.Invariant($"f{n}");
}
