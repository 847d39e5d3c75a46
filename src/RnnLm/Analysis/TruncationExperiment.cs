using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Analysis;

/// <summary>What it costs that each loss looks back over K uses of W_h only (slide A26).</summary>
/// <param name="Uses">K.</param>
/// <param name="Seed">Of which training.</param>
/// <param name="Cosine">The cosine of the truncated ∂ℒ/∂W_h to the full one, at the beginning of training.</param>
/// <param name="Accuracy">The share of the cues that the model recalls after training with that truncation.</param>
public sealed record TruncationResult(int Uses, ulong Seed, double Cosine, double Accuracy);

/// <summary>
/// Trains a model on recall again and again, each time with another K, and measures two things: how much the truncated gradient looks like the
/// full one, and what the model has learned with it.
/// </summary>
/// <remarks>
/// Every token is a target, as in a text, so that most of the gradient comes from losses that need no long memory. A cosine near 1 then says
/// nothing of the one loss that does.
/// </remarks>
public sealed record TruncationExperiment
{
    /// <summary>ℓ: the question stands ℓ steps behind the cue, so that its loss reaches the cue over ℓ + 1 uses.</summary>
    public int Lag { get; init; } = 8;

    /// <summary>d_h.</summary>
    public int HiddenSize { get; init; } = 32;

    /// <summary>The trainings: their length, rate and so on; its seed and K are set for each.</summary>
    public MemoryExperiment Training { get; init; } = new() { Batches = 1000, Streams = 16, Rate = 0.006 };

    /// <summary>One training for each K and each seed, in this order, on as many threads as there are; the numbers do not depend on it.</summary>
    /// <param name="uses">The values of K.</param>
    /// <param name="seeds">Where weights and examples come from.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public IReadOnlyList<TruncationResult> Run(IReadOnlyList<int> uses, IReadOnlyList<ulong> seeds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(uses);
        ArgumentNullException.ThrowIfNull(seeds);
        var results = new TruncationResult[uses.Count * seeds.Count];
        var options = new ParallelOptions { CancellationToken = cancellation };
        // The long ones first, so that none is left alone at the end.
        Parallel.ForEach(Enumerable.Range(0, results.Length).Reverse(), options, n =>
            results[n] = Measure(uses[n / seeds.Count], seeds[n % seeds.Count], cancellation));
        return results;
    }

    private TruncationResult Measure(int uses, ulong seed, CancellationToken cancellation)
    {
        var text = new RecallTask(Lag, everyToken: true);
        var architecture = new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 8, HiddenSize = HiddenSize };
        var model = (Training with { Seed = seed, LookBack = uses }).Train(text, architecture, cancellation: cancellation);
        var generator = new RandomGenerator(~seed);
        var questions = Enumerable.Range(0, Training.TestExamples).Select(_ => new RecallTask(Lag).Next(generator));
        return new(uses, seed, Cosine(text, architecture, uses, seed), MemoryTask.Accuracy(model, questions));
    }

    // Of the first batch, with the first weights: those of MemoryExperiment.Train with this seed.
    private double Cosine(RecallTask text, RecurrentArchitecture architecture, int uses, ulong seed)
    {
        var generator = new RandomGenerator(seed);
        var model = (RecurrentLanguageModel<float>)architecture.Create<float>(text.Vocabulary, generator.Split());
        var batch = text.NextBatch(Training.Streams, generator);
        var (truncated, full) = (Gradient(model, batch, uses), Gradient(model, batch, null));
        return Dot(truncated, full) / Math.Sqrt(Dot(truncated, truncated) * Dot(full, full));
    }

    private static float[] Gradient(RecurrentLanguageModel<float> model, Batch batch, int? uses)
    {
        model.ClearGradients();
        model.Accumulate(batch, model.InitialState(batch.Streams), lookBack: uses);
        return [.. model.Layers[0].RecurrentWeight.Gradient];
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
