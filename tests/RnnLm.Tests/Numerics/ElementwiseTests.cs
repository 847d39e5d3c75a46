using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Numerics;

/// <summary>Against the scalar functions of the C library in double, which are right to the last bit or two.</summary>
public sealed class ElementwiseTests
{
    private static readonly double[] Arguments =
        [.. Enumerable.Range(-8800, 17501).Select(i => i * 0.01), .. Enumerable.Range(1, 300).SelectMany(i => new[] { Tiny(i), -Tiny(i) })];

    [Fact]
    public void Float_functions_keep_to_their_stated_errors()
    {
        float[] x = [.. Arguments.Select(value => (float)value)];
        var y = new float[x.Length];

        Elementwise.Exp<float>(x, y);
        WithinRelativeError(2e-7, x, y, Math.Exp, smallest: 1.17549435e-38);
        Elementwise.Tanh<float>(x, y);
        WithinRelativeError(4e-7, x, y, Math.Tanh, smallest: 1.2e-38);
        Elementwise.Sigmoid<float>(x, y);
        WithinRelativeError(3e-7, x, y, value => 1 / (1 + Math.Exp(-value)), smallest: 1.2e-38);
    }

    [Fact]
    public void Double_functions_keep_to_their_stated_errors()
    {
        double[] x = [.. Arguments, .. Arguments.Select(value => value * 8)];
        var y = new double[x.Length];

        Elementwise.Exp<double>(x, y);
        WithinRelativeError(4e-16, x, y, Math.Exp, smallest: 2.3e-308);
        Elementwise.Tanh<double>(x, y);
        WithinRelativeError(1e-15, x, y, Math.Tanh, smallest: 2.3e-308);
        Elementwise.Sigmoid<double>(x, y);
        WithinRelativeError(1e-15, x, y, value => 1 / (1 + Math.Exp(-value)), smallest: 2.3e-308);
    }

    [Fact]
    public void Special_values_are_kept()
    {
        float[] x = [0, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 89, -104];
        var y = new float[x.Length];

        Elementwise.Exp<float>(x, y);
        Assert.Equal([1, float.PositiveInfinity, 0, float.NaN, float.PositiveInfinity, 0], y);
        Elementwise.Tanh<float>(x, y);
        Assert.Equal([0, 1, -1, float.NaN, 1, -1], y);
        Elementwise.Sigmoid<float>(x, y);
        Assert.Equal([0.5f, 1, 0, float.NaN, 1, 0], y);

        double[] wide = [0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 710, -746];
        var result = new double[wide.Length];
        Elementwise.Exp<double>(wide, result);
        Assert.Equal([1, double.PositiveInfinity, 0, double.NaN, double.PositiveInfinity, 0], result);
    }

    [Fact]
    public void A_result_depends_on_the_value_and_not_on_its_place()
    {
        var random = new RandomGenerator(1);
        var x = new float[67];
        foreach (ref var value in x.AsSpan()) value = (float)(random.NextGaussian() * 3);
        var whole = new float[67];
        Elementwise.Tanh<float>(x, whole);
        for (var i = 0; i < x.Length; i++)
        {
            var alone = new float[1];
            Elementwise.Tanh(x.AsSpan(i, 1), alone);
            Assert.Equal(BitConverter.SingleToInt32Bits(whole[i]), BitConverter.SingleToInt32Bits(alone[0]));
        }
    }

    [Fact]
    public void Works_in_place_and_refuses_another_length()
    {
        float[] x = [0, 1];
        Elementwise.Exp<float>(x, x);
        Assert.Equal(1, x[0]);
        Assert.Equal(Math.E, x[1], 6);
        Assert.Throws<ArgumentException>(() => Elementwise.Exp<float>(x, new float[3]));
    }

    private static double Tiny(int i) => Math.ScaleB(1 + (i / 301.0), -i / 3);

    private static void WithinRelativeError<T>(double bound, T[] x, T[] y, Func<double, double> exact, double smallest)
        where T : System.Numerics.INumber<T>
    {
        var worst = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var expected = exact(double.CreateChecked(x[i]));
            if (Math.Abs(expected) < smallest || !double.IsFinite(double.CreateChecked(T.CreateChecked(expected)))) continue;
            worst = Math.Max(worst, Math.Abs((double.CreateChecked(y[i]) - expected) / expected));
        }

        Assert.InRange(worst, 0, bound);
    }
}
