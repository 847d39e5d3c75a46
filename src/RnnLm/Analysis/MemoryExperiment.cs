using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training;

namespace RnnLm.Analysis;

/// <summary>How a network learned to recall over several lags.</summary>
/// <param name="Losses">The loss of each batch, nats at the question.</param>
/// <param name="Recalled">The share of fresh examples that it answers rightly, for each lag of the task.</param>
public sealed record RecallRun(IReadOnlyList<double> Losses, IReadOnlyList<double> Recalled);

/// <summary>Trains a model on a memory task and measures what it has learned to remember (slides A16, B39).</summary>
public sealed record MemoryExperiment
{
    /// <summary>The number of batches trained on.</summary>
    public int Batches { get; init; } = 2500;

    /// <summary>The number of examples in a batch.</summary>
    public int Streams { get; init; } = 16;

    /// <summary>Adam's learning rate.</summary>
    public double Rate { get; init; } = 0.005;

    /// <summary>The clipping threshold for the global norm; null does not clip.</summary>
    public double? Clip { get; init; } = 1;

    /// <summary>K, over how many uses of the recurrent weights each loss looks back (slide A26); null looks back to the beginning.</summary>
    public int? LookBack { get; init; }

    /// <summary>How many fresh examples the accuracy is measured on.</summary>
    public int TestExamples { get; init; } = 200;

    /// <summary>Where weights and examples come from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Trains a fresh model of this architecture, and gives it back.</summary>
    /// <param name="task">The task.</param>
    /// <param name="architecture">The model; small is enough, 16 to 32 hidden units.</param>
    /// <param name="progress">Called after each batch.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public NeuralLanguageModel<float> Train(
        MemoryTask task, NeuralArchitecture architecture, Action<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(architecture);
        var generator = new RandomGenerator(Seed);
        var model = architecture.Create<float>(task.Vocabulary, generator.Split());
        Batch[] batches = [.. Enumerable.Range(0, Batches).Select(_ => task.NextBatch(Streams, generator))];
        new Trainer<float>(model, new Adam<float>(model.Parameters, Rate), batches, new TrainingOptions { Epochs = 1, Clip = Clip, LookBack = LookBack })
            .Run(progress, cancellation);
        return model;
    }

    /// <summary>Trains a fresh model on recall over several lags at once, and says how that went and what it recalls at each lag.</summary>
    /// <param name="task">The task.</param>
    /// <param name="architecture">The model; small is enough, 16 to 32 hidden units.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public RecallRun Recall(MixedRecallTask task, NeuralArchitecture architecture, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var losses = new List<double>();
        var model = Train(task, architecture, now => { if (!now.EpochFinished) losses.Add(now.BatchLoss); }, cancellation);
        var generator = new RandomGenerator(Seed + 100);
        return new RecallRun(losses, [.. task.Tasks.Select(lag => MemoryTask.Accuracy(model, Enumerable.Range(0, TestExamples).Select(_ => lag.Next(generator))))]);
    }

    /// <summary>The accuracy of a freshly trained model on examples that it was not trained on; guessing gives 1 / <see cref="MemoryTask.Cues"/>.</summary>
    /// <inheritdoc cref="Train"/>
    public double Accuracy(MemoryTask task, NeuralArchitecture architecture, CancellationToken cancellation = default)
    {
        var model = Train(task, architecture, cancellation: cancellation);
        var generator = new RandomGenerator(~Seed);
        return MemoryTask.Accuracy(model, Enumerable.Range(0, TestExamples).Select(_ => task.Next(generator)));
    }
}
