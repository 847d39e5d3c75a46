using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class DotProductTests() : FunctionExerciseTests<Func<double[], double[], double>>(Exercises.DotProduct)
{
    protected override IReadOnlyList<Func<double[], double[], double>> RightFunctions =>
    [
        (a, b) => a.Select((x, i) => x * b[i]).Sum(),
        (a, b) => Vector<double>.Build.Dense(a).DotProduct(Vector<double>.Build.Dense(b)),
        (a, b) =>
        {
            var sum = 0.0;
            for (var i = a.Length - 1; i >= 0; i--) sum = sum + b[i] * a[i];
            return sum;
        },
    ];

    protected override IReadOnlyList<(string?, Func<double[], double[], double>)> WrongFunctions =>
    [
        ("sum of a times sum of b", (a, b) =>
        {
            double sumA = 0, sumB = 0;
            foreach (var x in a) sumA += x;
            foreach (var y in b) sumB += y;
            return sumA * sumB;
        }),
        ("first element left out", (a, b) =>
        {
            var sum = 0.0;
            for (var i = 1; i < a.Length; i++) sum += a[i] * b[i];
            return sum;
        }),
        ("last element left out", (a, b) =>
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length - 1; i++) sum += a[i] * b[i];
            return sum;
        }),
        ("only the last product", (a, b) =>
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++) sum = a[i] * b[i];
            return sum;
        }),
        ("only the first product", (a, b) =>
        {
            foreach (var (x, y) in a.Zip(b)) return x * y;
            return 0;
        }),
        ("no multiplication", (a, b) =>
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++) sum += a[i] + b[i];
            return sum;
        }),
        ("maximum instead of sum", (a, b) =>
        {
            var most = double.NegativeInfinity;
            for (var i = 0; i < a.Length; i++) most = Math.Max(most, a[i] * b[i]);
            return most;
        }),
        ("one row reversed", (a, b) =>
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++) sum += a[i] * b[b.Length - 1 - i];
            return sum;
        }),
        (null, (a, b) => 2 * a.Zip(b, (x, y) => x * y).Skip(1).Sum()), // two mistakes at once
    ];
}
