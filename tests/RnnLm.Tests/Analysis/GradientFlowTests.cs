using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models.Recurrent.Cells;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class GradientFlowTests
{
    [Theory, InlineData("tanh"), InlineData("lstm"), InlineData("gru"), InlineData("stack")]
    public void ProductsOfStepJacobiansCarryGradientsAsFarAsWalkingBackDoes(string kind)
    {
        var (steps, _) = Steps(kind, 6, seed: 1);
        var g = Differences.RandomVector(steps[0].State.Count, new RandomGenerator(2));
        var norms = GradientFlow.Norms(steps, g);
        Assert.Equal(7, norms.Length);
        for (var lag = 0; lag <= 6; lag++)
            Assert.Equal(norms[lag], (g * StepJacobian.Product(steps, 6, 6 - lag)).L2Norm(), 12);
        Assert.Equal(Spectrum.Norm(StepJacobian.Product(steps, 5, 2)), StepJacobian.SingularValuesByLag(steps, 5, 3)[3][0], 12);
    }

    [Fact]
    public void AProductIsTheDerivativeOverManySteps()
    {
        var (steps, cell) = Steps("gru", 4, seed: 3);
        var inputs = steps.Cast<GruStep>().Select(step => step.Input).ToArray();
        var start = ((GruStep)steps[0]).Previous;
        var rows = Enumerable.Range(0, 4).Select(j => Differences.Gradient(s => cell.Unroll(s, inputs)[^1].State[j], start));
        Differences.Close(Matrix<double>.Build.DenseOfRowVectors(rows), StepJacobian.Product(steps, 4, 0), 1e-6);
    }

    [Theory, InlineData(0.5), InlineData(1), InlineData(1.25)]
    public void AnOrthogonalLinearNetworkScalesEveryGradientByRhoAStep(double radius)
    {
        var generator = new RandomGenerator(4);
        var cell = Elman(RandomMatrix.Orthogonal(8, radius, generator), Activation.Identity);
        var steps = cell.Unroll(Differences.RandomVector(8, generator), Inputs(20, 8, generator));
        var norms = GradientFlow.Norms(steps, Differences.RandomVector(8, generator));
        Assert.Equal(Math.Pow(radius, 20), norms[20] / norms[0], 1e-9 * Math.Pow(radius, 20));
        Assert.Equal(radius, GradientFlow.FactorPerStep(norms), 10);
        Assert.Equal(Math.Pow(radius, 20), GradientFlow.LinearRate(cell.Wh, 20), 1e-9 * Math.Pow(radius, 20));
    }

    [Fact]
    public void ALinearNetworkMultipliesByTheTransposedPower()
    {
        var cell = Elman(Matrix<double>.Build.DenseOfArray(new[,] { { 0.9, 5 }, { 0, 0.9 } }), Activation.Identity);
        var steps = cell.Unroll(cell.ZeroState(), Inputs(9, 2, new RandomGenerator(5)));
        Differences.Close(cell.Wh.Transpose().Power(9), StepJacobian.Product(steps, 9, 0), 1e-12);
        Assert.Equal(19.379, Spectrum.Norm(StepJacobian.Product(steps, 9, 0)), 3);
    }

    [Theory, InlineData("tanh", 1.7), InlineData("sigmoid", 5), InlineData("relu", 1.1), InlineData("identity", 0.9)]
    public void TheBoundHoldsAndIsNotTight(string activation, double radius)
    {
        var generator = new RandomGenerator(6);
        var f = Activation.Parse(activation);
        var cell = Elman(RandomMatrix.Gaussian(12, radius, generator), f);
        var steps = cell.Unroll(Differences.RandomVector(12, generator), Inputs(15, 12, generator));
        for (var lag = 1; lag <= 15; lag++)
        {
            var norm = Spectrum.Norm(StepJacobian.Product(steps, 15, 15 - lag));
            Assert.True(norm <= GradientFlow.Bound(cell.Wh, f, lag) * (1 + 1e-9));
            if (lag == 15) Assert.True(norm < GradientFlow.Bound(cell.Wh, f, lag) / 10);
        }

        var orthogonal = RandomMatrix.Orthogonal(4, 3.9, generator);
        Assert.Equal(0.975, GradientFlow.Bound(orthogonal, Activation.Sigmoid, 1), 10); // ¼·3.9
        Assert.Equal(3.9 * 3.9, GradientFlow.Bound(orthogonal, Activation.Tanh, 2), 10);
    }

    [Theory]
    [InlineData("tanh", 1.5, false)]
    [InlineData("tanh", 2.5, true)]
    [InlineData("sigmoid", 6, false)]
    public void ASpectralRadiusOverOneDoesNotMakeGradientsExplode(string activation, double radius, bool grows)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            // Inputs of unit variance keep tanh in its curved part; the first 30 steps let h forget where it began.
            var generator = new RandomGenerator(seed);
            var cell = Elman(RandomMatrix.Gaussian(64, radius, generator), Activation.Parse(activation));
            var steps = cell.Unroll(cell.ZeroState(), Inputs(80, 64, generator));
            var factor = GradientFlow.FactorPerStep(GradientFlow.Norms([.. steps.Skip(30)], Differences.RandomVector(64, generator)));
            Assert.Equal(grows, factor > 1);
        }
    }

    [Fact]
    public void TheShareOfTheLastUsesReachesOneAndMayPassIt()
    {
        Matrix<double> Row(params double[] values) => Matrix<double>.Build.DenseOfRowArrays(values);
        // g = [3 4], ‖g‖² = 25: the last use gives 16/25.
        Assert.Equal([0.64, 1], GradientFlow.ShareOfLast([Row(3, 0), Row(0, 4)]).Select(x => Math.Round(x, 12)));
        // g = [1 0]: the last use gives 2, the first takes 1 away.
        Assert.Equal([2, 1], GradientFlow.ShareOfLast([Row(-1, 0), Row(2, 0)]));
    }

    [Fact]
    public void AnOpenForgetGateKeepsTheMemorysGradientWhereElmanLosesIt()
    {
        var generator = new RandomGenerator(7);
        var lstm = LstmCell.Random(3, 4, generator);
        var forget = lstm.ForgetGate;
        var open = new LstmCell(lstm.InputGate, new GateWeights(forget.Wh, forget.We, forget.B + 6), lstm.Candidate, lstm.OutputGate);
        var steps = open.Unroll(open.ZeroState(), Inputs(50, 3, generator));
        var product = steps.Cast<LstmStep>().Select(step => step.MemoryJacobian()).Aggregate((later, earlier) => earlier * later);
        Assert.All(product.Diagonal(), f => Assert.InRange(f, 0.6, 1));

        var elman = ElmanCell.Random(3, 4, Activation.Tanh, generator);
        var norms = GradientFlow.Norms(elman.Unroll(elman.ZeroState(), Inputs(50, 3, generator)), Differences.RandomVector(4, generator));
        Assert.True(norms[50] < 1e-6 * norms[0]);
    }

    private static (IReadOnlyList<CellStep> Steps, IRecurrentCell Cell) Steps(string kind, int length, ulong seed)
    {
        var generator = new RandomGenerator(seed);
        var cell = Differences.Cell(kind, generator);
        return (cell.Unroll(Differences.RandomVector(cell.StateSize, generator), Inputs(length, 3, generator)), cell);
    }

    private static ElmanCell Elman(Matrix<double> wh, Activation activation) =>
        new(wh, Matrix<double>.Build.DenseIdentity(wh.RowCount), Vector<double>.Build.Dense(wh.RowCount), activation);

    private static Vector<double>[] Inputs(int length, int size, RandomGenerator generator) =>
        [.. Enumerable.Range(0, length).Select(_ => Differences.RandomVector(size, generator))];
}
