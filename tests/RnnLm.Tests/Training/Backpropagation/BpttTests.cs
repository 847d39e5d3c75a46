using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models.Recurrent.Cells;
using RnnLm.Training.Autograd;
using RnnLm.Training.Backpropagation;
using Xunit;

namespace RnnLm.Tests.Training.Backpropagation;

public class BpttTests
{
    private const int T = 7;

    public static TheoryData<string> Activations => ["tanh", "sigmoid", "relu", "identity"];

    [Theory, MemberData(nameof(Activations))]
    public void TheTermsAddUpToTheGradientInBothOrdersAndEqualCentralDifferences(string activation)
    {
        var rnn = Rnn(activation, seed: 1);
        var bptt = rnn.Bptt();
        var cell = rnn.Copies[0];
        var byLoss = bptt.LossByLoss();
        var carried = bptt.CarryingBackwards();
        for (var w = 0; w < 3; w++)
        {
            var terms = Sum(Enumerable.Range(1, T).SelectMany(t => bptt.Contributions(t, w)));
            Differences.Close(byLoss[w], terms, 1e-12);
            Differences.Close(byLoss[w], carried[w], 1e-12);
            Differences.Close(byLoss[w], Sum(bptt.ContributionsOfUses(w)), 1e-12);
            Differences.Close(byLoss[w], Sum(Enumerable.Range(1, T).Select(t => bptt.Gradient(t, w))), 1e-12);
            var numeric = Differences.Gradient(x => rnn.WithCell((ElmanCell)cell.WithWeight(w, x)).TotalLoss(), cell.Weights[w]);
            Differences.Close(numeric, carried[w], 1e-6);
        }
    }

    [Fact]
    public void TheGradientEqualsTheAutograds()
    {
        var rnn = Rnn("tanh", seed: 2);
        var cell = rnn.Copies[0];
        var wh = Values(cell.Wh);
        var we = Values(cell.We);
        Value[] state = [.. rnn.InitialState.Select(x => new Value(x))];
        Value total = 0;
        for (var t = 1; t <= T; t++)
        {
            var previous = state;
            var step = rnn.Steps[t - 1];
            state = [.. Enumerable.Range(0, 4).Select(j =>
            {
                Value a = cell.B1[j];
                for (var i = 0; i < 4; i++) a += previous[i] * wh[i, j];
                for (var i = 0; i < 3; i++) a += step.Input[i] * we[i, j];
                return Value.Tanh(a);
            })];
            for (var j = 0; j < 4; j++)
            {
                var target = step.Hidden[j] - rnn.LossGradient(t)[j];
                total += 0.5 * Value.Pow(state[j] - target, 2);
            }
        }

        total.Backward();
        Assert.Equal(rnn.TotalLoss(), total.Data, 12);
        var gradient = rnn.Bptt().CarryingBackwards();
        Differences.Close(Matrix<double>.Build.Dense(4, 4, (i, j) => wh[i, j].Gradient), gradient[0], 1e-12);
        Differences.Close(Matrix<double>.Build.Dense(3, 4, (i, j) => we[i, j].Gradient), gradient[1], 1e-12);
    }

