using MathNet.Numerics.LinearAlgebra;
using Xunit;
using Copies = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>[], MathNet.Numerics.LinearAlgebra.Matrix<double>[]>;

namespace RnnLm.Notebooks.Tests.BackpropagationThroughTime;

public sealed class CentralDifferenceTests() : FunctionExerciseTests<Func<double, double, double[], double[], double, double>>(Exercises.CentralDifference)
{
    protected override IReadOnlyList<Func<double, double, double[], double[], double, double>> RightFunctions =>
    [
        (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Sum() - Losses(w - e, h0, x, y).Sum()) / e / 2,
        (w, h0, x, y, e) => Losses(w + e, h0, x, y).Zip(Losses(w - e, h0, x, y), (more, less) => (more - less) / (2 * e)).Sum(), // loss by loss
    ];

    protected override IReadOnlyList<(string?, Func<double, double, double[], double[], double, double>)> WrongFunctions =>
    [
        ("one-sided difference", (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Sum() - Losses(w, h0, x, y).Sum()) / e),
        ("one-sided difference", (w, h0, x, y, e) => (Losses(w, h0, x, y).Sum() - Losses(w - e, h0, x, y).Sum()) / e),
        ("brackets missing", (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Sum() - Losses(w - e, h0, x, y).Sum()) / 2 * e),
        ("brackets missing", (w, h0, x, y, e) => Losses(w + e, h0, x, y).Sum() - (Losses(w - e, h0, x, y).Sum() / (2 * e))),
        ("the second run begins where the first ended", (w, h0, x, y, e) =>
        {
            var h = h0;
            double Loss(double weight) => x.Zip(y, (input, target) => Math.Pow((h = Math.Tanh((h * weight) + input)) - target, 2) / 2).Sum();
            var more = Loss(w + e);
            return (more - Loss(w - e)) / (2 * e);
        }),
        ("divided by something else than 2ε", (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Sum() - Losses(w - e, h0, x, y).Sum()) / e),
        ("divided by something else than 2ε", (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Sum(l => 2 * l) - Losses(w - e, h0, x, y).Sum(l => 2 * l)) / (2 * e)),
        ("divided by how many there are", (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Average() - Losses(w - e, h0, x, y).Average()) / (2 * e)),
        ("another sum of losses", (w, h0, x, y, e) => (Losses(w + e, h0, x, y)[^1] - Losses(w - e, h0, x, y)[^1]) / (2 * e)),
        ("h(0) taken for zero", (w, h0, x, y, e) => (Losses(w + e, 0, x, y).Sum() - Losses(w - e, 0, x, y).Sum()) / (2 * e)),
        ("the sign turned round", (w, h0, x, y, e) => (Losses(w - e, h0, x, y).Sum() - Losses(w + e, h0, x, y).Sum()) / (2 * e)),
        ("another step than the network's", (w, h0, x, y, e) =>
        {
            double Loss(double weight) => x.Zip(y, (input, target) => Math.Pow(Math.Tanh((h0 * weight) + input) - target, 2) / 2).Sum();
            return (Loss(w + e) - Loss(w - e)) / (2 * e);
        }),
        ("divided by something else than 2ε", (w, h0, x, y, e) => Losses(w + e, h0, x, y).Sum() - Losses(w - e, h0, x, y).Sum()),
        ("another sum of losses", (w, h0, x, y, e) => (Losses(w + e, h0, x, y)[..^1].Sum() - Losses(w - e, h0, x, y)[..^1].Sum()) / (2 * e)),
        ("one-sided difference", (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Sum() - Losses(w, h0, x, y).Sum()) / (2 * e)),
        ("another ε", (w, h0, x, y, _) => (Losses(w + 1e-5, h0, x, y).Sum() - Losses(w - 1e-5, h0, x, y).Sum()) / 2e-5),
        ("another ε", (w, h0, x, y, e) => (Losses(w + (e / 2), h0, x, y).Sum() - Losses(w - (e / 2), h0, x, y).Sum()) / e),
        ("another sum of losses", (w, h0, x, y, e) =>
        {
            double Loss(double weight)
            {
                var (h, sum) = (h0, 0.0);
                for (var t = 0; t < x.Length; t++)
                {
                    sum += 0.5 * Math.Pow(h - y[t], 2); // h(t−1)
                    h = Math.Tanh((h * weight) + x[t]);
                }

                return sum;
            }

            return (Loss(w + e) - Loss(w - e)) / (2 * e);
        }),
        ("another step than the network's", (w, h0, x, y, e) =>
        {
            double Loss(double weight)
            {
                var h = h0;
                return x.Zip(y, (input, target) => Math.Pow((h = Math.Tanh(h * weight) + input) - target, 2) / 2).Sum();
            }

            return (Loss(w + e) - Loss(w - e)) / (2 * e);
        }),
        (null, (w, h0, x, y, e) => (Losses(w + e, h0, x, y).Sum() + Losses(w - e, h0, x, y).Sum()) / (2 * e)),
    ];

