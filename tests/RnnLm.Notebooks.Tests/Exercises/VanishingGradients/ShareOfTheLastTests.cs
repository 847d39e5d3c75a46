using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;

namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class ShareOfTheLastTests() : FunctionExerciseTests<Func<Matrix<double>[], double[]>>(Exercises.ShareOfTheLast)
{
    protected override IReadOnlyList<Func<Matrix<double>[], double[]>> RightFunctions =>
    [
        terms => GradientFlow.ShareOfLast(terms),
        terms => [.. Enumerable.Range(1, terms.Length).Select(k => Dot(Sum(terms[^k..]), Sum(terms)) / Dot(Sum(terms), Sum(terms)))],
    ];

    protected override IReadOnlyList<(string?, Func<Matrix<double>[], double[]>)> WrongFunctions =>
    [
        ("norms added up", terms => Running(terms.Length, k => terms[^k].FrobeniusNorm() / terms.Sum(t => t.FrobeniusNorm()))),
        ("the first k instead of the last", terms => Running(terms.Length, k => Dot(terms[k - 1], Sum(terms)) / Dot(Sum(terms), Sum(terms)))),
        ("not added up", terms => [.. Enumerable.Range(1, terms.Length).Select(k => Dot(terms[^k], Sum(terms)) / Dot(Sum(terms), Sum(terms)))]),
        ("norms added up", terms => Running(terms.Length, k => Dot(terms[^k], terms[^k]) / terms.Sum(t => Dot(t, t)))),
        ("not divided by ‖g‖²", terms => Running(terms.Length, k => Dot(terms[^k], Sum(terms)) / Sum(terms).FrobeniusNorm())),
        ("not divided by ‖g‖²", terms => Running(terms.Length, k => Dot(terms[^k], Sum(terms)))),
        ("absolute values", terms => Running(terms.Length, k => Math.Abs(Dot(terms[^k], Sum(terms))) / Dot(Sum(terms), Sum(terms)))),
        ("the norm of the partial sum", terms => [.. Enumerable.Range(1, terms.Length).Select(k => Sum(terms[^k..]).FrobeniusNorm() / Sum(terms).FrobeniusNorm())]),
        ("the last use left out", terms => Running(terms.Length, k => k == terms.Length ? 0 : Dot(terms[^(k + 1)], Sum(terms)) / Dot(Sum(terms), Sum(terms)))),
        ("another g", terms => Running(terms.Length, k => Dot(terms[^k], Sum(terms) / terms.Length) / Dot(Sum(terms) / terms.Length, Sum(terms) / terms.Length))),
        ("another g", terms => Running(terms.Length, k => Dot(terms[^k], terms[^1]) / Dot(terms[^1], terms[^1]))),
        ("not divided by ‖g‖²", terms => Running(terms.Length, k => Dot(terms[^k], Sum(terms)) / Math.Pow(Sum(terms).L2Norm(), 2))), // σ₁, in MathNet
        ("the norm of the partial sum", terms => [.. Enumerable.Range(1, terms.Length).Select(k => Dot(Sum(terms[^k..]), Sum(terms[^k..])) / Dot(Sum(terms), Sum(terms)))]),
        ("taken from 1", terms => [.. GradientFlow.ShareOfLast(terms).Select(share => 1 - share)]),
        (null, terms => [.. terms.Select(t => t.FrobeniusNorm())]),
        ("an element too many at the beginning", terms => [0, .. GradientFlow.ShareOfLast(terms)]),
    ];

    private static Matrix<double> Sum(Matrix<double>[] terms) => terms.Aggregate((x, y) => x + y);

    private static double Dot(Matrix<double> a, Matrix<double> b) => a.PointwiseMultiply(b).Enumerate().Sum();

    private static double[] Running(int count, Func<int, double> part)
    {
        var sums = new double[count];
        for (var k = 1; k <= count; k++) sums[k - 1] = part(k) + (k > 1 ? sums[k - 2] : 0);
        return sums;
    }
}
