using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class NormsByLagTests() : FunctionExerciseTests<Func<Matrix<double>, Vector<double>[], Vector<double>, double[]>>(Exercises.NormsByLag)
{
    protected override IReadOnlyList<Func<Matrix<double>, Vector<double>[], Vector<double>, double[]>> RightFunctions =>
    [
        (wh, slopes, g) =>
        {
            var norms = new List<double> { Math.Sqrt(g * g) };
            foreach (var slope in slopes.Reverse()) norms.Add((g = wh * g.PointwiseMultiply(slope)).L2Norm());
            return [.. norms];
        },
        (wh, slopes, g) => [.. Enumerable.Range(0, slopes.Length + 1).Select(lag =>
            slopes.Reverse().Take(lag).Aggregate(g, (x, slope) => x * (Matrix<double>.Build.DiagonalOfDiagonalVector(slope) * wh.Transpose())).L2Norm())],
    ];

    protected override IReadOnlyList<(string?, Func<Matrix<double>, Vector<double>[], Vector<double>, double[]>)> WrongFunctions =>
    [
        ("the slopes of other steps", (wh, slopes, g) => Walk(g, slopes, (x, s) => x.PointwiseMultiply(s) * wh.Transpose())),
        ("W_h not transposed", (wh, slopes, g) => Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh)),
        ("half a step", (wh, slopes, g) => Walk(g, slopes.Reverse(), (x, _) => x * wh.Transpose())),
        ("the slopes after W_h", (wh, slopes, g) => Walk(g, slopes.Reverse(), (x, s) => (x * wh.Transpose()).PointwiseMultiply(s))),
        ("another norm", (wh, slopes, g) => [.. Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose()).Select(n => n * n)]),
        ("another norm", (wh, slopes, g) =>
        {
            var norms = new List<double> { g.L1Norm() };
            foreach (var slope in slopes.Reverse()) norms.Add((g = wh * g.PointwiseMultiply(slope)).L1Norm());
            return [.. norms];
        }),
        ("g not carried on", (wh, slopes, g) =>
        {
            var norms = new List<double> { g.L2Norm() };
            foreach (var slope in slopes.Reverse()) norms.Add((wh * g.PointwiseMultiply(slope)).L2Norm());
            return [.. norms];
        }),
        ("lag 0 left out", (wh, slopes, g) => Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose())[1..]),
        ("the last step back left out", (wh, slopes, g) => Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose())[..^1]),
        ("half a step", (wh, slopes, g) => Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s))),
        ("half a step", (wh, slopes, g) =>
        {
            var norms = new List<double> { g.L2Norm() };
            foreach (var slope in slopes.Reverse())
            {
                var delta = g.PointwiseMultiply(slope);
                norms.Add(delta.L2Norm());
                g = delta * wh.Transpose();
            }

            return [.. norms];
        }),
        ("places left at 0", (wh, slopes, g) => [0, .. Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose())[1..]]),
        ("running sums", (wh, slopes, g) =>
        {
            var sum = 0.0;
            return [.. Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose()).Select(norm => sum += norm)];
        }),
        ("in reverse order", (wh, slopes, g) => [.. Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose()).Reverse()]),
        ("the slopes of other steps", (wh, slopes, g) => Walk(g, slopes, (x, _) => x.PointwiseMultiply(slopes[^1]) * wh.Transpose())),
        ("the slopes of other steps", (wh, slopes, g) => Walk(g, slopes, (x, _) => x.PointwiseMultiply(slopes[0]) * wh.Transpose())),
        ("one factor in each call", (wh, slopes, g) => Walk(g / g.L2Norm(), slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose())),
        ("a logarithm too many", (wh, slopes, g) => [.. Walk(g, slopes.Reverse(), (x, s) => x.PointwiseMultiply(s) * wh.Transpose()).Select(Math.Log10)]),
        (null, (wh, slopes, g) => Walk(g, slopes, (x, s) => x.PointwiseMultiply(s) * wh)),
    ];

    private static double[] Walk(Vector<double> g, IEnumerable<Vector<double>> slopes, Func<Vector<double>, Vector<double>, Vector<double>> back)
    {
        var norms = new List<double> { g.L2Norm() };
        foreach (var slope in slopes)
        {
            g = back(g, slope);
            norms.Add(g.L2Norm());
        }

        return [.. norms];
    }
}
