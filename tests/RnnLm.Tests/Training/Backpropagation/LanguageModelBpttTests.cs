using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models.Recurrent.Cells;
using RnnLm.Training.Backpropagation;
using Xunit;

namespace RnnLm.Tests.Training.Backpropagation;

public class LanguageModelBpttTests
{
    private static readonly int[] Inputs = [2, 5, 1, 5, 3, 5]; // 5 is read three times, 0 and 4 never
    private static readonly int[] Targets = [5, 1, 5, 3, 5, 0];

    [Theory, InlineData("tanh"), InlineData("lstm"), InlineData("gru"), InlineData("stack")]
    public void EveryGradientEqualsCentralDifferences(string kind)
    {
        var (model, state) = Model(kind);
        var bptt = new LanguageModelBptt(model, state, Inputs, Targets);
        double Loss(EncoderRnnDecoder m) => new LanguageModelBptt(m, state, Inputs, Targets).TotalLoss();

        Differences.Close(Differences.Gradient(e => Loss(new(e, model.Rnn, model.U, model.B2)), model.E), bptt.EncoderGradient(), 1e-6);
        Differences.Close(Differences.Gradient(u => Loss(new(model.E, model.Rnn, u, model.B2)), model.U), bptt.DecoderGradient(), 1e-6);
        Differences.Close(Differences.Gradient(b => Loss(new(model.E, model.Rnn, model.U, b)), model.B2), bptt.DecoderBiasGradient(), 1e-6);
        var rnn = bptt.Rnn.CarryingBackwards();
        for (var w = 0; w < rnn.Count; w++)
        {
            var numeric = Differences.Gradient(x => Loss(new(model.E, model.Rnn.WithWeight(w, x), model.U, model.B2)), model.Rnn.Weights[w]);
            Differences.Close(numeric, rnn[w], 1e-6);
        }
    }

    [Fact]
    public void ARepeatedWordGetsTheSumOfItsUsesAndAnUnreadOneNothing()
    {
        var (model, state) = Model("tanh");
        var bptt = new LanguageModelBptt(model, state, Inputs, Targets);
        var encoder = bptt.EncoderGradient();
        var uses = from t in Enumerable.Range(1, 6) from i in new[] { 2, 4, 6 } where i <= t select bptt.EmbeddingContribution(t, i);
        Differences.Close(uses.Aggregate((a, b) => a + b), encoder.Row(5), 1e-12);
        Assert.Equal(0, encoder.Row(0).L2Norm() + encoder.Row(4).L2Norm());
    }

    [Fact]
    public void APredictionIsADistributionAndLargeLogitsDoNotOverflow()
    {
        var (model, state) = Model("tanh");
        var bptt = new LanguageModelBptt(model, state, Inputs, Targets);
        Assert.Equal(1, bptt.Prediction(3).Sum(), 12);
        Assert.Equal(0, bptt.OutputGradient(3).Sum(), 12);
        var steep = new EncoderRnnDecoder(model.E, model.Rnn, model.U * 1e6, model.B2);
        Assert.Equal(1, steep.Decode(bptt.Steps[0].Hidden).Sum(), 12);
    }

    private static (EncoderRnnDecoder Model, Vector<double> State) Model(string kind)
    {
        var generator = new RandomGenerator(9);
        var cell = Differences.Cell(kind, generator);
        var model = new EncoderRnnDecoder(
            Matrix<double>.Build.Dense(6, 3, (_, _) => generator.NextGaussian()), cell,
            Matrix<double>.Build.Dense(4, 6, (_, _) => generator.NextGaussian()), Differences.RandomVector(6, generator));
        return (model, Differences.RandomVector(cell.StateSize, generator));
    }
}
