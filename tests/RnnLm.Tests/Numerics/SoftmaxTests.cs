using FsCheck;
using FsCheck.Fluent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Numerics;

public sealed class SoftmaxTests
{
    private static readonly Arbitrary<double[]> Logits =
        Arb.From(Gen.Choose(1, 100).SelectMany(n => Gen.ArrayOf(Gen.Choose(-3000, 3000).Select(i => i * 0.01), n)));

    [Fact]
    public void Three_logits_by_hand()
    {
        // e⁰ : e^ln2 : e^ln5 = 1 : 2 : 5
        double[] logits = [0, Math.Log(2), Math.Log(5)];
        var y = new double[3];
        Softmax.Probabilities<double>(logits, y);
        Assert.Equal([0.125, 0.25, 0.625], y, (a, b) => Math.Abs(a - b) < 1e-15);
        Softmax.LogProbabilities<double>(logits, y);
        Assert.Equal(Math.Log(0.625), y[2], 14);
        Assert.Equal(Math.Log(8), Softmax.LogSumExp<double>(logits), 14);
    }

    [Fact]
    public void Probabilities_add_up_to_1_and_agree_with_the_definition() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Logits, logits =>
        {
            var y = new double[logits.Length];
            Softmax.Probabilities<double>(logits, y);
            var sum = logits.Sum(Math.Exp);
            return Math.Abs(y.Sum() - 1) < 1e-13
                && y.Zip(logits).All(pair => Math.Abs(pair.First - (Math.Exp(pair.Second) / sum)) <= 1e-13 * pair.First)
                && Math.Abs(Softmax.LogSumExp<double>(logits) - Math.Log(sum)) < 1e-12;
        }));

    [Fact]
    public void Adding_a_constant_changes_nothing() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Logits, logits =>
        {
            var y = new double[logits.Length];
            var shifted = new double[logits.Length];
            Softmax.Probabilities<double>(logits, y);
            Softmax.Probabilities<double>(logits.Select(z => z + 1024).ToArray(), shifted);
            return y.Zip(shifted).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-11 * pair.First);
        }));

    [Fact]
    public void Huge_logits_do_not_overflow_and_minus_infinity_is_probability_0()
    {
        float[] y = [3e38f, 0, float.NegativeInfinity, -3e38f];
        Softmax.Probabilities<float>(y, y);
        Assert.Equal([1, 0, 0, 0], y);

        float[] z = [-1e30f, -1e30f, float.NegativeInfinity];
        Softmax.LogProbabilities<float>(z, z);
        Assert.Equal([0, 0, float.NegativeInfinity], z.Select(value => value == -MathF.Log(2) ? 0 : value));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Softmax.Probabilities<float>([], []));
        Assert.Throws<ArgumentException>(() => Softmax.LogProbabilities<float>(new float[2], new float[3]));
    }
}
