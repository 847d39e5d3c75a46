using MathNet.Numerics.LinearAlgebra;
using Gradient = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>[],
    MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks.Tests.BackpropagationThroughTime;

public sealed class BackThroughTimeTests() : FunctionExerciseTests<Gradient>(Exercises.BackThroughTime)
{
    protected override IReadOnlyList<Gradient> RightFunctions =>
    [
        (h, g, wh) => // loss by loss, O(T²)
        {
            var sum = wh * 0;
            for (var t = 1; t <= g.Length; t++)
            {
                var x = g[t - 1];
                for (var i = t; i >= 1; i--)
                {
                    sum += h[i - 1].OuterProduct(x * Learner.Diagonal(h[i]));
                    x *= Learner.Jacobian(h[i], wh);
                }
            }

            return sum;
        },
        (h, g, wh) => // one loop with numbers only
        {
            var (T, n) = (g.Length, wh.RowCount);
            var sum = new double[n, n];
            var carried = new double[n];
            for (var t = T; t >= 1; t--)
            {
                var delta = new double[n];
                for (var j = 0; j < n; j++) delta[j] = (g[t - 1][j] + carried[j]) * (1 - (h[t][j] * h[t][j]));
                for (var i = 0; i < n; i++)
                {
                    carried[i] = 0;
                    for (var j = 0; j < n; j++)
                    {
                        sum[i, j] += h[t - 1][i] * delta[j];
                        carried[i] += delta[j] * wh[i, j];
                    }
                }
            }

            return Matrix<double>.Build.DenseOfArray(sum);
        },
        (h, g, wh) => // δ first, then one product of the stacked states and deltas
        {
            var delta = new Vector<double>[g.Length];
            for (var t = g.Length; t >= 1; t--)
                delta[t - 1] = (t == g.Length ? g[t - 1] : g[t - 1] + (wh * delta[t])).PointwiseMultiply(Learner.Slope(h[t]));
            return Matrix<double>.Build.DenseOfRowVectors(h.SkipLast(1)).Transpose() * Matrix<double>.Build.DenseOfRowVectors(delta);
        },
    ];

