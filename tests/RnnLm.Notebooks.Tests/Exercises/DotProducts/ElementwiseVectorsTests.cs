using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using Xunit;
using Function = System.Func<MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>>;

namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class ElementwiseVectorsTests() : FunctionExerciseTests<Function>(Exercises.ElementwiseVectors)
{
    protected override IReadOnlyList<Function> RightFunctions =>
    [
        Algebra.Hadamard,
        (a, b) => a.PointwiseMultiply(b),
        (a, b) => Vector<double>.Build.DenseOfEnumerable(a.Zip(b, (x, y) => y * x)),
    ];

    protected override IReadOnlyList<(string?, Function)> WrongFunctions =>
    [
        ("the dot product everywhere", (a, b) => Loop(a, i => a.Zip(b, (x, y) => x * y).Sum())),
        ("running sums", (a, b) =>
        {
            var sum = 0.0;
            return Loop(a, i => sum += a[i] * b[i]);
        }),
        ("added where it should multiply", (a, b) => Loop(a, i => a[i] + b[i])),
        ("first element left out", (a, b) => Loop(a, i => i == 0 ? 0 : a[i] * b[i])),
        ("last element left out", (a, b) => Loop(a, i => i == a.Count - 1 ? 0 : a[i] * b[i])),
        ("one vector with itself", (a, b) => Loop(a, i => a[i] * a[i])),
        ("one vector with itself", (a, b) => Loop(a, i => b[i] * b[i])),
        ("one number for all places", (a, b) => Loop(a, i => a[i] * b[0])),
        ("one number for all places", (a, b) => Loop(a, i => a[0] * b[i])),
        ("b back to front", (a, b) => Loop(a, i => a[i] * b[b.Count - 1 - i])),
        ("added where it should multiply", (a, b) => Loop(a, i => a[i] - b[i])),
        ("an argument given back", (a, _) => a.Clone()),
        ("an element too many at the end", (a, b) => Vector<double>.Build.Dense(a.Count + 1, i => i < a.Count ? a[i] * b[i] : 0)),
        ("right, but at other places", (a, b) => Vector<double>.Build.DenseOfEnumerable(a.Zip(b, (x, y) => x * y).Skip(1).Append(a[0] * b[0]))),
        (null, (a, b) => Loop(a, i => a[i] * b[(i + 1) % b.Count])),
    ];

    [Fact]
    public void Writing_the_product_into_a_is_answered_with_just_that()
    {
        var cases = Exercises.ElementwiseVectors.Cases(1);
        Function inPlace = (a, b) =>
        {
            for (var i = 0; i < a.Count; i++) a[i] *= b[i];
            return a;
        };
        var verdict = Exercises.ElementwiseVectors.Judge(cases, FunctionCalls.Run(inPlace, cases));
        Assert.Equal(VerdictState.NotYet, verdict.State);
        Assert.Contains("changed what it was given", verdict.Sentence, StringComparison.Ordinal);
    }

    private static Vector<double> Loop(Vector<double> a, Func<int, double> element)
    {
        var c = Vector<double>.Build.Dense(a.Count);
        for (var i = 0; i < a.Count; i++) c[i] = element(i);
        return c;
    }
}
