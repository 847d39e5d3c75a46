using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Analysis;

/// <summary>
/// Recall over a lag (slide A16): a cue, fillers that mean nothing, and a question, after which the cue is to be predicted. The answer's
/// gradient has to reach ℓ steps back to the cue.
/// </summary>
public sealed class RecallTask : MemoryTask
{
    private readonly int[] fillerIds;
    private readonly int question;

    /// <summary>A task of this lag.</summary>
    /// <param name="lag">ℓ: the question comes ℓ steps after the cue, with ℓ − 1 fillers between them.</param>
    /// <param name="cues">The number of different cues.</param>
    /// <param name="fillers">The number of different fillers.</param>
    /// <param name="everyToken">Whether each token is a target, as in a text, and not the cue at the end alone.</param>
    public RecallTask(int lag, int cues = 4, int fillers = 4, bool everyToken = false)
        : base(cues, [.. Others(fillers)])
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lag);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fillers);
        Lag = lag;
        Fillers = fillers;
        EveryToken = everyToken;
        fillerIds = [.. Enumerable.Range(0, fillers).Select(n => Vocabulary[Filler(n)])];
        question = Vocabulary[Question];
    }

    /// <summary>ℓ.</summary>
    public int Lag { get; }

    /// <summary>The number of different fillers.</summary>
    public int Fillers { get; }

    /// <summary>
    /// Whether each token is a target: then ℓ + 1 of the ℓ + 2 losses can be lowered with the last few tokens at hand, and one alone needs the cue.
    /// </summary>
    public bool EveryToken { get; }

    /// <summary>EOS cue filler … filler ?, of length ℓ + 2; the last target is the cue, and the others are the next token or nothing.</summary>
    public override TaskExample Next(RandomGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var cue = RandomCue(generator);
        var inputs = new int[Lag + 2];
        (inputs[0], inputs[1], inputs[^1]) = (Text.Vocabulary.Eos, cue, question);
        foreach (ref var filler in inputs.AsSpan(2, Lag - 1)) filler = fillerIds[generator.Next(Fillers)];
        var targets = new int[Lag + 2];
        if (EveryToken) inputs.AsSpan(1).CopyTo(targets);
        else Array.Fill(targets, Batch.Padding);
        targets[^1] = cue;
        return new TaskExample(inputs, targets);
    }

    /// <summary>The tokens beside the cues.</summary>
    internal static IEnumerable<string> Others(int fillers) => [.. Enumerable.Range(0, fillers).Select(Filler), Question];

    private static string Filler(int n) => FormattableString.Invariant($"f{n}");
}