    protected override IReadOnlyList<(string?, Gradient)> WrongFunctions =>
    [
        ("W_h not transposed", (h, g, wh) => Loop(h, g, wh, (x, c, s) => ((x + c).PointwiseMultiply(s), (x + c).PointwiseMultiply(s) * wh))),
        ("f′ missing", (h, g, wh) => Loop(h, g, wh, (x, c, _) => (x + c, (x + c) * wh.Transpose()))),
        ("the wrong slope", (h, g, wh) =>
        {
            var (sum, carried) = (wh * 0, h[0] * 0);
            for (var t = g.Length; t >= 1; t--)
            {
                var delta = (g[t - 1] + carried).PointwiseMultiply(1 - h[t]);
                sum += h[t - 1].OuterProduct(delta);
                carried = delta * wh.Transpose();
            }

            return sum;
        }),
        ("the wrong slope", (h, g, wh) =>
        {
            var (sum, carried) = (wh * 0, h[0] * 0);
            for (var t = g.Length; t >= 1; t--)
            {
                var delta = (g[t - 1] + carried).PointwiseMultiply(h[t].Map(a => 1 - Math.Pow(Math.Tanh(a), 2)));
                sum += h[t - 1].OuterProduct(delta);
                carried = delta * wh.Transpose();
            }

            return sum;
        }),
        ("gradient overwritten", (h, g, wh) =>
        {
            var (gradient, carried) = (wh * 0, h[0] * 0);
            for (var t = g.Length; t >= 1; t--)
            {
                var delta = (g[t - 1] + carried).PointwiseMultiply(Learner.Slope(h[t]));
                gradient = h[t - 1].OuterProduct(delta);
                carried = delta * wh.Transpose();
            }

            return gradient;
        }),
        ("gradient overwritten", (h, g, _) => h[^2].OuterProduct(g[^1].PointwiseMultiply(Learner.Slope(h[^1])))), // returned inside the loop
        ("only one of two gradients", (h, g, wh) => Loop(h, g, wh, (x, c, s) => (x.PointwiseMultiply(s), c))),
        ("only one of two gradients", (h, g, wh) =>
        {
            var (sum, x) = (wh * 0, g[^1]); // the last loss alone
            for (var t = g.Length; t >= 1; t--)
            {
                sum += h[t - 1].OuterProduct(x.PointwiseMultiply(Learner.Slope(h[t])));
                x = x.PointwiseMultiply(Learner.Slope(h[t])) * wh.Transpose();
            }

            return sum;
        }),
        ("divided by how many there are", (h, g, wh) => Loop(h, g, wh, (x, c, s) => ((x + c).PointwiseMultiply(s), wh * (x + c).PointwiseMultiply(s))) / g.Length),
        ("another state than h(t−1)", (h, g, wh) =>
        {
            var (sum, carried) = (wh * 0, h[0] * 0);
            for (var t = g.Length; t >= 1; t--)
            {
                var delta = (g[t - 1] + carried).PointwiseMultiply(Learner.Slope(h[t]));
                sum += h[t].OuterProduct(delta);
                carried = delta * wh.Transpose();
            }

            return sum;
        }),
        ("f′ missing", (h, g, wh) => Loop(h, g, wh, (x, c, s) => ((x + c).PointwiseMultiply(s), (x + c) * wh.Transpose()))),
        ("f′ missing", (h, g, wh) => Loop(h, g, wh, (x, c, s) => (x.PointwiseMultiply(s) + c, (x.PointwiseMultiply(s) + c) * wh.Transpose()))),
        ("a step left out", (h, g, wh) => Over(h, g, wh, Enumerable.Range(2, g.Length - 1).Reverse())),
        ("a step left out", (h, g, wh) => Over(h, g, wh, Enumerable.Range(1, g.Length - 1).Reverse())),
        ("carried from another step", (h, g, wh) => Over(h, g, wh, Enumerable.Range(1, g.Length))), // forwards
        ("carried from another step", (h, g, wh) =>
        {
            var (sum, carried) = (wh * 0, h[0] * 0);
            for (var t = g.Length; t >= 1; t--)
            {
                var delta = (g[t - 1] + carried).PointwiseMultiply(Learner.Slope(h[t]));
                sum += h[t - 1].OuterProduct(delta);
                carried += delta * wh.Transpose();
            }

            return sum;
        }),
        ("carried from another step", (h, g, wh) =>
        {
            var (sum, carried) = (wh * 0, g[^1]);
            for (var t = g.Length; t >= 1; t--)
            {
                var delta = (g[t - 1] + carried).PointwiseMultiply(Learner.Slope(h[t]));
                sum += h[t - 1].OuterProduct(delta);
                carried = delta * wh.Transpose();
            }

            return sum;
        }),
        ("only one of two gradients", (h, g, wh) => Loop(h, g, wh, (x, c, s) => ((x + c).PointwiseMultiply(s), x.PointwiseMultiply(s) * wh.Transpose()))),
        ("the wrong slope", (h, g, wh) =>
        {
            var (sum, carried) = (wh * 0, h[0] * 0);
            for (var t = g.Length; t >= 1; t--)
            {
                var delta = (g[t - 1] + carried).PointwiseMultiply(Learner.Slope(h[t - 1]));
                sum += h[t - 1].OuterProduct(delta);
                carried = delta * wh.Transpose();
            }

            return sum;
        }),
        ("rows and columns exchanged", (h, g, wh) => Loop(h, g, wh, (x, c, s) => ((x + c).PointwiseMultiply(s), (x + c).PointwiseMultiply(s) * wh.Transpose())).Transpose()),
        ("another state than h(t−1)", (h, g, wh) => Learnt(h, g, wh, wh * 0, delta => h[0].OuterProduct(delta))),
        ("an argument added", (h, g, wh) => Learnt(h, g, wh, wh, null)),
        ("carried from another step", (h, g, wh) => Loop(h, g, wh, (x, c, s) => ((x + c).PointwiseMultiply(s), (x + c).PointwiseMultiply(s)))), // not through W_h
        (null, (h, g, wh) => Loop(h, g, wh, (x, c, _) => (x + c, (x + c) * wh.Transpose())).Transpose()), // two mistakes at once
    ];

    private static Matrix<double> Learnt(Vector<double>[] h, Vector<double>[] g, Matrix<double> wh, Matrix<double> begin, Func<Vector<double>, Matrix<double>>? use)
    {
        var (sum, carried) = (begin, h[0] * 0);
        for (var t = g.Length; t >= 1; t--)
        {
            var delta = (g[t - 1] + carried).PointwiseMultiply(Learner.Slope(h[t]));
            sum += use?.Invoke(delta) ?? h[t - 1].OuterProduct(delta);
            carried = delta * wh.Transpose();
        }

        return sum;
    }

