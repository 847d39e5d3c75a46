using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class SaturationTests
{
    [Fact]
    public void SharesAreCountedOverAllStepsAndByUnit()
    {
        Vector<double>[] gate = [Vector<double>.Build.Dense([0.05, 0.5]), Vector<double>.Build.Dense([0.95, 0.95]), Vector<double>.Build.Dense([0.0, 0.3])];
        var all = Saturation.OfGate(gate);
        Assert.Equal((2 / 6.0, 2 / 6.0), (all.Low, all.High));
        Assert.Equal(2.75 / 6, all.Mean, 12);
        var units = Saturation.ByUnit(gate, 0.1, 0.9);
        Assert.Equal([2 / 3.0, 0], units.Select(unit => unit.Low));
        Assert.Equal([1 / 3.0, 1 / 3.0], units.Select(unit => unit.High));
        Assert.Throws<ArgumentException>(() => Saturation.OfTanh([]));
    }

    [Fact]
    public void LargeWeightsSaturateTanhAndFlattenItsSlope()
    {
        var generator = new RandomGenerator(1);
        var inputs = Enumerable.Range(0, 50).Select(_ => Vector<double>.Build.Dense(3, _ => generator.NextGaussian())).ToArray();
        var small = ElmanCell.Random(3, 6, Activation.Tanh, generator);
        var large = small with { We = small.We * 20 };
        ElmanStep[] Steps(ElmanCell cell) => [.. cell.Unroll(cell.ZeroState(), inputs).Cast<ElmanStep>()];
        Assert.True(Saturation.MeanSlope(Steps(large)) < 0.3 * Saturation.MeanSlope(Steps(small)));
        var saturated = Saturation.OfTanh(Steps(large).Select(step => step.Hidden));
        Assert.True(saturated.Low + saturated.High > 0.6);
    }
}
