using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Models.Recurrent.Cells;

public class CellTests
{
    public static TheoryData<string> Kinds => ["tanh", "sigmoid", "relu", "identity", "lstm", "gru", "stack"];

    [Theory, MemberData(nameof(Kinds))]
    public void EveryGradientOfAStepEqualsCentralDifferences(string kind)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var generator = new RandomGenerator(seed);
            var cell = Differences.Cell(kind, generator);
            var state = Differences.RandomVector(cell.StateSize, generator);
            var input = Differences.RandomVector(cell.InputSize, generator);
            var weighting = Differences.RandomVector(cell.StateSize, generator); // ℒ = s(t)·weighting

            var gradients = cell.Forward(state, input).Backward(weighting);

            Differences.Close(Differences.Gradient(s => cell.Forward(s, input).State * weighting, state), gradients.State, 1e-6);
            Differences.Close(Differences.Gradient(e => cell.Forward(state, e).State * weighting, input), gradients.Input, 1e-6);
            Assert.Equal(cell.Weights.Count, gradients.Weights.Count);
            for (var i = 0; i < cell.Weights.Count; i++)
            {
                var numeric = Differences.Gradient(w => cell.WithWeight(i, w).Forward(state, input).State * weighting, cell.Weights[i]);
                Differences.Close(numeric, gradients.Weights[i], 1e-6);
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TheJacobianEqualsCentralDifferencesAndCarriesRowGradientsBack(string kind)
    {
        var generator = new RandomGenerator(7);
        var cell = Differences.Cell(kind, generator);
        var state = Differences.RandomVector(cell.StateSize, generator);
        var input = Differences.RandomVector(cell.InputSize, generator);
        var step = cell.Forward(state, input);

        var rows = Enumerable.Range(0, cell.StateSize).Select(j => Differences.Gradient(s => cell.Forward(s, input).State[j], state));
        Differences.Close(Matrix<double>.Build.DenseOfRowVectors(rows), step.Jacobian(), 1e-6);

        var g = Differences.RandomVector(cell.StateSize, generator);
        Differences.Close(g * step.Jacobian(), step.Backward(g).State, 1e-14);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void UnrollingStartsEachStepWhereTheLastEnded(string kind)
    {
        var generator = new RandomGenerator(8);
        var cell = Differences.Cell(kind, generator);
        var inputs = Enumerable.Range(0, 3).Select(_ => Differences.RandomVector(3, generator)).ToArray();

        var steps = cell.Unroll(cell.ZeroState(), inputs);

        Assert.Equal(3, steps.Count);
        var byHand = cell.Forward(cell.Forward(cell.Forward(cell.ZeroState(), inputs[0]).State, inputs[1]).State, inputs[2]);
        Assert.Equal(byHand.State, steps[2].State);
        Assert.Equal(4, steps[2].Hidden.Count);
        var unit = Vector<double>.Build.Dense(4, i => i == 1 ? 1 : 0);
        Assert.Equal(steps[2].Hidden[1], steps[2].State * steps[2].AsStateGradient(unit));
    }

    [Fact]
    public void AnElmanStepWorkedOutByHand()
    {
        // a = [1 −2]·[[.5 −1] [.25 .1]] + [3]·[[.2 .4]] + [−.1 .5] = [0 −1.2] + [.6 1.2] + [−.1 .5] = [.5 .5]
        var cell = new ElmanCell(
            Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, -1 }, { 0.25, 0.1 } }),
            Matrix<double>.Build.DenseOfArray(new[,] { { 0.2, 0.4 } }),
            Vector<double>.Build.Dense([-0.1, 0.5]),
            Activation.Identity);
        var step = cell.Forward(Vector<double>.Build.Dense([1.0, -2]), Vector<double>.Build.Dense([3.0]));
        Assert.Equal([0.5, 0.5], step.Hidden.Select(x => Math.Round(x, 12)));

