using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training.Backpropagation;
using Xunit;

namespace RnnLm.Tests.Models.Recurrent.Cells;

public class EncoderRnnDecoderConversionTests
{
    private static readonly int[] Inputs = [2, 5, 3, 5, 4, 6, 5];
    private static readonly int[] Targets = [5, 3, 5, 4, 6, 5, 2];
    private static readonly Vocabulary Vocabulary = new(new WordTokenizer(), ["a", "b", "c", "d"]);

    public static TheoryData<RecurrentKind, int, bool> Architectures
    {
        get
        {
            var data = new TheoryData<RecurrentKind, int, bool>();
            foreach (var kind in Enum.GetValues<RecurrentKind>())
                foreach (var layers in new[] { 1, 2 })
                    foreach (var tied in new[] { false, true })
                        data.Add(kind, layers, tied);
            return data;
        }
    }

    [Theory, MemberData(nameof(Architectures))]
    public void TheClearEquationsGiveTheModelsDistribution(RecurrentKind kind, int layers, bool tied)
    {
        var model = Model(kind, layers, tied);
        var clear = model.ToEncoderRnnDecoder();
        var bptt = new LanguageModelBptt(clear, clear.Rnn.ZeroState(), Inputs, Targets);

        var context = model.Start();
        var logProbabilities = new double[Vocabulary.Count];
        for (var t = 1; t <= Inputs.Length; t++)
        {
            if (t > 1) context.Read(Inputs[t - 1]); // Start has read EOS
            context.Next(logProbabilities);
            for (var v = 0; v < Vocabulary.Count; v++) Assert.Equal(bptt.Prediction(t)[v], Math.Exp(logProbabilities[v]), 12);
            Assert.Equal(0, bptt.Prediction(t)[Vocabulary.Bos]);
        }
    }

    [Theory, MemberData(nameof(Architectures))]
    public void TheModelsGradientsAreThoseOfTheClearEquations(RecurrentKind kind, int layers, bool tied)
    {
        var model = Model(kind, layers, tied);
        var clear = model.ToEncoderRnnDecoder();
        var bptt = new LanguageModelBptt(clear, clear.Rnn.ZeroState(), Inputs, Targets);
        var loss = model.Accumulate(new Batch(Inputs, Targets, Streams: 1, Inputs.Length, StartsAnew: true), model.InitialState(1));
        Assert.Equal(bptt.TotalLoss() / Inputs.Length, loss, 12); // the model's loss is the mean, ours the sum

        if (!tied)
        {
            Differences.Close(bptt.EncoderGradient(), Gradient(model.Embedding.Weight), 1e-12);
            Differences.Close(bptt.DecoderGradient().Transpose(), Gradient(model.DecoderWeight), 1e-12);
        }

        Differences.Close(bptt.DecoderBiasGradient().ToRowMatrix(), Gradient(model.DecoderBias), 1e-12);
        var rnn = bptt.Rnn.CarryingBackwards();
        var w = 0;
        foreach (var layer in model.Layers)
        {
            var (hidden, input, bias) = (Gradient(layer.RecurrentWeight), Gradient(layer.InputWeight), Gradient(layer.Bias));
            for (var gate = 0; gate < layer.Gates; gate++)
            {
                Differences.Close(rnn[w++].Transpose(), hidden.SubMatrix(4 * gate, 4, 0, 4), 1e-12);
                Differences.Close(rnn[w++].Transpose(), input.SubMatrix(4 * gate, 4, 0, layer.InputSize), 1e-12);
                Differences.Close(rnn[w++], bias.SubMatrix(0, 1, 4 * gate, 4), 1e-12);
            }

            if (layer is GruLayer<double> gru) Differences.Close(rnn[w++], Gradient(gru.RecurrentBias).SubMatrix(0, 1, 8, 4), 1e-12);
        }

        Assert.Equal(rnn.Count, w);
    }

    private static Matrix<double> Gradient(Parameter<double> parameter) =>
        Matrix<double>.Build.Dense(parameter.Rows, parameter.Columns, (i, j) => Inputs.Length * parameter.Gradient[(i * parameter.Columns) + j]);

    private static RecurrentLanguageModel<double> Model(RecurrentKind kind, int layers, bool tied) =>
        new(Vocabulary, new RecurrentArchitecture(kind) { Layers = layers, TiedWeights = tied, EmbeddingSize = 3, HiddenSize = 4 }, new RandomGenerator(1));
}
