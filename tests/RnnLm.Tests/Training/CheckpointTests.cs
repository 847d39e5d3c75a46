using RnnLm.Models.Files;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models;
using RnnLm.Text;
using RnnLm.Training;
using Xunit;

namespace RnnLm.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"checkpoint-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(RecurrentKind.Elman, "adam")]
    [InlineData(RecurrentKind.Lstm, "momentum")]
    [InlineData(RecurrentKind.Gru, "adagrad")]
    public void A_resumed_training_is_bit_for_bit_the_one_that_was_not_interrupted(RecurrentKind kind, string optimizer)
    {
        var whole = Create(kind, optimizer, null);
        var losses = new List<double>();
        whole.Run(p => losses.Add(p.BatchLoss), TestContext.Current.CancellationToken);
        Assert.Equal(3 * (whole.Batches.Count + 1), losses.Count);

        foreach (var stop in (int[])[1, 7, whole.Batches.Count, whole.Batches.Count + 1, whole.Batches.Count + 5])
        {
            using var cancellation = new CancellationTokenSource();
            var resumed = new List<double>();
            var first = Create(kind, optimizer, null);
            Assert.Throws<OperationCanceledException>(() => first.Run(p =>
            {
                resumed.Add(p.BatchLoss);
                if (resumed.Count == stop) cancellation.Cancel();
            }, cancellation.Token));
            Checkpoint.Save(path, first);

            using var workers = new Workers(2); // on another number of threads, and from other weights
            var second = Create(kind, optimizer, workers, seed: 99);
            Checkpoint.Load(path, second);
            second.Run(p => resumed.Add(p.BatchLoss), TestContext.Current.CancellationToken);
            Assert.Equal(losses, resumed);
            Assert.Equal(whole.ValidationLosses, second.ValidationLosses);
            foreach (var (a, b) in whole.Model.Parameters.Zip(second.Model.Parameters)) Assert.Equal(a.Value, b.Value);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_model_is_refused_and_nothing_changed()
    {
        Checkpoint.Save(path, Create(RecurrentKind.Elman, "adam", null));
        var other = Create(RecurrentKind.Gru, "adam", null);
        var before = other.Model.Parameters.Select(p => p.Value.ToArray()).ToArray();
        var e = Assert.Throws<ModelFileException>(() => Checkpoint.Load(path, other));
        Assert.Contains("another model", e.Message, StringComparison.Ordinal);
        Assert.All(before.Zip(other.Model.Parameters), pair => Assert.Equal(pair.First, pair.Second.Value));
    }

    [Fact]
    public void A_checkpoint_holds_how_far_each_loss_looks_back()
    {
        Checkpoint.Save(path, Create(RecurrentKind.Elman, "adam", null, lookBack: 3));
        Checkpoint.Load(path, Create(RecurrentKind.Elman, "adam", null, lookBack: 3));
        var e = Assert.Throws<ModelFileException>(() => Checkpoint.Load(path, Create(RecurrentKind.Elman, "adam", null)));
        Assert.EndsWith("each loss looks back over 3 step(s), but here it is the whole batch; resume with the same.", e.Message, StringComparison.Ordinal);
    }

    private static Trainer<float> Create(RecurrentKind kind, string optimizer, Workers? workers, ulong seed = 1, int? lookBack = null)
    {
        var architecture = new RecurrentArchitecture(kind) { EmbeddingSize = 8, HiddenSize = 12, Layers = 2, Dropout = 0.3 };
        var model = architecture.Create<float>(Toy.Vocabulary(8), new RandomGenerator(seed), workers);
        Optimizer<float> rule = optimizer switch
        {
            "adam" => new Adam<float>(model.Parameters, 0.01),
            "momentum" => new Momentum<float>(model.Parameters, 0.1),
            _ => new Adagrad<float>(model.Parameters, 0.1),
        };
        var options = new TrainingOptions { Epochs = 3, Schedule = new DecayOnPlateau(0.5), LookBack = lookBack };
        return new Trainer<float>(model, rule, new BatchStream(TrainerTests.Tokens, 4, 10), options, TrainerTests.Tokens[..60]);
    }
}
