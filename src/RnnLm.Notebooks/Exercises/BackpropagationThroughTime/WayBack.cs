using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>
/// The way back through tanh steps with its parts to choose: the right ones give the gradient, a wrong one gives a mistake's fingerprint.
/// States are h[0] … h[T]; the step from h[s−1] to h[s] uses W_h.
/// </summary>
internal static class WayBack
{
    public const string Notebook = "08-backpropagation-through-time";

    /// <summary>The first case of several exercises, small enough to follow on paper: h(0) … h(3) of two units.</summary>
    public static Vector<double>[] TwoUnits => [Row(0.5, -0.4), Row(0.2, 0.6), Row(-0.5, 0.1), Row(0.8, -0.2)];

    /// <summary>Their W_h: neither symmetric nor singular.</summary>
    public static Matrix<double> TwoUnitsWh => Rows([0.5, -1], [2, 0.25]);

    /// <summary>1, 2, … count.</summary>
    public static IEnumerable<int> Steps(int count) => Enumerable.Range(1, count);

    /// <summary>f′(a), from the output h = tanh a: 1 − h².</summary>
    public static Vector<double> Slope(Vector<double> h) => 1 - h.PointwiseMultiply(h);

    /// <summary>f′ taken of h as if it were the pre-activation: 1 − tanh²(h).</summary>
    public static Vector<double> SlopeOfOutput(Vector<double> h) => Slope(h.PointwiseTanh());

    /// <summary>f′ forgotten: 1.</summary>
    public static Vector<double> NoSlope(Vector<double> h) => Vector<double>.Build.Dense(h.Count, 1);

    /// <summary>The square of 1 − h² forgotten: 1 − h.</summary>
    public static Vector<double> SlopeWithoutSquare(Vector<double> h) => 1 - h;

    /// <summary>Other slips with the slope: h², 1 + h², the sigmoid's h(1 − h), and −2h, the slope of the slope.</summary>
    public static IReadOnlyList<Func<Vector<double>, Vector<double>>> OtherSlopes =>
        [h => h.PointwiseMultiply(h), h => 1 + h.PointwiseMultiply(h), h => h.PointwiseMultiply(1 - h), h => -2 * h];

    /// <summary>From ∂ℒ/∂h(t) to ∂ℒ/∂h(i): step by step ⊙ f′, then · <paramref name="way"/>, which is W_hᵀ where it is right.</summary>
    public static Vector<double> Back(
        Vector<double>[] h, Vector<double> gradient, Matrix<double> way, int t, int i, Func<Vector<double>, Vector<double>> slope)
    {
        for (var s = t; s > i; s--) gradient = gradient.PointwiseMultiply(slope(h[s])) * way;
        return gradient;
    }

    /// <summary>The term of the use at step i, h(i−1)ᵀ · (∂ℒ(t)/∂h(i) ⊙ f′), with one f′ for the way and one for step i.</summary>
    public static Matrix<double> Term(
        Vector<double>[] h,
        Vector<double> gradient,
        Matrix<double> way,
        int t,
        int i,
        Func<Vector<double>, Vector<double>> onTheWay,
        Func<Vector<double>, Vector<double>> atTheUse) =>
        h[i - 1].OuterProduct(Back(h, gradient, way, t, i, onTheWay).PointwiseMultiply(atTheUse(h[i])));

    /// <summary>The same with f′ = <paramref name="slope"/> everywhere.</summary>
    public static Matrix<double> Term(
        Vector<double>[] h, Vector<double> gradient, Matrix<double> way, int t, int i, Func<Vector<double>, Vector<double>> slope) =>
        Term(h, gradient, way, t, i, slope, slope);

    /// <summary>The same where f′ of another step than s is taken at step s.</summary>
    public static Matrix<double> TermWithSlopesOf(Vector<double>[] h, Vector<double> gradient, Matrix<double> wh, int t, int i, Func<int, int> step)
    {
        for (var s = t; s > i; s--) gradient = gradient.PointwiseMultiply(Slope(h[step(s)])) * wh.Transpose();
        return h[i - 1].OuterProduct(gradient.PointwiseMultiply(Slope(h[step(i)])));
    }

    /// <summary>From ∂ℒ/∂h(t) to ∂ℒ/∂h(i) with f′ and W_h exchanged: first · <paramref name="way"/>, then ⊙ f′.</summary>
    public static Vector<double> BackSlopeLast(Vector<double>[] h, Vector<double> gradient, Matrix<double> way, int t, int i)
    {
        for (var s = t; s > i; s--) gradient = (gradient * way).PointwiseMultiply(Slope(h[s]));
        return gradient;
    }

    /// <summary>The right term.</summary>
    public static Matrix<double> Term(Vector<double>[] h, Vector<double> gradient, Matrix<double> wh, int t, int i) =>
        Term(h, gradient, wh.Transpose(), t, i, Slope);

    /// <summary>States h(0) … h(T), none of them zero and none so near to ±1 that f′ would hide what it multiplies.</summary>
    public static Vector<double>[] States(this RandomGenerator random, int steps, int size) =>
        [.. Enumerable.Range(0, steps + 1).Select(_ => Vector<double>.Build.Dense(size, _ => Math.Round(0.9 * Math.Tanh(random.Number()), 2)))];

    /// <summary>A vector of these numbers.</summary>
    public static Vector<double> Row(params double[] values) => Vector<double>.Build.DenseOfArray(values);

    /// <summary>A matrix of these rows.</summary>
    public static Matrix<double> Rows(params double[][] rows) => Matrix<double>.Build.DenseOfRowArrays(rows);

    /// <summary>Their sum.</summary>
    public static Matrix<double> Sum(this IEnumerable<Matrix<double>> terms) => terms.Aggregate((sum, term) => sum + term);
}