        // δ = [2 1]: W_h gets [1 −2]ᵀ·[2 1], h(t−1) gets [2 1]·W_hᵀ = [.5·2 − 1·1, .25·2 + .1·1].
        var gradients = step.Backward(Vector<double>.Build.Dense([2.0, 1]));
        Assert.Equal(Matrix<double>.Build.DenseOfArray(new[,] { { 2.0, 1 }, { -4, -2 } }), gradients.Wh);
        Assert.Equal(Matrix<double>.Build.DenseOfArray(new[,] { { 6.0, 3 } }), gradients.We);
        Differences.Close(Vector<double>.Build.Dense([0, 0.6]), gradients.State, 1e-14);
        Differences.Close(Vector<double>.Build.Dense([0.8]), gradients.Input, 1e-14);
    }

    [Fact]
    public void AnLstmStepOfOneUnitEqualsItsScalarEquations()
    {
        // h = .5, c = −.8, e = 2; (W_h, W_e, b) of i (.1 .2 .3), f (−.4 .5 .6), g (.7 −.8 .9), o (1 −1.1 1.2).
        var cell = new LstmCell(Scalars(0.1, 0.2, 0.3), Scalars(-0.4, 0.5, 0.6), Scalars(0.7, -0.8, 0.9), Scalars(1, -1.1, 1.2));
        var step = cell.Forward(Vector<double>.Build.Dense([0.5, -0.8]), Vector<double>.Build.Dense([2.0]));
        double i = Sigmoid(0.75), f = Sigmoid(1.4), g = Math.Tanh(-0.35), o = Sigmoid(-0.5);
        Assert.Equal((f * -0.8) + (i * g), step.Memory[0], 15);
        Assert.Equal(o * Math.Tanh((f * -0.8) + (i * g)), step.Hidden[0], 15);
        Assert.Equal(f, step.MemoryJacobian()[0, 0], 15);
        Assert.Equal([step.Hidden[0], step.Memory[0]], step.State);
    }

    [Fact]
    public void AGruStepOfOneUnitResetsAfterTheProduct()
    {
        // h = .5, e = 2; r (.1 .2 .3), z (−.4 .5 .6), n (.7 −.8 .9), b_h = −1.5.
        var cell = new GruCell(Scalars(0.1, 0.2, 0.3), Scalars(-0.4, 0.5, 0.6), Scalars(0.7, -0.8, 0.9), Vector<double>.Build.Dense([-1.5]));
        var step = cell.Forward(Vector<double>.Build.Dense([0.5]), Vector<double>.Build.Dense([2.0]));
        double r = Sigmoid(0.75), z = Sigmoid(1.4), n = Math.Tanh(-0.7 + (r * (0.35 - 1.5)));
        Assert.Equal(((1 - z) * n) + (z * 0.5), step.Hidden[0], 15);
    }

    [Fact]
    public void PyTorchStacksGatesBelowEachOther()
    {
        var stackedHh = Matrix<double>.Build.DenseOfColumnArrays([0.1, -0.4, 0.7, 1]);
        var stackedIh = Matrix<double>.Build.DenseOfColumnArrays([0.2, 0.5, -0.8, -1.1]);
        var lstm = LstmCell.FromPyTorch(stackedIh, stackedHh, Vector<double>.Build.Dense([0.3, 0.6, 0.9, 1.2]));
        Assert.Equal(0.7, lstm.Candidate.Wh[0, 0]);
        Assert.Equal(-1.1, lstm.OutputGate.We[0, 0]);
        Assert.Equal(0.6, lstm.ForgetGate.B[0]);

        // W_e of a wide input is the transpose of its rows.
        var wide = GateWeights.Split(
            Matrix<double>.Build.Dense(4, 3, (i, j) => (10 * i) + j), Matrix<double>.Build.Dense(4, 2, (i, j) => (10 * i) + j), Vector<double>.Build.Dense(4));
        Assert.Equal(31, wide[1].We[1, 1]);
        Assert.Equal(21, wide[1].Wh[1, 0]);

        var gru = GruCell.FromPyTorch(
            stackedIh.SubMatrix(0, 3, 0, 1), stackedHh.SubMatrix(0, 3, 0, 1),
            Vector<double>.Build.Dense([0.1, 0.2, 0.9]), Vector<double>.Build.Dense([0.2, 0.4, -1.5]));
        Assert.Equal([0.3, 0.6, 0.9, -1.5], [gru.ResetGate.B[0], gru.UpdateGate.B[0], gru.Candidate.B[0], gru.ResetBias[0]], (x, y) => Math.Abs(x - y) < 1e-15);
    }

    [Fact]
    public void WrongShapesAreNamed()
    {
        var square = Matrix<double>.Build.Dense(2, 2);
        var error = Assert.Throws<ArgumentException>(() => new ElmanCell(square, Matrix<double>.Build.Dense(3, 4), Vector<double>.Build.Dense(2), Activation.Tanh));
        Assert.Contains("W_e needs as many columns as W_h, 2, but has 4.", error.Message, StringComparison.Ordinal);
        var cell = ElmanCell.Random(3, 2, Activation.Tanh, new RandomGenerator(1));
        Assert.Contains("3 elements, but 2", Assert.Throws<ArgumentException>(() => cell.Forward(cell.ZeroState(), cell.ZeroState())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LstmCell.FromPyTorch(square, square, Vector<double>.Build.Dense(2)));
        Assert.Throws<ArgumentException>(() => GruCell.FromPyTorch(square, square, Vector<double>.Build.Dense(2), Vector<double>.Build.Dense(2)));
        Assert.Throws<ArgumentException>(() => cell.Forward(cell.ZeroState(), Vector<double>.Build.Dense(3)).Backward(Vector<double>.Build.Dense(1)));
    }

    private static GateWeights Scalars(double wh, double we, double b) =>
        new(Matrix<double>.Build.Dense(1, 1, wh), Matrix<double>.Build.Dense(1, 1, we), Vector<double>.Build.Dense(1, b));

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));
}