    [Fact]
    public void AScalarNetworkWorkedOutByHand()
    {
        // Linear, w = 2, h(0) = 1, no input: h = 2, 4, 8 = w, w², w³; y = 0, so ∂ℒ(3)/∂h(3) = 8.
        // ∂ℒ(3)/∂w = 8·3w² = 96, of which step 3 contributes 8·h(2) = 32, step 2 8·w·h(1) = 32, step 1 8·w²·h(0) = 32.
        var cell = new ElmanCell(Scalar(2), Scalar(1), Vector<double>.Build.Dense(1), Activation.Identity);
        var zeros = Enumerable.Repeat(Vector<double>.Build.Dense(1), 3).ToArray();
        var bptt = new SimplifiedRnn(cell, Vector<double>.Build.Dense(1, 1), zeros, zeros).Bptt();
        Assert.Equal([32, 32, 32], bptt.Contributions(3).Select(term => term[0, 0]));
        Assert.Equal([32, 16, 8, 0], [bptt.StateGradient(3, 0)[0] / 2, bptt.StateGradient(3, 2)[0], bptt.StateGradient(3, 3)[0], bptt.StateGradientNorms()[0, 2]]);
        Assert.Equal([2, 16], [bptt.Gradient(1)[0, 0], bptt.Gradient(2)[0, 0]]); // ½w²: w; ½w⁴: 2w³
        Assert.Equal(114, bptt.LossByLoss()[0][0, 0]); // 2 + 16 + 96
        Assert.Equal(82, bptt.Truncated(2)[0][0, 0]); // 2 + 16 + 64: only ℒ(3) looks back over three uses, and loses one
        Assert.Equal(50, bptt.InChunks(2)[0][0, 0]); // chunk {1, 2}: 2 + 16; chunk {3}: 32
    }

    [Fact]
    public void ACopyOfItsOwnGetsWhatItsUseContributes()
    {
        var rnn = Rnn("tanh", seed: 3);
        var uses = rnn.Bptt().ContributionsOfUses();
        for (var i = 1; i <= T; i++)
        {
            var cell = rnn.Copies[i - 1];
            var numeric = Differences.Gradient(wh => rnn.WithCopy(i, cell with { Wh = wh }).TotalLoss(), cell.Wh);
            Differences.Close(numeric, uses[i - 1], 1e-6);
        }
    }

    [Fact]
    public void TheTwoTruncationsAreDifferentAndEachIsItsDefinition()
    {
        var rnn = Rnn("tanh", seed: 4);
        var bptt = rnn.Bptt();
        const int K = 3;
        var lookBack = Sum(Enumerable.Range(1, T).SelectMany(t => Enumerable.Range(1, t).Where(i => i > t - K).Select(i => bptt.Contribution(t, i))));
        Differences.Close(lookBack, bptt.Truncated(K)[0], 1e-12);

        // Chunks {1 2 3} {4 5 6} {7}, each a network of its own that starts from the carried state.
        var chunks = new List<Matrix<double>>();
        foreach (var chunk in Enumerable.Range(1, T).Chunk(K))
        {
            var own = new Bptt([.. chunk.Select(t => rnn.Steps[t - 1])], [.. chunk.Select(rnn.LossGradient)]);
            chunks.Add(own.CarryingBackwards()[0]);
        }

        Differences.Close(Sum(chunks), bptt.InChunks(K)[0], 1e-12);

        var full = bptt.LossByLoss()[0];
        Assert.True((bptt.Truncated(K)[0] - bptt.InChunks(K)[0]).FrobeniusNorm() > 1e-3 * full.FrobeniusNorm());
        Assert.True((bptt.Truncated(K)[0] - full).FrobeniusNorm() > 1e-3 * full.FrobeniusNorm());
        Differences.Close(full, bptt.Truncated(T)[0], 1e-14);
        Differences.Close(full, bptt.InChunks(T)[0], 1e-14);
        Differences.Close(bptt.InChunks(1)[0], bptt.Truncated(1)[0], 1e-14);
    }

    [Fact]
    public void WithNoInitialStateTheFirstUseContributesExactlyNothing()
    {
        var zero = Rnn("tanh", seed: 5, Vector<double>.Build.Dense(4)).Bptt();
        var given = Rnn("tanh", seed: 5).Bptt();
        for (var t = 1; t <= T; t++)
        {
            Assert.Equal(0, zero.Contribution(t, 1).FrobeniusNorm());
            Assert.True(given.Contribution(t, 1).FrobeniusNorm() > 0);
            Assert.True(zero.Contribution(t, 1, weight: 1).FrobeniusNorm() > 0); // W_e has a use at step 1 all the same
        }
    }