    [Fact]
    public void The_size_without_its_sign_does_not_pass() => Assert.Equal(
        VerdictState.NotYet, Exercises.CentralDifference.Check((w, h0, x, y, e) => Math.Abs(Exercises.CentralDifference.Solution.Function(w, h0, x, y, e))).State);

    private static double[] Losses(double w, double h0, double[] x, double[] y)
    {
        var h = h0;
        return [.. x.Zip(y, (input, target) => Math.Pow((h = Math.Tanh((h * w) + input)) - target, 2) / 2)];
    }
}

public sealed class UntiedCopiesTests() : FunctionExerciseTests<Copies>(Exercises.UntiedCopies)
{
    protected override IReadOnlyList<Copies> RightFunctions =>
    [
        (h, g, w) => // each copy by a walk of its own
        [
            .. Enumerable.Range(1, w.Length).Select(use =>
            {
                var gradient = g;
                for (var s = w.Length; s > use; s--) gradient *= Learner.Jacobian(h[s], w[s - 1]);
                return h[use - 1].OuterProduct(gradient * Learner.Diagonal(h[use]));
            }),
        ],
        (h, g, w) =>
        {
            var list = new List<Matrix<double>>();
            for (var s = w.Length; s > 0; s--)
            {
                list.Insert(0, h[s - 1].ToColumnMatrix() * g.PointwiseMultiply(Learner.Slope(h[s])).ToRowMatrix());
                g = w[s - 1] * g.PointwiseMultiply(Learner.Slope(h[s]));
            }

            return [.. list];
        },
    ];

