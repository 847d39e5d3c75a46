using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using Function = System.Func<MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>>;

namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class OutputLayerTests() : FunctionExerciseTests<Function>(Exercises.OutputLayer)
{
    protected override IReadOnlyList<Function> RightFunctions =>
    [
        (h, U, b2) => Stable(Scores(h, U, b2)),
        (h, U, b2) =>
        {
            var probabilities = new double[b2.Count];
            Softmax.Probabilities<double>(Scores(h, U, b2).ToArray(), probabilities);
            return Vector<double>.Build.DenseOfArray(probabilities);
        },
        (h, U, b2) =>
        {
            var z = Algebra.Multiply(h, U).Add(b2);
            var logSum = z.Max() + Math.Log(z.Sum(score => Math.Exp(score - z.Max())));
            return z.Map(score => Math.Exp(score - logSum));
        },
    ];

    protected override IReadOnlyList<(string?, Function)> WrongFunctions =>
    [
        ("softmax left out", Scores),
        ("bias not added", (h, U, b2) => Stable(h * U)),
        ("bias added behind the softmax", (h, U, b2) => Stable(h * U) + b2),
        ("bias not added", (h, U, b2) => Stable((h * U) - b2)),
        ("divided without the exponential", (h, U, b2) => Scores(h, U, b2).Map(score => score / Scores(h, U, b2).Sum())),
        ("not divided by the sum", (h, U, b2) => Scores(h, U, b2).Map(score => Math.Exp(score - Scores(h, U, b2).Max()))),
        ("not divided by the sum", (h, U, b2) => Scores(h, U, b2).Map(score => Math.Exp(score - Scores(h, U, b2).Max()) / b2.Count)),
        ("softmax twice", (h, U, b2) => Stable(Stable(Scores(h, U, b2)))),
        ("the logarithm of the softmax", (h, U, b2) =>
        {
            var logProbabilities = new double[b2.Count];
            Softmax.LogProbabilities<double>(Scores(h, U, b2).ToArray(), logProbabilities);
            return Vector<double>.Build.DenseOfArray(logProbabilities);
        }),
        ("the exponential overflows", (h, U, b2) =>
        {
            var exponentials = Scores(h, U, b2).Map(Math.Exp);
            var sum = exponentials.Sum();
            return exponentials.Map(x => x / sum);
        }),
        ("the exponential overflows", (h, U, b2) =>
        {
            var exponentials = (Scores(h, U, b2) - Scores(h, U, b2).Average()).PointwiseExp();
            return exponentials / exponentials.Sum();
        }),
        (null, (h, U, b2) => Vector<double>.Build.Dense(b2.Count, 1.0 / b2.Count)),
    ];

    private static Vector<double> Scores(Vector<double> h, Matrix<double> U, Vector<double> b2)
    {
        var z = b2.Clone();
        for (var j = 0; j < z.Count; j++)
        {
            for (var i = 0; i < h.Count; i++) z[j] += h[i] * U[i, j];
        }

        return z;
    }

    private static Vector<double> Stable(Vector<double> z)
    {
        var exponentials = z.Select(score => Math.Exp(score - z.Max())).ToArray();
        return Vector<double>.Build.DenseOfEnumerable(exponentials.Select(x => x / exponentials.Sum()));
    }
}
