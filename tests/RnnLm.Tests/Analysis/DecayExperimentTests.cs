using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Training.Backpropagation;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class DecayExperimentTests
{
    [Theory, InlineData("tanh", RecurrentWeights.Gaussian), InlineData("sigmoid", RecurrentWeights.Orthogonal)]
    public void ItMeasuresWhatGradientFlowAndBpttDo(string activation, RecurrentWeights weights)
    {
        const int Size = 6, Last = 9;
        var f = Activation.Parse(activation);
        var result = new DecayExperiment(Size, Last, seeds: 2, warmUp: 4).Measure(new DecaySetting(weights, f, 1.7, 0.5));
        for (var seed = 0; seed < 2; seed++)
        {
            var draw = new RandomGenerator((ulong)seed);
            var wh = weights == RecurrentWeights.Gaussian ? RandomMatrix.Gaussian(Size, 1.7, draw) : RandomMatrix.Orthogonal(Size, 1.7, draw);
            var random = new RandomGenerator((ulong)(seed + 1000));
            Vector<double> Normal() => Vector<double>.Build.Dense(Size, _ => random.NextGaussian());
            var cell = new ElmanCell(wh, Matrix<double>.Build.DenseIdentity(Size), Vector<double>.Build.Dense(Size), f);
            CellStep[] steps = [.. cell.Unroll(0.1 * Normal(), Enumerable.Range(0, 4 + Last).Select(_ => 0.5 * Normal()).ToArray()).Skip(4)];
            var g = Normal().Normalize(2);
            Assert.Equal(GradientFlow.Norms(steps, g), result.Norms[seed], (x, y) => Math.Abs(x - y) < 1e-12);

            var zero = g * 0;
            var bptt = new Bptt(steps, [.. Enumerable.Repeat(zero, Last - 1), g]);
            Assert.Equal(GradientFlow.ShareOfLast(bptt.Contributions(Last)), result.Shares[seed], (x, y) => Math.Abs(x - y) < 1e-10);
            Assert.Equal(Spectrum.Norm(wh), result.LargestSingularValues[seed], 10);
        }
    }

    [Fact]
    public void TheOrderOfTheSettingsIsKeptAndTheLinearNetworkFollowsRho()
    {
        var settings = new[] { 0.5, 1, 1.25 }.Select(radius => new DecaySetting(RecurrentWeights.Orthogonal, Activation.Identity, radius, 1)).ToArray();
        var results = new DecayExperiment(8, 20, 3).Measure(settings);
        Assert.Equal(settings, results.Select(r => r.Setting));
        foreach (var result in results) Assert.All(result.FactorsPerStep, factor => Assert.Equal(result.Setting.Radius, factor, 8));
        Assert.Equal([0, 1], new[] { results[0].ShareExploding, results[2].ShareExploding });
    }

    // What notebook 09 says of 32 units, seed for seed.
    [Theory]
    [InlineData(RecurrentWeights.Orthogonal, "tanh", 1.5, 1, 0.82, 0.88)]
    [InlineData(RecurrentWeights.Orthogonal, "tanh", 2, 1, 0.96, 1.05)]
    [InlineData(RecurrentWeights.Orthogonal, "tanh", 2.5, 1, 1.05, 1.2)]
    [InlineData(RecurrentWeights.Orthogonal, "tanh", 1, 0.1, 0.8, 1)]
    [InlineData(RecurrentWeights.Orthogonal, "tanh", 1.25, 0.1, 1, 1.1)]
    [InlineData(RecurrentWeights.Gaussian, "tanh", 2, 1, 0.8, 1)]
    [InlineData(RecurrentWeights.Gaussian, "tanh", 2.5, 1, 1, 1.2)]
    [InlineData(RecurrentWeights.Gaussian, "sigmoid", 4, 1, 0.4, 0.8)]
    [InlineData(RecurrentWeights.Gaussian, "sigmoid", 6, 1, 0.5, 0.9)]
    public void TheNotebooksFiguresHold(RecurrentWeights weights, string activation, double radius, double inputScale, double low, double high)
    {
        var factors = new DecayExperiment().Measure(new DecaySetting(weights, Activation.Parse(activation), radius, inputScale)).FactorsPerStep.Order().ToArray();
        Assert.InRange((factors[4] + factors[5]) / 2, low, high);
    }

    [Fact]
    public void AMixedTaskHasOneLagInABatchAndAllOfThemOverTime()
    {
        var task = new MixedRecallTask([1, 3, 7], cues: 5);
        var random = new RandomGenerator(4);
        var steps = Enumerable.Range(0, 60).Select(_ => task.NextBatch(2, random).Steps).ToArray();
        Assert.Equal([3, 5, 9], steps.Distinct().Order());
        Assert.All(task.Tasks, single => Assert.Equal(task.Vocabulary.Tokens, single.Vocabulary.Tokens));
        Assert.Equal([3, 5, 9], Enumerable.Range(0, 60).Select(_ => task.Next(random).Inputs.Length).Distinct().Order());
        Assert.Throws<ArgumentException>(() => new MixedRecallTask([]));
    }
}
