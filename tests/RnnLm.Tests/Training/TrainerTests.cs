using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Tests.Models;
using RnnLm.Training;
using Xunit;

namespace RnnLm.Tests.Training;

public class TrainerTests
{
    // "3 4 5" and "6 4 7" in turn: after 4 only the memory of the token before tells what follows.
    internal static int[] Tokens { get; } = [.. Enumerable.Repeat<int[]>([3, 4, 5, 6, 4, 7], 100).SelectMany(x => x)];

    internal static Trainer<float> Trainer(RecurrentKind kind, TrainingOptions options, int layers = 1, double dropout = 0)
    {
        var architecture = new RecurrentArchitecture(kind) { EmbeddingSize = 8, HiddenSize = 12, Layers = layers, Dropout = dropout };
        var model = architecture.Create<float>(Toy.Vocabulary(8), new RandomGenerator(1));
        return new Trainer<float>(model, new Adam<float>(model.Parameters, 0.03), new BatchStream(Tokens, 4, 10), options, Tokens[..60]);
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
}