    [Fact]
    public void TheBarsAddUpToTheNormAndTheNormsDoNot()
    {
        var terms = Rnn("tanh", seed: 6).Bptt().Contributions(T);
        var norm = Sum(terms).FrobeniusNorm();
        Assert.Equal(norm, Bptt.AlongTheSum(terms).Sum(), 12);
        Assert.True(terms.Sum(term => term.FrobeniusNorm()) > 1.001 * norm);
        // [3 0] and [0 4]: the sum is [3 4], norm 5; bars 9/5 and 16/5. [1 0] and [−1 0] cancel.
        Assert.Equal([1.8, 3.2], Bptt.AlongTheSum([Row(3, 0), Row(0, 4)]).Select(x => Math.Round(x, 12)));
        Assert.Equal([0, 0], Bptt.AlongTheSum([Row(1, 0), Row(-1, 0)]));
    }

    [Fact]
    public void TheHeatmapsHoldTheNormsOfTheirGradients()
    {
        var bptt = Rnn("sigmoid", seed: 7).Bptt();
        var states = bptt.StateGradientNorms();
        var uses = bptt.ContributionNorms();
        for (var t = 1; t <= T; t++)
        {
            for (var i = 0; i <= T; i++)
            {
                Assert.Equal(i <= t ? bptt.StateGradient(t, i).L2Norm() : 0, states[t - 1, i], 14);
                if (i > 0) Assert.Equal(i <= t ? bptt.Contribution(t, i).FrobeniusNorm() : 0, uses[t - 1, i - 1], 14);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => bptt.Contribution(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => bptt.Contribution(2, 0));
    }

    [Theory, InlineData("lstm"), InlineData("gru"), InlineData("stack")]
    public void EveryCellCanBeTakenApart(string kind)
    {
        var generator = new RandomGenerator(8);
        var cell = Differences.Cell(kind, generator);
        var state = Differences.RandomVector(cell.StateSize, generator);
        var inputs = Enumerable.Range(0, T).Select(_ => Differences.RandomVector(3, generator)).ToArray();
        var gradients = Enumerable.Range(0, T).Select(_ => Differences.RandomVector(cell.StateSize, generator)).ToArray();

        var bptt = new Bptt(cell.Unroll(state, inputs), gradients);
        var carried = bptt.CarryingBackwards();
        double Loss(IRecurrentCell c) => c.Unroll(state, inputs).Zip(gradients, (step, g) => step.State * g).Sum();
        for (var w = 0; w < cell.Weights.Count; w++)
        {
            Differences.Close(Sum(Enumerable.Range(1, T).SelectMany(t => bptt.Contributions(t, w))), carried[w], 1e-12);
            Differences.Close(Differences.Gradient(x => Loss(cell.WithWeight(w, x)), cell.Weights[w]), carried[w], 1e-6);
        }
    }

    private static SimplifiedRnn Rnn(string activation, ulong seed, Vector<double>? initialState = null)
    {
        var generator = new RandomGenerator(seed);
        var cell = ElmanCell.Random(3, 4, Activation.Parse(activation), generator);
        var state = Differences.RandomVector(4, generator);
        var inputs = Enumerable.Range(0, T).Select(_ => Differences.RandomVector(3, generator)).ToArray();
        var targets = Enumerable.Range(0, T).Select(_ => Differences.RandomVector(4, generator)).ToArray();
        return new SimplifiedRnn(cell, initialState ?? state, inputs, targets);
    }

    private static Value[,] Values(Matrix<double> weights)
    {
        var values = new Value[weights.RowCount, weights.ColumnCount];
        for (var i = 0; i < weights.RowCount; i++)
            for (var j = 0; j < weights.ColumnCount; j++)
                values[i, j] = new Value(weights[i, j]);
        return values;
    }

    private static Matrix<double> Sum(IEnumerable<Matrix<double>> terms) => terms.Aggregate((a, b) => a + b);

    private static Matrix<double> Scalar(double value) => Matrix<double>.Build.Dense(1, 1, value);

    private static Matrix<double> Row(params double[] values) => Matrix<double>.Build.DenseOfRowArrays(values);
}
