using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Write the Jacobian of one step of an Elman network (slide B33).</summary>
internal static class JacobianOfAStepExercise
{
    public static FunctionExercise<Func<Matrix<double>, Vector<double>, Matrix<double>>> Create() => new()
    {
        Name = "JacobianOfAStep",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "The Jacobian of a step",
        IsMustDo = true,
        Points = 3,
        Items = ["B33"],
        Task = """
            Write `JacobianOf(Wh, a)`: the matrix $J(t) = \partial h(t)/\partial h(t-1)$ of one step $h(t) = \tanh(a(t))$, $a(t) = h(t-1)\,W_h + e(t)\,W_e + b_1$, in the
            layout in which element $(j, i)$ is $\partial h_j(t)/\partial h_i(t-1)$. Since $a_j = \sum_i h_i\,(W_h)_{ij} + \ldots$, that element is
            $\tanh'(a_j)\,(W_h)_{ij}$, and the whole matrix is $\mathrm{diag}(\tanh'(a))\,W_h^\top$.
            """,
        Comment = """
            J = diag(tanh′(a))·W_hᵀ, [d_h×d_h], element (j, i) = ∂h_j(t)/∂h_i(t−1)
            Wh: [d_h×d_h]; a: a(t), [d_h]
            """,
        Signature = "Matrix<double> JacobianOf(Matrix<double> Wh, Vector<double> a)",
        Solution = new((Wh, a) =>
        {
            var slope = a.Map(x => 1 - Math.Tanh(x) * Math.Tanh(x)); // [d_h]
            return Matrix<double>.Build.DiagonalOfDiagonalVector(slope) * Wh.Transpose(); // [d_h×d_h]
        }),
        DrawCases = random =>
        [
            [Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2 }, { 0, -1 } }), Vector<double>.Build.DenseOfArray([0.5, -1])],
            [random.Matrix(2, 2), random.Vector(2)],
            [random.Matrix(3, 3), random.Vector(3)],
        ],
        Wrong =
        [
            new("W_h not transposed", "You multiply diag(f′) by W_h itself; row j of J belongs to the output h_j, which column j of W_h leads to, so W_h is transposed here.",
                (wh, a) => Slopes(a, TanhSlope) * wh),
            new("the other layout", "That is the transpose of J, with inputs in the rows and outputs in the columns; it holds the same numbers, but rows are outputs here.",
                (wh, a) => wh * Slopes(a, TanhSlope)),
            new("diag on the wrong side", "W_hᵀ·diag(f′) scales the columns, which belong to h(t−1); the slope belongs to the output h_j, so it scales row j from the left.",
                (wh, a) => wh.Transpose() * Slopes(a, TanhSlope)),
            new("the slope left out", "W_hᵀ alone is the linear case, f(a) = a; with tanh each row is scaled by tanh′(a_j).", (wh, a) => wh.Transpose()),
            new("a in the place of h", "1 − a² takes the pre-activation for the output: tanh′(a) is 1 − h² with h = tanh(a).",
                (wh, a) => Slopes(a, x => 1 - (x * x)) * wh.Transpose()),
            new("tanh taken twice", "You take tanh of h once more: from a, tanh′(a) = 1 − tanh²(a), with tanh taken once.",
                (wh, a) => Slopes(a, x => TanhSlope(Math.Tanh(x))) * wh.Transpose()),
            new(
                "another slope than that of tanh",
                "You scale by something else than the derivative of tanh, which is 1 − tanh²(a_j): a difference, and a square.",
                (wh, a) => Slopes(a, Math.Tanh) * wh.Transpose())
            {
                Variants =
                [
                    (wh, a) => Slopes(a, x => Math.Pow(Math.Tanh(x), 2)) * wh.Transpose(),
                    (wh, a) => Slopes(a, x => 1 - Math.Tanh(x)) * wh.Transpose(),
                    (wh, a) => Slopes(a, x => 1 + Math.Pow(Math.Tanh(x), 2)) * wh.Transpose(),
                    (wh, a) => Slopes(a, x => Math.Pow(TanhSlope(x), 2)) * wh.Transpose(),
                    (wh, a) => Slopes(a, x => 1 / Math.Cosh(x)) * wh.Transpose(),
                    (wh, a) => Slopes(a, x => -2 * Math.Tanh(x) * TanhSlope(x)) * wh.Transpose(),
                    (wh, a) => Slopes(a, x => (1 - Math.Tanh(x)) * Math.Tanh(x)) * wh.Transpose(),
                    (wh, a) => Slopes(a, x => Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2)) * wh.Transpose(), // the sigmoid's
                ],
            },
            new("the same slope for every unit", "Every row is scaled by one and the same slope; row j has its own, tanh′(a_j).",
                (wh, a) => TanhSlope(a[0]) * wh.Transpose())
            {
                Variants = [(wh, a) => TanhSlope(a[^1]) * wh.Transpose(), (wh, a) => a.Sum(TanhSlope) * wh.Transpose(), (wh, a) => a.Average(TanhSlope) * wh.Transpose()],
            },
        ],
        Hints = new(
            "$h_j(t)$ depends on $h_i(t-1)$ through $a_j$ alone. So the element is a slope, that of output $j$, times a weight, that from $i$ to $j$.",
            "$W_h$ is $d_h\\times d_h$ with inputs in its rows and outputs in its columns; $J$ has it the other way round. The slope of output $j$ scales row $j$ of $J$.",
            "`Matrix<double>.Build.DiagonalOfDiagonalVector(slope) * Wh.Transpose()`, with `slope = a.Map(x => 1 - Math.Tanh(x) * Math.Tanh(x))`."),
        Afterwards = "A gradient goes back as g·J: go on, and multiply many of them.",
    };

    private static double TanhSlope(double a) => 1 - (Math.Tanh(a) * Math.Tanh(a));

    private static Matrix<double> Slopes(Vector<double> a, Func<double, double> slope) =>
        Matrix<double>.Build.DiagonalOfDiagonalVector(a.Map(slope, MathNet.Numerics.LinearAlgebra.Zeros.Include));
}
