using MathNet.Numerics.LinearAlgebra;
using Term = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks.Tests.BackpropagationThroughTime;

public sealed class UseAtStep3Tests() : FunctionExerciseTests<Term>(Exercises.UseAtStep3)
{
    protected override IReadOnlyList<Term> RightFunctions =>
    [
        (h, g, _) => Matrix<double>.Build.Dense(g.Count, g.Count, (i, j) => h[2][i] * g[j] * (1 - (h[3][j] * h[3][j]))),
        (h, g, _) => h[2].ToColumnMatrix() * g.PointwiseMultiply(1 - h[3].PointwisePower(2)).ToRowMatrix(),
    ];

    protected override IReadOnlyList<(string?, Term)> WrongFunctions =>
    [
        ("f′ missing", (h, g, _) => h[2].ToColumnMatrix() * g.ToRowMatrix()),
        ("f′ of h", (h, g, _) => h[2].OuterProduct(g.PointwiseMultiply(h[3].Map(a => 1 - Math.Pow(Math.Tanh(a), 2))))),
        ("f′ miscalculated", (h, g, _) => h[2].OuterProduct(g.PointwiseMultiply(h[3].Map(x => 1 - x)))),
        ("f′ miscalculated", (h, g, _) => h[2].OuterProduct(g.PointwiseMultiply(h[3].Map(x => x * x)))),
        ("f′ miscalculated", (h, g, _) => h[2].OuterProduct(g.PointwiseMultiply(h[3].Map(x => x * (1 - x))))), // the sigmoid's
        ("result transposed", (h, g, _) => g.PointwiseMultiply(h[3].Map(x => 1 - (x * x))).ToColumnMatrix() * h[2].ToRowMatrix()),
        ("another state than h(2)", (h, g, _) => h[3].OuterProduct(g.PointwiseMultiply(h[3].Map(x => 1 - (x * x))))),
        ("f′ of the wrong step", (h, g, _) => h[2].OuterProduct(g.PointwiseMultiply(h[2].Map(x => 1 - (x * x))))),
        ("another state than h(2)", (h, g, _) => h[1].OuterProduct(g.PointwiseMultiply(h[3].Map(x => 1 - (x * x))))),
        ("gone back already", (h, g, wh) => h[2].OuterProduct(g.PointwiseMultiply(h[3].Map(x => 1 - (x * x))) * wh)),
        ("gone back already", (h, g, wh) => h[2].OuterProduct(wh * g.PointwiseMultiply(h[3].Map(x => 1 - (x * x))))), // W_h times a column
        (null, (h, g, _) => g.ToColumnMatrix() * h[2].ToRowMatrix()), // two mistakes at once
    ];
}

public sealed class UseAtStep2Tests() : FunctionExerciseTests<Term>(Exercises.UseAtStep2)
{
    protected override IReadOnlyList<Term> RightFunctions =>
    [
        (h, g, wh) => h[1].OuterProduct((wh * g.PointwiseMultiply(Learner.Slope(h[3]))).PointwiseMultiply(Learner.Slope(h[2]))), // W_h times a column
        (h, g, wh) => h[1].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Diagonal(h[2])),
    ];

    protected override IReadOnlyList<(string?, Term)> WrongFunctions =>
    [
        .. Learner.MistakesAtUse(2),
        ("not one step back", (h, g, _) => h[1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[2])))),
        ("not one step back", (h, g, _) => h[1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[3])))),
        ("not one step back", (h, g, wh) => h[1].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Jacobian(h[2], wh))),
        ("the wrong slope", (h, g, wh) => h[1].OuterProduct(g * Learner.Jacobian(h[2], wh) * Learner.Diagonal(h[3]))),
        ("the wrong slope", (h, g, wh) => h[1].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Diagonal(h[3]))),
        ("carried gradient not multiplied by f′", (h, g, wh) => h[1].OuterProduct(g * wh.Transpose() * Learner.Diagonal(h[3]) * Learner.Diagonal(h[2]))),
        ("another state than h(1)", (h, g, wh) => h[0].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Diagonal(h[2]))),
        ("not one step back", (h, g, _) => h[2].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[3])))), // the use at step 3
    ];
}

