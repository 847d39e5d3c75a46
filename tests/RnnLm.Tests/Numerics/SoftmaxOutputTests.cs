using FsCheck;
using FsCheck.Fluent;
using RnnLm.Numerics;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Numerics;

public sealed class SoftmaxOutputTests
{
    /// <summary>Small cases, and those that have several chunks of tokens, panels of positions and blocks of the sum.</summary>
    private static readonly Arbitrary<Case> Cases = Arb.From(
        from positions in Gen.OneOf(Gen.Choose(1, 40), Gen.Elements(64, 100, 270))
        from size in Gen.OneOf(Gen.Choose(1, 40), Gen.Elements(260))
        from tokens in Gen.OneOf(Gen.Choose(2, 60), Gen.Elements(191, 500))
        from seed in Gen.Choose(0, int.MaxValue)
        select new Case(positions, size, tokens, seed));

    [Fact]
    public void Two_tokens_by_hand()
    {
        // z = h·U + b2 = (ln 3 + 0, −ln 2 + ln 2) = (ln 3, 0): ŷ = (¾, ¼). The target is token 1, the scale 2: ∂ℒ/∂z = 2(ŷ − y) = (1.5, −1.5).
        var weight = new Parameter<double>("decoder.weight", 2, 1) { [0, 0] = Math.Log(3), [1, 0] = -Math.Log(2) };
        var bias = new Parameter<double>("decoder.bias", 1, 2) { [0, 1] = Math.Log(2) };
        var hiddenGradient = new double[1];
        var loss = new SoftmaxOutput<double>().Train(new([1.0], 1, 1), weight, bias, [1], 2, new(hiddenGradient, 1, 1));

        Assert.Equal(Math.Log(4), loss, 14);
        Assert.Equal([1.5, -1.5], bias.Gradient, Near);
        Assert.Equal([1.5, -1.5], weight.Gradient, Near);
        Assert.Equal(1.5 * (Math.Log(3) + Math.Log(2)), hiddenGradient[0], 14);
    }

