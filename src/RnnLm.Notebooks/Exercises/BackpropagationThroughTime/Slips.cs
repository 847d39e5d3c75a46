using MathNet.Numerics.LinearAlgebra;
using UseFunction = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks;

/// <summary>Mistakes that several exercises on the way back share, and what is said of them.</summary>
internal static class Slips
{
    public const string SlopeOfOutput =
        "You take f′ of h as if it were the pre-activation, 1 − tanh²(h); h is tanh(a) already, so the slope is 1 − h².";

    public const string WrongSlope =
        "The slope at step t is f′(a(t)) = 1 − h(t)², of the state that this very step computed. Look at its sign, at its square, at which h it is made of; 1 − tanh²(h) would take tanh twice.";

    public const string Transposed = "Your matrix is the transpose: what goes in, h(i−1), names the row, and what comes out, δ, the column, so it is h(i−1)ᵀ·δ and not δᵀ·h(i−1).";

    public const string NotTransposed = "You go back with W_h; forwards a row is multiplied by W_h, so backwards by W_hᵀ: δ·W_hᵀ.";

    public static string MissingSlope(int step) =>
        $"You leave out f′: between h({step}) and the product with W_h stands f, so g is multiplied by 1 − h({step})² first, element by element.";

    /// <summary>Of the term of ℒ(3) at step <paramref name="i"/>, which is 2 or 1.</summary>
    public static IEnumerable<Mistake<UseFunction>> AtUse(int i) =>
    [
        new("f′ missing", "You leave f′ out everywhere; every step that the gradient crosses, and the use itself, goes back through f with its factor 1 − h².",
            (h, g, Wh) => WayBack.Term(h, g, Wh.Transpose(), 3, i, WayBack.NoSlope)),
        new("carried gradient not multiplied by f′", "f′ is missing on the way back from h(3), or comes after W_hᵀ; each crossed step has its own factor, and only then comes W_hᵀ.",
            (h, g, Wh) => WayBack.Term(h, g, Wh.Transpose(), 3, i, WayBack.NoSlope, WayBack.Slope))
        {
            Variants =
            [
                (h, g, Wh) => h[i - 1].OuterProduct(WayBack.BackSlopeLast(h, g, Wh.Transpose(), 3, i).PointwiseMultiply(WayBack.Slope(h[i]))),
                .. i == 1 ? (UseFunction[])[WithoutSlopeAt(3), WithoutSlopeAt(2)] : [],
            ],
        },
        new("f′ missing at the use", MissingSlope(i), (h, g, Wh) => WayBack.Term(h, g, Wh.Transpose(), 3, i, WayBack.Slope, WayBack.NoSlope)),
        new("the wrong slope", WrongSlope, (h, g, Wh) => WayBack.Term(h, g, Wh.Transpose(), 3, i, WayBack.SlopeOfOutput))
        {
            Variants =
            [
                .. WayBack.OtherSlopes.Append(WayBack.SlopeWithoutSquare).Select<Func<Vector<double>, Vector<double>>, UseFunction>(slope =>
                    (h, g, Wh) => WayBack.Term(h, g, Wh.Transpose(), 3, i, slope)),
                (h, g, Wh) => WayBack.Term(h, g, Wh.Transpose(), 3, i, WayBack.Slope, WayBack.SlopeWithoutSquare),
                .. OtherSteps(i).Select<int[], UseFunction>(steps => (h, g, Wh) => WayBack.TermWithSlopesOf(h, g, Wh, 3, i, s => steps[3 - s])),
            ],
        },
        new("W_h not transposed", NotTransposed, (h, g, Wh) => WayBack.Term(h, g, Wh, 3, i, WayBack.Slope))
        {
            Variants = i == 1 ? [(h, g, Wh) => OneTransposed(h, g, Wh, Wh.Transpose()), (h, g, Wh) => OneTransposed(h, g, Wh.Transpose(), Wh)] : [],
        },
        new("result transposed", Transposed, (h, g, Wh) => WayBack.Term(h, g, Wh, 3, i).Transpose()),
        new($"another state than h({i - 1})", $"Step {i} computes h({i}) from h({i - 1})·W_h, so it is h({i - 1}) that stands beside W_h there, and no other state.",
            (h, g, Wh) => BesideState(h, g, Wh, i, i))
        {
            Variants = [.. Enumerable.Range(0, 4).Where(state => state != i && state != i - 1).Select<int, UseFunction>(state => (h, g, Wh) => BesideState(h, g, Wh, i, state))],
        },
    ];

    // Of which steps the slopes at steps 3, 2 and 1 may be taken by mistake.
    private static int[][] OtherSteps(int i) => i == 2 ? [[2, 3], [3, 3], [2, 2], [2, 1]] : [[2, 3, 1], [3, 3, 1], [2, 2, 1], [2, 1, 0], [3, 3, 3], [3, 2, 2]];

    private static UseFunction WithoutSlopeAt(int step) => (h, g, Wh) =>
    {
        for (var s = 3; s > 1; s--) g = (s == step ? g : g.PointwiseMultiply(WayBack.Slope(h[s]))) * Wh.Transpose();
        return h[0].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[1])));
    };

    private static Matrix<double> OneTransposed(Vector<double>[] h, Vector<double> g, Matrix<double> overStep3, Matrix<double> overStep2)
    {
        var g2 = g.PointwiseMultiply(WayBack.Slope(h[3])) * overStep3;
        var g1 = g2.PointwiseMultiply(WayBack.Slope(h[2])) * overStep2;
        return h[0].OuterProduct(g1.PointwiseMultiply(WayBack.Slope(h[1])));
    }

    private static Matrix<double> BesideState(Vector<double>[] h, Vector<double> g, Matrix<double> wh, int i, int state) =>
        h[state].OuterProduct(WayBack.Back(h, g, wh.Transpose(), 3, i, WayBack.Slope).PointwiseMultiply(WayBack.Slope(h[i])));
}
