using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class JacobianOfAStepTests() : FunctionExerciseTests<Func<Matrix<double>, Vector<double>, Matrix<double>>>(Exercises.JacobianOfAStep)
{
    protected override IReadOnlyList<Func<Matrix<double>, Vector<double>, Matrix<double>>> RightFunctions =>
    [
        (wh, a) => Elements(wh, a, (j, i) => Slope(a[j]) * wh[i, j]),
        (wh, a) => new ElmanStep(new ElmanCell(wh, wh, a * 0, Activation.Tanh), a, a, a, a.PointwiseTanh()).Jacobian(),
        (wh, a) => (wh * Matrix<double>.Build.DiagonalOfDiagonalVector(a.Map(Slope))).Transpose(),
    ];

    protected override IReadOnlyList<(string?, Func<Matrix<double>, Vector<double>, Matrix<double>>)> WrongFunctions =>
    [
        ("W_h not transposed", (wh, a) => Elements(wh, a, (j, i) => Slope(a[j]) * wh[j, i])),
        ("the other layout", (wh, a) => Elements(wh, a, (j, i) => Slope(a[i]) * wh[j, i])),
        ("diag on the wrong side", (wh, a) => Elements(wh, a, (j, i) => Slope(a[i]) * wh[i, j])),
        ("the slope left out", (wh, a) => Elements(wh, a, (j, i) => wh[i, j])),
        ("a in the place of h", (wh, a) => Elements(wh, a, (j, i) => (1 - (a[j] * a[j])) * wh[i, j])),
        ("tanh taken twice", (wh, a) => Elements(wh, a, (j, i) => Slope(Math.Tanh(a[j])) * wh[i, j])),
        ("another slope than that of tanh", (wh, a) => Elements(wh, a, (j, i) => Math.Tanh(a[j]) * wh[i, j])),
        ("another slope than that of tanh", (wh, a) => Elements(wh, a, (j, i) => (1 - Math.Tanh(a[j])) * wh[i, j])),
        ("the same slope for every unit", (wh, a) => Elements(wh, a, (j, i) => Slope(a[0]) * wh[i, j])),
        ("another slope than that of tanh", (wh, a) => Elements(wh, a, (j, i) => (1 + Math.Pow(Math.Tanh(a[j]), 2)) * wh[i, j])),
        ("the same slope for every unit", (wh, a) => Elements(wh, a, (j, i) => a.Sum(Slope) * wh[i, j])),
        ("an argument given back", (wh, _) => wh.Clone()),
        ("a factor too many or too few", (wh, a) => Elements(wh, a, (j, i) => 2 * Slope(a[j]) * wh[i, j])),
        (null, (wh, a) => Elements(wh, a, (j, i) => Slope(a[j]))),
    ];

    private static Matrix<double> Elements(Matrix<double> wh, Vector<double> a, Func<int, int, double> element) => Matrix<double>.Build.Dense(a.Count, wh.RowCount, element);

    private static double Slope(double a) => 1 - (Math.Tanh(a) * Math.Tanh(a));
}