public sealed class UseAtStep1Tests() : FunctionExerciseTests<Term>(Exercises.UseAtStep1)
{
    protected override IReadOnlyList<Term> RightFunctions =>
    [
        (h, g, wh) => h[0].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Jacobian(h[2], wh) * Learner.Diagonal(h[1])),
        (h, g, wh) => h[0].OuterProduct(g * (Learner.Jacobian(h[3], wh) * (Learner.Jacobian(h[2], wh) * Learner.Diagonal(h[1])))), // from the right
    ];

    protected override IReadOnlyList<(string?, Term)> WrongFunctions =>
    [
        .. Learner.MistakesAtUse(1),
        ("not two steps back", (h, g, wh) => h[0].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Jacobian(h[2], wh) * Learner.Jacobian(h[1], wh))),
        ("the wrong slope", (h, g, wh) => h[0].OuterProduct(g * Learner.Jacobian(h[2], wh) * Learner.Jacobian(h[3], wh) * Learner.Diagonal(h[1]))),
        ("W_h not transposed", (h, g, wh) => h[0].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Diagonal(h[2]) * wh * Learner.Diagonal(h[1]))),
        ("carried gradient not multiplied by f′", (h, g, wh) => h[0].OuterProduct(g * Learner.Jacobian(h[3], wh) * wh.Transpose() * Learner.Diagonal(h[1]))),
        ("not two steps back", (h, g, wh) => h[0].OuterProduct(g * Learner.Jacobian(h[3], wh) * Learner.Diagonal(h[1]))),
        ("not two steps back", (h, g, _) => h[0].OuterProduct(g * Learner.Diagonal(h[1]))),
    ];
}

public sealed class OneTermTests() : FunctionExerciseTests<Func<Vector<double>[], Vector<double>, Matrix<double>, int, int, Matrix<double>>>(Exercises.OneTerm)
{
    protected override IReadOnlyList<Func<Vector<double>[], Vector<double>, Matrix<double>, int, int, Matrix<double>>> RightFunctions =>
    [
        (h, g, wh, t, i) =>
        {
            var jacobian = Matrix<double>.Build.DenseIdentity(g.Count); // the whole product, from the left
            for (var s = t; s > i; s--) jacobian *= Learner.Jacobian(h[s], wh);
            return h[i - 1].OuterProduct(g * jacobian * Learner.Diagonal(h[i]));
        },
        (h, g, wh, t, i) =>
        {
            var delta = Learner.Slope(h[t]).PointwiseMultiply(g);
            for (var s = t - 1; s >= i; s--) delta = (delta * wh.Transpose()).PointwiseMultiply(Learner.Slope(h[s]));
            return delta.ToColumnMatrix().Multiply(h[i - 1].ToRowMatrix()).Transpose();
        },
    ];