    protected override IReadOnlyList<(string?, Copies)> WrongFunctions =>
    [
        ("the wrong copy crossed", (h, g, w) => Walk(h, g, w, s => s > 1 ? w[s - 2] : w[0], Learner.Slope)),
        ("the wrong copy crossed", (h, g, w) => Walk(h, g, w, _ => w[0], Learner.Slope)),
        ("not carried to the earlier copies", (h, g, w) => [.. Enumerable.Range(1, w.Length).Select(t => t < w.Length ? w[0] * 0 : h[t - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[t]))))]),
        ("copies not transposed", (h, g, w) => Walk(h, g, w, s => w[s - 1].Transpose(), Learner.Slope)),
        ("f′ missing", (h, g, w) => Walk(h, g, w, s => w[s - 1], x => x * 0 + 1)),
        ("the wrong slope", (h, g, w) => Walk(h, g, w, s => w[s - 1], x => Learner.Slope(x.PointwiseTanh()))),
        ("order turned round", (h, g, w) =>
        {
            var list = new List<Matrix<double>>();
            for (var s = w.Length; s > 0; s--)
            {
                list.Add(h[s - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[s]))));
                g *= Learner.Jacobian(h[s], w[s - 1]);
            }

            return [.. list];
        }),
        ("tied again", (h, g, w) =>
        {
            var sum = Walk(h, g, w, s => w[s - 1], Learner.Slope).Aggregate((a, b) => a + b);
            return [.. w.Select(_ => sum.Clone())];
        }),
        ("an argument given back", (_, _, w) => [.. w.Select(copy => copy.Clone())]),
        ("not carried to the earlier copies", (h, g, w) => [.. Enumerable.Range(1, w.Length).Select(t => h[t - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[t]))))]),
        ("the wrong copy crossed", (h, g, w) => Walk(h, g, w, s => w[Math.Min(s, w.Length - 1)], Learner.Slope)),
        ("the wrong copy crossed", (h, g, w) => Walk(h, g, w, _ => w[^1], Learner.Slope)),
        ("the wrong slope", (h, g, w) => Walk(h, g, w, s => w[s - 1], x => 1 - x)),
        ("another state than h(s−1)", (h, g, w) =>
        {
            var gradients = new Matrix<double>[w.Length];
            for (var s = w.Length; s >= 1; s--)
            {
                var delta = g.PointwiseMultiply(Learner.Slope(h[s]));
                gradients[s - 1] = h[s].OuterProduct(delta);
                g = w[s - 1] * delta;
            }

            return gradients;
        }),
        ("f′ missing", (h, g, w) => // where it is carried on
        {
            var gradients = new Matrix<double>[w.Length];
            for (var s = w.Length; s >= 1; s--)
            {
                gradients[s - 1] = h[s - 1].OuterProduct(g.PointwiseMultiply(Learner.Slope(h[s])));
                g *= w[s - 1].Transpose();
            }

            return gradients;
        }),
        ("f′ missing", (h, g, w) => // at the use
        {
            var gradients = new Matrix<double>[w.Length];
            for (var s = w.Length; s >= 1; s--)
            {
                gradients[s - 1] = h[s - 1].OuterProduct(g);
                g = g.PointwiseMultiply(Learner.Slope(h[s])) * w[s - 1].Transpose();
            }

            return gradients;
        }),
        ("the wrong slope", (h, g, w) => Walk(h, g, w, s => w[s - 1], _ => Learner.Slope(h[^1]))),
        ("tied again", (h, g, w) =>
        {
            var gradients = Walk(h, g, w, s => w[s - 1], Learner.Slope);
            for (var s = gradients.Length - 2; s >= 0; s--) gradients[s] += gradients[s + 1]; // a sum that goes on
            return gradients;
        }),
        ("places left at 0", (h, g, w) =>
        {
            var gradients = Walk(h, g, w, s => w[s - 1], Learner.Slope);
            gradients[0] *= 0; // the loop ended at step 2
            return gradients;
        }),
        (null, (h, g, w) => [.. w.Select(copy => copy + 1)]),
    ];

    [Fact]
    public void One_matrix_for_all_copies_is_answered_with_just_that()
    {
        var verdict = Exercises.UntiedCopies.Check((h, g, w) =>
        {
            var gradient = w[0] * 0;
            return [.. Enumerable.Range(1, w.Length).Select(t =>
            {
                h[t - 1].OuterProduct(g).CopyTo(gradient);
                return gradient;
            })];
        });
        Assert.StartsWith("One and the same array, vector or matrix stands at several places", verdict.Sentence, StringComparison.Ordinal);
    }

    private static Matrix<double>[] Walk(
        Vector<double>[] h, Vector<double> g, Matrix<double>[] w, Func<int, Matrix<double>> crossed, Func<Vector<double>, Vector<double>> slope)
    {
        var gradients = new Matrix<double>[w.Length];
        for (var s = w.Length; s >= 1; s--)
        {
            var delta = slope(h[s]).PointwiseMultiply(g);
            gradients[s - 1] = h[s - 1].OuterProduct(delta);
            g = crossed(s) * delta; // W·δᵀ, which is δ·Wᵀ
        }

        return gradients;
    }
}
