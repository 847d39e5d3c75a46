using MathNet.Numerics.LinearAlgebra;
using UseFunction = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks;

/// <summary>The whole of ∂ℒ(4)/∂W_h, line by line (slide B30).</summary>
internal static class AllInOneExercise
{
    /// <summary>Repair "all in one" for ℒ(4) (slide B30).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> AllInOne() => new()
    {
        Name = nameof(AllInOne),
        Notebook = WayBack.Notebook,
        Title = "Repair the four lines of ℒ(4)",
        Points = 2,
        Items = ["B30"],
        Task = """
            This code adds up $\partial\mathcal L(4)/\partial W_h$ line by line, the way the lecture's slide does. Two of the four lines went wrong, as they easily do
            with so many factors. `Back(x, t)` takes a gradient for $h(t)$ to one for $h(t-1)$; `Use(x, t)` takes a gradient for $h(t)$ to the use at step $t$. Mend the two lines.
            """,
        Comment = """
            h: h[0] … h[4], each [d_h];  g = ∂ℒ(4)/∂h(4), [d_h]
            Wh: W_h, [d_h×d_h];  f = tanh
            """,
        Signature = "Matrix<double> AllInOne(Vector<double>[] h, Vector<double> g, Matrix<double> Wh)",
        Faulty = new((h, g, Wh) =>
        {
            Vector<double> Delta(Vector<double> x, int t) =>
                x.PointwiseMultiply(1 - h[t].PointwiseMultiply(h[t])); // x ⊙ f′(a(t))
            Vector<double> Back(Vector<double> x, int t) =>
                Delta(x, t) * Wh.Transpose(); // x · ∂h(t)/∂h(t−1)
            Matrix<double> Use(Vector<double> x, int t) =>
                h[t - 1].OuterProduct(Delta(x, t)); // x · ∂⁺h(t)/∂W_h

            var at4 = Use(g, 4); // line (4)
            var at3 = Use(Back(g, 4), 3); // line (3)
            var at2 = Use(Back(Back(g, 4), 2), 2); // line (2)
            var at1 = Use(Back(Back(g, 4), 3), 1); // line (1)
            return at4 + at3 + at2 + at1;
        }),
        Solution = new((h, g, Wh) =>
        {
            Vector<double> Delta(Vector<double> x, int t) =>
                x.PointwiseMultiply(1 - h[t].PointwiseMultiply(h[t])); // x ⊙ f′(a(t))
            Vector<double> Back(Vector<double> x, int t) =>
                Delta(x, t) * Wh.Transpose(); // x · ∂h(t)/∂h(t−1)
            Matrix<double> Use(Vector<double> x, int t) =>
                h[t - 1].OuterProduct(Delta(x, t)); // x · ∂⁺h(t)/∂W_h

            var at4 = Use(g, 4); // line (4)
            var at3 = Use(Back(g, 4), 3); // line (3)
            var at2 = Use(Back(Back(g, 4), 3), 2); // line (2)
            var at1 = Use(Back(Back(Back(g, 4), 3), 2), 1); // line (1)
            return at4 + at3 + at2 + at1;
        }),
        DrawCases = random =>
        [
            [new[] { WayBack.Row(0.5, -0.4), WayBack.Row(0.2, 0.6), WayBack.Row(-0.5, 0.1), WayBack.Row(0.8, -0.2), WayBack.Row(-0.3, 0.7) }, WayBack.Row(1, -0.5), WayBack.TwoUnitsWh],
            [random.States(4, 3), random.Vector(3), random.Matrix(3, 3)],
            [random.States(4, 4), random.Vector(4), random.Matrix(4, 4)],
        ],
        Wrong =
        [
            new("only line (2) mended", "Line (2) is right now; line (1) still goes from h(2) to the use at step 1 without crossing step 2.",
                (h, g, Wh) => Lines(h, g, Wh, [4, 3], [4, 3])),
            new("only line (1) mended", "Line (1) is right now; line (2) still crosses step 2 where it should cross step 3.",
                (h, g, Wh) => Lines(h, g, Wh, [4, 2], [4, 3, 2])),
            new(
                "line (1) crosses other steps",
                "The gradient starts at h(4), so line (1) crosses step 4 first, then 3, then 2: in this order, and no other step.",
                (h, g, Wh) => Lines(h, g, Wh, [4, 3], [2, 3, 4]))
            {
                Variants = [.. LinesOf1.Select<int[], UseFunction>(steps => (h, g, Wh) => Lines(h, g, Wh, [4, 3], steps))],
            },
            new(
                "line (2) crosses other steps",
                "Line (1) is right now. Line (2) starts at h(4) as well: it crosses step 4, then step 3, and has arrived at h(2).",
                (h, g, Wh) => Lines(h, g, Wh, [3, 4], [4, 3, 2]))
            {
                Variants = [.. LinesOf2.Select<int[], UseFunction>(steps => (h, g, Wh) => Lines(h, g, Wh, steps, [4, 3, 2]))],
            },
            new("one step too far", "Line (1) crosses step 1 as well, which leads to h(0); the use at step 1 is met at h(1).",
                (h, g, Wh) => Lines(h, g, Wh, [4, 3], [4, 3, 2, 1])),
            new("line (1) skips step 3", "Line (1) crosses steps 4 and 2, but from h(3) to h(2) it has to cross step 3, too.",
                (h, g, Wh) => Lines(h, g, Wh, [4, 3], [4, 2])),
            new("line (2) goes a step too far", "Line (2) now crosses three steps and arrives at h(1); the use at step 2 is met at h(2).",
                (h, g, Wh) => Lines(h, g, Wh, [4, 3, 2], [4, 3, 2])),
        ],
        Hints = new(
            "Read each line as a walk that starts at $h(4)$. Crossing step 4 leads to $h(3)$, crossing step 3 to $h(2)$, and so on, no step twice and none left out.",
            "The use at step $t$ is met at $h(t)$: line (4) crosses no step, line (3) one, line (2) two, line (1) three.",
            "Line (2): `Use(Back(Back(g, 4), 3), 2)`. Line (1) has one `Back` more."),
        Afterwards = "Each line repeats the one before and adds a factor. That repetition is what carrying the gradient backwards will save.",
    };

    // Steps that line (1) may cross by mistake, and line (2); that (1) crosses 4 and 3 only, or 4 and 2, has a name of its own.
    private static int[][] LinesOf1 => [[4, 2, 3], [4, 3, 1], [4, 2, 1], [4, 3, 3], [4, 4, 3], [3, 2, 1], [3, 2], [4]];

    private static int[][] LinesOf2 => [[4], [3], [4, 4], [3, 3], [3, 2]];

    // Lines (4) and (3) as they should be, (2) and (1) with these steps crossed on the way.
    private static Matrix<double> Lines(Vector<double>[] h, Vector<double> g, Matrix<double> wh, int[] crossedBy2, int[] crossedBy1)
    {
        Vector<double> Delta(Vector<double> x, int t) => x.PointwiseMultiply(WayBack.Slope(h[t]));
        Vector<double> Cross(int[] steps) => steps.Aggregate(g, (x, t) => Delta(x, t) * wh.Transpose());
        Matrix<double> Use(Vector<double> x, int t) => h[t - 1].OuterProduct(Delta(x, t));
        return Use(g, 4) + Use(Cross([4]), 3) + Use(Cross(crossedBy2), 2) + Use(Cross(crossedBy1), 1);
    }
}