    protected override IReadOnlyList<(string?, Func<Vector<double>[], Vector<double>, Matrix<double>, int, int, Matrix<double>>)> WrongFunctions =>
    [
        ("f′ missing", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g *= wh.Transpose();
            return h[i - 1].OuterProduct(g);
        }),
        ("carried gradient not multiplied by f′", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g *= wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("f′ missing at the use", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose();
            return h[i - 1].OuterProduct(g);
        }),
        ("the wrong slope", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(1 - h[s]) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(1 - h[i]));
        }),
        ("the wrong slope", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s].PointwiseTanh())) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i].PointwiseTanh())));
        }),
        ("W_h not transposed", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh;
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("the uses added up", (h, g, wh, t, i) =>
        {
            var sum = wh * 0;
            for (var s = t; s >= i; s--)
            {
                var delta = g.PointwiseMultiply(Learner.Slope(h[s]));
                sum += h[s - 1].OuterProduct(delta);
                g = delta * wh.Transpose();
            }

            return sum;
        }),
        ("the wrong slope", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(-2 * h[s]) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(-2 * h[i]));
        }),
        ("rows and columns exchanged", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose();
            return g.PointwiseMultiply(Learner.Slope(h[i])).OuterProduct(h[i - 1]);
        }),
        ("another state than h(i−1)", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose();
            return h[i].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("another way than from t to i", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i + 1; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("another way than from t to i", (h, g, wh, t, i) =>
        {
            for (var s = t - 1; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("another way than from t to i", (h, g, wh, t, i) =>
        {
            for (var s = t; s >= i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("another way than from t to i", (h, g, wh, t, i) =>
        {
            for (var s = i + 1; s <= t; s++) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose(); // forwards
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("another way than from t to i", (h, g, wh, t, i) =>
        {
            for (var s = h.Length - 1; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s])) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("the wrong slope", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[t])) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("the wrong slope", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = g.PointwiseMultiply(Learner.Slope(h[s - 1])) * wh.Transpose();
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        ("carried gradient not multiplied by f′", (h, g, wh, t, i) =>
        {
            for (var s = t; s > i; s--) g = (g * wh.Transpose()).PointwiseMultiply(Learner.Slope(h[s]));
            return h[i - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[i])));
        }),
        (null, (h, g, wh, t, i) => h[i - 1].OuterProduct(g)),
    ];
}

/// <summary>What a learner may write, Jacobians and all.</summary>
internal static class Learner
{
    public static Vector<double> Slope(Vector<double> h) => h.Map(x => 1 - (x * x));

    public static Matrix<double> Diagonal(Vector<double> h) => Matrix<double>.Build.DenseOfDiagonalVector(Slope(h));

    /// <summary>∂h(t)/∂h(t−1) of the step that made this h.</summary>
    public static Matrix<double> Jacobian(Vector<double> h, Matrix<double> wh) => Diagonal(h) * wh.Transpose();

    /// <summary>The mistakes of ∂ℒ(3)/∂W_h at the use at step 2 or 1.</summary>
    public static IReadOnlyList<(string?, Term)> MistakesAtUse(int use) =>
    [
        ("f′ missing", (h, g, wh) => h[use - 1].OuterProduct(Enumerable.Range(use, 3 - use).Aggregate(g, (x, _) => x * wh.Transpose()))),
        ("carried gradient not multiplied by f′",
            (h, g, wh) => h[use - 1].OuterProduct(Enumerable.Range(use, 3 - use).Aggregate(g, (x, _) => wh * x).PointwiseMultiply(Slope(h[use])))),
        ("f′ missing at the use", (h, g, wh) => h[use - 1].OuterProduct(Walk(h, g, wh.Transpose(), use, Slope))),
        ("the wrong slope", (h, g, wh) => h[use - 1].OuterProduct(Walk(h, g, wh.Transpose(), use, x => 1 - x).PointwiseMultiply(1 - h[use]))),
        ("the wrong slope", (h, g, wh) =>
        {
            static Vector<double> Derivative(Vector<double> a) => a.Map(x => 1 - Math.Pow(Math.Tanh(x), 2));
            return h[use - 1].OuterProduct(Walk(h, g, wh.Transpose(), use, Derivative).PointwiseMultiply(Derivative(h[use])));
        }),
        ("W_h not transposed", (h, g, wh) => h[use - 1].OuterProduct(Walk(h, g, wh, use, Slope).PointwiseMultiply(Slope(h[use])))),
        ("result transposed", (h, g, wh) => Walk(h, g, wh.Transpose(), use, Slope).PointwiseMultiply(Slope(h[use])).OuterProduct(h[use - 1])),
        ($"another state than h({use - 1})", (h, g, wh) => h[use].OuterProduct(Walk(h, g, wh.Transpose(), use, Slope).PointwiseMultiply(Slope(h[use])))),
        (null, (h, g, _) => h[use - 1].OuterProduct(g)),
    ];

    private static Vector<double> Walk(Vector<double>[] h, Vector<double> g, Matrix<double> way, int use, Func<Vector<double>, Vector<double>> slope)
    {
        for (var s = 3; s > use; s--) g = g.PointwiseMultiply(slope(h[s])) * way;
        return g;
    }
}