    private static Matrix<double> Over(Vector<double>[] h, Vector<double>[] g, Matrix<double> wh, IEnumerable<int> steps)
    {
        var (sum, carried) = (wh * 0, h[0] * 0);
        foreach (var t in steps)
        {
            var delta = (g[t - 1] + carried).PointwiseMultiply(Learner.Slope(h[t]));
            sum += h[t - 1].OuterProduct(delta);
            carried = wh * delta;
        }

        return sum;
    }

    // δ and what is carried, made of g(t), what was carried and f′(a(t)).
    private static Matrix<double> Loop(
        Vector<double>[] h, Vector<double>[] g, Matrix<double> wh, Func<Vector<double>, Vector<double>, Vector<double>, (Vector<double> Delta, Vector<double> Carried)> step)
    {
        var (sum, carried) = (wh * 0, h[0] * 0);
        for (var t = g.Length; t >= 1; t--)
        {
            var made = step(g[t - 1], carried, Learner.Slope(h[t]));
            sum += h[t - 1].OuterProduct(made.Delta);
            carried = made.Carried;
        }

        return sum;
    }
}

public sealed class EmbeddingGradientTests() : FunctionExerciseTests<Func<int[], Vector<double>[], int, Matrix<double>>>(Exercises.EmbeddingGradient)
{
    protected override IReadOnlyList<Func<int[], Vector<double>[], int, Matrix<double>>> RightFunctions =>
    [
        (x, g, v) => Matrix<double>.Build.Dense(v, g[0].Count, (row, j) => x.Zip(g).Where(pair => pair.First == row).Sum(pair => pair.Second[j])),
        (x, g, v) => Matrix<double>.Build.Dense(x.Length, v, (n, row) => x[n] == row ? 1 : 0).Transpose() * Matrix<double>.Build.DenseOfRowVectors(g), // one-hot
    ];

    protected override IReadOnlyList<(string?, Func<int[], Vector<double>[], int, Matrix<double>>)> WrongFunctions =>
    [
        ("last use kept", (x, g, v) => Fill(x, g, v, (m, n) => m.SetRow(x[n], g[n]))),
        ("first use kept", (x, g, v) => Fill(x, g, v, (m, n) =>
        {
            if (Array.IndexOf(x, x[n]) == n) m.SetRow(x[n], g[n]);
        })),
        ("mean over the uses", (x, g, v) => Fill(x, g, v, (m, n) => m.SetRow(x[n], m.Row(x[n]) + (g[n] / x.Count(word => word == x[n]))))),
        ("gradients in other rows", (x, g, v) => Fill(x, g, v, (m, n) => m.SetRow(n, g[n]))),
        ("gradients in other rows", (x, g, v) => Fill(x[1..], g, v, (m, n) => m.SetRow(x[n + 1], m.Row(x[n + 1]) + g[n]))), // of the word to come
        ("every row touched", (x, g, v) => Fill(x, g, v, (m, n) =>
        {
            for (var row = 0; row < v; row++) m.SetRow(row, m.Row(row) + g[n]);
        })),
        ("divided by T", (x, g, v) => Fill(x, g, v, (m, n) => m.SetRow(x[n], m.Row(x[n]) + (g[n] / x.Length)))),
        ("a word left out", (x, g, v) => Fill(x[1..], g[1..], v, (m, n) => m.SetRow(x[n + 1], m.Row(x[n + 1]) + g[n + 1]))),
        ("a word left out", (x, g, v) => Fill(x[..^1], g[..^1], v, (m, n) => m.SetRow(x[n], m.Row(x[n]) + g[n]))),
        ("a row for other words", (x, g, v) => Fill(x, g, x.Max() + 1, (m, n) => m.SetRow(x[n], m.Row(x[n]) + g[n]))),
        ("a row for other words", (x, g, _) => Matrix<double>.Build.DenseOfRowVectors(x.Distinct().Select(word => x.Zip(g).Where(pair => pair.First == word).Select(pair => pair.Second).Aggregate((a, b) => a + b)))),
        ("nothing but zeros", (_, g, v) => Matrix<double>.Build.Dense(v, g[0].Count)),
        (null, (x, g, v) => Fill(x, g, v, (m, n) => m.SetRow(x[n], 2 * g[n]))),
    ];

    private static Matrix<double> Fill(int[] x, Vector<double>[] g, int size, Action<Matrix<double>, int> use)
    {
        var gradient = Matrix<double>.Build.Dense(size, g[0].Count);
        for (var n = 0; n < x.Length; n++) use(gradient, n);
        return gradient;
    }
}
