using RnnLm.Models;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Analysis;

/// <summary>One example of a memory task, as token ids.</summary>
/// <param name="Inputs">What the model reads: EOS, where a line begins, and then the task's tokens.</param>
/// <param name="Targets">What it should predict after each token; <see cref="Batch.Padding"/> where nothing is asked.</param>
public sealed record TaskExample(int[] Inputs, int[] Targets);

/// <summary>A made-up language that tests one thing: what a model still knows of its past.</summary>
public abstract class MemoryTask
{
    /// <summary>The token that asks.</summary>
    protected const string Question = "?";

    private readonly int[] cueIds;

    /// <summary>A task with these cues and these other tokens.</summary>
    private protected MemoryTask(int cues, params IEnumerable<string> others)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cues, 2);
        Cues = cues;
        string[] names = [.. Enumerable.Range(0, cues).Select(cue => FormattableString.Invariant($"c{cue}"))];
        Vocabulary = new Vocabulary(new WordTokenizer(), [.. names, .. others]);
        cueIds = [.. names.Select(name => Vocabulary[name])];
    }

    /// <summary>The number of different things that may have to be remembered; a guess is right once in so many times.</summary>
    public int Cues { get; }

    /// <summary>The tokens of the task: its cues c0, c1, … and what stands between them.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>One example.</summary>
    public abstract TaskExample Next(RandomGenerator generator);

    /// <summary>Examples side by side as one batch, every stream beginning at h(0) = 0.</summary>
    public virtual Batch NextBatch(int streams, RandomGenerator generator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        var examples = Enumerable.Range(0, streams).Select(_ => Next(generator)).ToArray();
        var steps = examples[0].Inputs.Length;
        var (inputs, targets) = (new int[streams * steps], new int[streams * steps]);
        for (var t = 0; t < steps; t++)
        {
            for (var b = 0; b < streams; b++)
            {
                inputs[(t * streams) + b] = examples[b].Inputs[t];
                targets[(t * streams) + b] = examples[b].Targets[t];
            }
        }

        return new Batch(inputs, targets, streams, steps, StartsAnew: true);
    }

    /// <summary>The share of the targets to which the model gives the largest probability, each example read from the start.</summary>
    public static double Accuracy(ILanguageModel model, IEnumerable<TaskExample> examples)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(examples);
        var logProbabilities = new double[model.Vocabulary.Count];
        var (right, asked) = (0, 0);
        foreach (var (inputs, targets) in examples)
        {
            var context = model.Start(); // has read inputs[0], which is EOS
            for (var t = 1; t < inputs.Length; t++)
            {
                context.Read(inputs[t]);
                if (targets[t] == Batch.Padding) continue;
                context.Next(logProbabilities);
                asked++;
                if (targets[t] == Array.IndexOf(logProbabilities, logProbabilities.Max())) right++;
            }
        }

        return asked == 0 ? 0 : right / (double)asked;
    }

    /// <summary>The token id of a random cue.</summary>
    private protected int RandomCue(RandomGenerator generator) => cueIds[generator.Next(Cues)];
}
