using MathNet.Numerics.LinearAlgebra;
using Function = System.Func<MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Vector<double>>;

namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class VectorMatrixTests() : FunctionExerciseTests<Function>(Exercises.VectorMatrix)
{
    protected override IReadOnlyList<Function> RightFunctions =>
    [
        (a, B) => a * B,
        (a, B) => Vector<double>.Build.DenseOfEnumerable(B.EnumerateColumns().Select(column => column.Zip(a, (x, y) => x * y).Sum())),
        (a, B) =>
        {
            var c = Vector<double>.Build.Dense(B.ColumnCount); // the sum of the rows of B, each scaled
            for (var i = B.RowCount - 1; i >= 0; i--) c += a[i] * B.Row(i);
            return c;
        },
    ];

    protected override IReadOnlyList<(string?, Function)> WrongFunctions =>
    [
        ("only one product kept", (a, B) => Loops(a, B, (c, i, j) => a[i] * B[i, j])),
        ("only one product kept", (a, B) => Loops(a, B, (c, i, j) => a[0] * B[0, j])),
        ("the sum goes on from column to column", (a, B) =>
        {
            var c = Vector<double>.Build.Dense(B.ColumnCount);
            var sum = 0.0;
            for (var j = 0; j < B.ColumnCount; j++)
            {
                for (var i = 0; i < a.Count; i++) sum += a[i] * B[i, j];
                c[j] = sum;
            }

            return c;
        }),
        ("summed along the rows", (a, B) =>
        {
            var c = Vector<double>.Build.Dense(B.RowCount);
            for (var i = 0; i < B.RowCount; i++)
            {
                for (var j = 0; j < B.ColumnCount; j++) c[i] += a[i] * B[i, j];
            }

            return c;
        }),
        ("a indexed by the column", (a, B) => Loops(a, B, (c, i, j) => c + (a[j] * B[i, j]))),
        ("added where it should multiply", (a, B) => Loops(a, B, (c, i, j) => c + a[i] + B[i, j])),
        ("a row left out", (a, B) => Loops(a, B, (c, i, j) => i == 0 ? 0 : c + (a[i] * B[i, j]))),
        ("a row left out", (a, B) => Loops(a, B, (c, i, j) => i == a.Count - 1 ? c : c + (a[i] * B[i, j]))),
        ("a column left out", (a, B) => Loops(a, B, (c, i, j) => j == B.ColumnCount - 1 ? 0 : c + (a[i] * B[i, j]))),
        ("a column left out", (a, B) => Loops(a, B, (c, i, j) => j == 0 ? 0 : c + (a[i] * B[i, j]))),
        ("returned too early", (a, B) => Loops(a, B, (c, i, j) => j > 0 ? 0 : c + (a[i] * B[i, j]))),
        ("returned too early", (a, B) => Loops(a, B, (c, i, j) => j > 0 ? 0 : a[0] * B[0, 0])),
        ("a factor too many or too few", (a, B) => 2 * (a * B)),
        ("nothing but zeros", (_, B) => Vector<double>.Build.Dense(B.ColumnCount)),
        (null, (a, B) => 2 * B.Row(0)),
    ];

    private static Vector<double> Loops(Vector<double> a, Matrix<double> B, Func<double, int, int, double> step)
    {
        var c = Vector<double>.Build.Dense(B.ColumnCount);
        for (var j = 0; j < B.ColumnCount; j++)
        {
            for (var i = 0; i < a.Count; i++) c[j] = step(c[j], i, j);
        }

        return c;
    }
}
