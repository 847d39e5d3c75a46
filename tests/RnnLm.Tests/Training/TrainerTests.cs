using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models;
using RnnLm.Text;
using RnnLm.Training;
using Xunit;

namespace RnnLm.Tests.Training;

public class TrainerTests
{
    // "3 4 5" and "6 4 7" in turn: after 4 only the memory of the token before tells what follows.
    internal static int[] Tokens { get; } = [.. Enumerable.Repeat<int[]>([3, 4, 5, 6, 4, 7], 100).SelectMany(x => x)];

    internal static Trainer<float> Trainer(RecurrentKind kind, TrainingOptions options, double rate = 0.03)
    {
        var architecture = new RecurrentArchitecture(kind) { EmbeddingSize = 8, HiddenSize = 12 };
        var model = architecture.Create<float>(Toy.Vocabulary(8), new RandomGenerator(1));
        return new Trainer<float>(model, new Adam<float>(model.Parameters, rate), new BatchStream(Tokens, 4, 10), options, Tokens[..60]);
    }

    [Theory]
    [InlineData(RecurrentKind.Elman)]
    [InlineData(RecurrentKind.Lstm)]
    [InlineData(RecurrentKind.Gru)]
    public void A_tiny_corpus_is_learned(RecurrentKind kind)
    {
        var trainer = Trainer(kind, new TrainingOptions { Epochs = 20 });
        trainer.Run(cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(trainer.ValidationLosses[^1], 0, 0.1); // all but the first token are certain
        var context = trainer.Model.Start();
        foreach (var token in (int[])[3, 4, 5, 6, 4]) context.Read(token);
        Assert.True(context.LogProbability(7) > Math.Log(0.9));
        Assert.Equal(double.NegativeInfinity, context.LogProbability(Vocabulary.Bos));
    }

    // Counts 3, 1, 1 of five tokens, one more for each of the seven that can be predicted: BOS cannot.
    [Theory]
    [InlineData("elman")]
    [InlineData("window")]
    public void A_model_can_begin_as_a_unigram_model(string kind)
    {
        NeuralArchitecture architecture = kind == "window"
            ? new FixedWindowArchitecture(2) { EmbeddingSize = 3, HiddenSize = 5 }
            : new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 3, HiddenSize = 5 };
        var model = architecture.Create<double>(Toy.Vocabulary(8), new RandomGenerator(1));
        model.Parameters.Single(p => p.Name == "decoder.weight").Value.AsSpan().Clear();
        model.BeginWithFrequencies([3, 3, 4, 3, Vocabulary.Eos]);
        var context = model.Start();
        Assert.Equal(Math.Log(4 / 12.0), context.LogProbability(3), 1e-12);
        Assert.Equal(Math.Log(2 / 12.0), context.LogProbability(Vocabulary.Eos), 1e-12);
        Assert.Equal(Math.Log(1 / 12.0), context.LogProbability(Vocabulary.Unk), 1e-12);
        Assert.Equal(double.NegativeInfinity, context.LogProbability(Vocabulary.Bos));
    }

    [Fact]
    public void The_numbers_do_not_depend_on_the_number_of_threads()
    {
        var expected = Weights(1);
        Assert.Equal(expected, Weights(2));
        Assert.Equal(expected, Weights(4));

        static float[] Weights(int threads)
        {
            using var workers = new Workers(threads);
            var model = new RecurrentArchitecture(RecurrentKind.Gru) { EmbeddingSize = 64, HiddenSize = 64, Dropout = 0.2 }
                .Create<float>(Toy.Vocabulary(500), new RandomGenerator(1), workers);
            int[] tokens = [.. Enumerable.Range(0, 600).Select(i => 2 + (i * i % 497))];
            new Trainer<float>(model, new Adam<float>(model.Parameters, 0.01), new BatchStream(tokens, 10, 20), new TrainingOptions { Epochs = 2 })
                .Run(cancellation: TestContext.Current.CancellationToken);
            return [.. model.Parameters.SelectMany(p => p.Value)];
        }
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_with_the_step_and_what_to_try()
    {
        var trainer = Trainer(RecurrentKind.Elman, new TrainingOptions { Epochs = 2 });
        trainer.Model.Parameters[0].Value[(3 * 8) + 1] = float.NaN; // the embedding of token 3
        var e = Assert.Throws<TrainingDivergedException>(() => trainer.Run(cancellation: TestContext.Current.CancellationToken));
        Assert.Equal((1, 1), (e.Epoch, e.Step));
        Assert.Contains("lower learning rate", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Step);
    }

    [Fact]
    public void Training_stops_when_patience_runs_out_and_keeps_the_best()
    {
        var trainer = Trainer(RecurrentKind.Elman, new TrainingOptions { Epochs = 300, Patience = 2 }, rate: 0.3);
        trainer.Run(cancellation: TestContext.Current.CancellationToken);
        var losses = trainer.ValidationLosses.ToList();
        Assert.True(losses.Count < 300);
        Assert.Equal(losses.Count - 3, losses.IndexOf(losses.Min()));
        Assert.Equal(losses.Min(), trainer.Model.NegativeLogLikelihood(Tokens.AsSpan(0, 60), TestContext.Current.CancellationToken) / 60, 1e-12);
    }
}
