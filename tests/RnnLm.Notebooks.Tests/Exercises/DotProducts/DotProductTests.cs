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
        (a, b) =>
        {
            double From(int i) => i == a.Length ? 0 : (a[i] * b[i]) + From(i + 1);
            return From(0);
        },
        (a, b) =>
        {
            var sum = 0f; // whoever computes with floats is right, too
            for (var i = 0; i < a.Length; i++) sum += (float)a[i] * (float)b[i];
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
        ("one row with itself", (a, _) => a.Select(x => x * x).Sum()),
        ("one row with itself", (_, b) => b.Aggregate(0.0, (sum, y) => sum + (y * y))),
        ("the example's length", (a, b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2])),
        ("the same result for every call", (_, _) => 5),
        ("whole numbers only", (a, b) =>
        {
            var sum = 0;
            for (var i = 0; i < a.Length; i++) sum += (int)(a[i] * b[i]);
            return sum;
        }),
        ("divided by how many there are", (a, b) => a.Zip(b, (x, y) => x * y).Average()),
        ("right for the first call alone", (a, _) => a.Length == 3 ? 5 : 0.5),
        ("last element left out", (a, b) => // with floats
        {
            var sum = 0f;
            for (var i = 0; i < a.Length - 1; i++) sum += (float)a[i] * (float)b[i];
            return sum;
        }),
        ("a constant too many", (a, b) =>
        {
            var sum = 1.0;
            for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
            return sum;
        }),
        (null, (a, b) => 2 * a.Zip(b, (x, y) => x * y).Skip(1).Sum()), // two mistakes at once
    ];
}