    [Fact]
    public void Loss_and_gradients_in_double_agree_with_the_definition() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Cases, c => Agrees<double>(c, 1e-12)));

    [Fact]
    public void Loss_and_gradients_in_float_agree_with_the_definition() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Cases, c => Agrees<float>(c, 2e-5)));

    [Theory]
    [InlineData(400, 15, 384, 400)] // a question at the end of each line
    [InlineData(400, 15, 5, 6)]
    [InlineData(400, 15, 0, 0)]
    [InlineData(100, 300, 60, 100)]
    [InlineData(100, 300, 0, 0)]
    public void Where_nothing_is_asked_there_is_no_gradient_and_elsewhere_the_right_one(int positions, int tokens, int first, int end)
    {
        var c = new Case(positions, 24, tokens, 5) { Asked = first..end };
        Assert.True(Agrees(c, 1e-12, AfterAnother<double>()));
        Assert.True(Agrees(c, 2e-5, AfterAnother<float>()));

        // Another batch first, so that what it left behind would show.
        SoftmaxOutput<T> AfterAnother<T>()
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var output = new SoftmaxOutput<T>();
            var (hidden, weight, bias, targets) = (c with { Seed = 6, Asked = .. }).Make<T>();
            output.Train(new(hidden, positions, 24), weight, bias, targets, T.One, new(new T[hidden.Length], positions, 24));
            return output;
        }
    }

    [Fact]
    public void Every_bit_is_the_same_on_1_2_and_4_threads()
    {
        using var two = new Workers(2);
        using var four = new Workers(4);
        foreach (var tokens in new[] { 65, 5000 })
        {
            var expected = Bits(tokens, null);
            Assert.Equal(expected, Bits(tokens, two));
            Assert.Equal(expected, Bits(tokens, four));
        }

        static long[] Bits(int tokens, Workers? workers)
        {
            var (hidden, weight, bias, targets) = new Case(100, 40, tokens, 7).Make<float>();
            var gradient = new float[hidden.Length];
            var loss = new SoftmaxOutput<float>(workers, 1).Train(new(hidden, 100, 40), weight, bias, targets, 0.01f, new(gradient, 100, 40));
            return [
                BitConverter.DoubleToInt64Bits(loss),
                .. gradient.Concat(weight.Gradient).Concat(bias.Gradient).Select(value => (long)BitConverter.SingleToInt32Bits(value))];
        }
    }

    [Fact]
    public void The_masked_token_has_probability_0_and_no_gradient()
    {
        var c = new Case(5, 3, 13, 1);
        var (hidden, weight, bias, targets) = c.Make<float>();
        targets[0] = 3;
        var output = new SoftmaxOutput<float>(maskedToken: 12);
        output.Train(new(hidden, 5, 3), weight, bias, targets.Select(t => t == 12 ? 0 : t).ToArray(), 1, new(new float[15], 5, 3));
        Assert.Equal(0, bias.Gradient[12]);
        Assert.Equal([0, 0, 0], weight.Gradient[36..]);
        Assert.NotEqual(0, bias.Gradient[11]);

        var logProbabilities = new double[65];
        output.LogProbabilities(new(hidden, 5, 3), weight, bias, new(logProbabilities, 5, 13));
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(double.NegativeInfinity, logProbabilities[(n * 13) + 12]);
            Assert.Equal(1, logProbabilities[(n * 13)..((n * 13) + 13)].Sum(Math.Exp), 12);
        }
    }

    [Fact]
    public void Gradients_are_added_or_overwritten_as_asked()
    {
        var (hidden, weight, bias, targets) = new Case(20, 9, 30, 3).Make<double>();
        var output = new SoftmaxOutput<double>();
        output.Train(new(hidden, 20, 9), weight, bias, targets, 1, new(new double[180], 20, 9), accumulate: false);
        var once = (double[])weight.Gradient.Clone();
        output.Train(new(hidden, 20, 9), weight, bias, targets, 1, new(new double[180], 20, 9), accumulate: false);
        Assert.Equal(once, weight.Gradient);
        output.Train(new(hidden, 20, 9), weight, bias, targets, 1, new(new double[180], 20, 9));
        Assert.Equal(once.Select(g => 2 * g), weight.Gradient, Near);
    }

    [Fact]
    public void A_step_allocates_nothing_once_its_buffers_are_there()
    {
        using var workers = new Workers(2);
        var (hidden, weight, bias, targets) = new Case(64, 32, 600, 3).Make<float>();
        var gradient = new float[64 * 32];
        var output = new SoftmaxOutput<float>(workers, 1);
        var least = long.MaxValue;
        for (var step = 0; step < 20; step++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            output.Train(new(hidden, 64, 32), weight, bias, targets, 0.1f, new(gradient, 64, 32));
            output.NegativeLogLikelihood(new(hidden, 64, 32), weight, bias, targets);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The least of many: a collection for another test's sake moves the count of this thread too.
        Assert.Equal(0, least);
    }

    [Fact]
    public void Wrong_shapes_and_targets_are_refused()
    {
        var (hidden, weight, bias, _) = new Case(2, 3, 4, 1).Make<float>();
        var output = new SoftmaxOutput<float>();
        Assert.Throws<ArgumentException>(() => output.NegativeLogLikelihood(new(hidden, 3, 2), weight, bias, [0, 0, 0]));
        Assert.Throws<ArgumentException>(() => output.NegativeLogLikelihood(new(hidden, 2, 3), weight, bias, [0]));
        var exception = Assert.Throws<ArgumentException>(() => output.NegativeLogLikelihood(new(hidden, 2, 3), weight, bias, [0, 4]));
        Assert.StartsWith("The target 4 is none of the 4 tokens", exception.Message, StringComparison.Ordinal);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-13 * (1 + Math.Abs(a));

    private static bool Agrees<T>(Case c, double tolerance, SoftmaxOutput<T>? output = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (hidden, weight, bias, targets) = c.Make<T>();
        var (n, d, v) = (c.Positions, c.Size, c.Tokens);
        var scale = 1.0 / n;
        var hiddenGradient = new T[n * d];
        output ??= new SoftmaxOutput<T>();
        var loss = output.Train(new(hidden, n, d), weight, bias, targets, T.CreateChecked(scale), new(hiddenGradient, n, d));
        var losses = new double[n];
        var again = output.NegativeLogLikelihood(new(hidden, n, d), weight, bias, targets, losses);
        var logProbabilities = new double[n * v];
        output.LogProbabilities(new(hidden, n, d), weight, bias, new(logProbabilities, n, v));

        var expectedLoss = 0.0;
        var dH = new double[n * d];
        var dU = new double[v * d];
        var db = new double[v];
        var good = true;
        for (var i = 0; i < n; i++)
        {
            var z = new double[v];
            for (var token = 0; token < v; token++)
            {
                z[token] = At(bias.Value, token);
                for (var k = 0; k < d; k++) z[token] += At(hidden, (i * d) + k) * At(weight.Value, (token * d) + k);
            }

            var normalizer = Math.Log(z.Sum(Math.Exp));
            for (var token = 0; token < v; token++)
                good &= Close(logProbabilities[(i * v) + token], z[token] - normalizer);
            if (targets[i] == Batch.Padding)
            {
                good &= losses[i] == 0;
                continue;
            }

            expectedLoss += normalizer - z[targets[i]];
            good &= Close(losses[i], normalizer - z[targets[i]]);
            for (var token = 0; token < v; token++)
            {
                var error = scale * (Math.Exp(z[token] - normalizer) - (token == targets[i] ? 1 : 0));
                db[token] += error;
                for (var k = 0; k < d; k++)
                {
                    dU[(token * d) + k] += error * At(hidden, (i * d) + k);
                    dH[(i * d) + k] += error * At(weight.Value, (token * d) + k);
                }
            }
        }

        return good && Close(loss, expectedLoss) && again == loss
            && AllClose(hiddenGradient, dH) && AllClose(weight.Gradient, dU) && AllClose(bias.Gradient, db);

        bool Close(double actual, double expected) => Math.Abs(actual - expected) <= tolerance * (1 + Math.Abs(expected));
        bool AllClose(T[] actual, double[] expected) => expected.Index().All(item => Close(At(actual, item.Index), item.Item));
        static double At(T[] values, int index) => double.CreateChecked(values[index]);
    }

    private sealed record Case(int Positions, int Size, int Tokens, int Seed)
    {
        /// <summary>The positions that may have a target.</summary>
        public Range Asked { get; init; } = ..;

        /// <summary>Random states, weights and targets; one position in eight is padding.</summary>
        public (T[] Hidden, Parameter<T> Weight, Parameter<T> Bias, int[] Targets) Make<T>()
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var random = new RandomGenerator((ulong)Seed);
            var hidden = new T[Positions * Size];
            var weight = new Parameter<T>("decoder.weight", Tokens, Size);
            var bias = new Parameter<T>("decoder.bias", 1, Tokens);
            foreach (ref var value in hidden.AsSpan()) value = T.CreateChecked((2 * random.NextDouble()) - 1);
            foreach (ref var value in weight.Value.AsSpan()) value = T.CreateChecked(random.NextGaussian());
            foreach (ref var value in bias.Value.AsSpan()) value = T.CreateChecked(random.NextGaussian());
            var targets = new int[Positions];
            Array.Fill(targets, Batch.Padding);
            foreach (ref var target in targets.AsSpan()[Asked]) target = random.Next(8) == 0 ? Batch.Padding : random.Next(Tokens);
            return (hidden, weight, bias, targets);
        }
    }
}
