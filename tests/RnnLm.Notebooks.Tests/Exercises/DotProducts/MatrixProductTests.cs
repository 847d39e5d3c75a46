using MathNet.Numerics.LinearAlgebra;
using Function = System.Func<MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class MatrixProductTests() : FunctionExerciseTests<Function>(Exercises.MatrixProduct)
{
    protected override IReadOnlyList<Function> RightFunctions =>
    [
        (A, B) => A * B,
        (A, B) => Matrix<double>.Build.DenseOfRowVectors(A.EnumerateRows().Select(row => row * B)),
        (A, B) =>
        {
            var C = Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount); // k outermost: a sum of outer products
            for (var k = A.ColumnCount - 1; k >= 0; k--) C += A.Column(k).OuterProduct(B.Row(k));
            return C;
        },
    ];

    protected override IReadOnlyList<(string?, Function)> WrongFunctions =>
    [
        ("only one product kept", (A, B) => Loops(A, B, (c, i, j, k) => A[i, k] * B[k, j])),
        ("only one product kept", (A, B) => Loops(A, B, (c, i, j, k) => A[i, 0] * B[0, j])),
        ("result transposed", (A, B) =>
        {
            var C = Matrix<double>.Build.Dense(B.ColumnCount, A.RowCount);
            for (var i = 0; i < A.RowCount; i++)
            {
                for (var j = 0; j < B.ColumnCount; j++)
                {
                    for (var k = 0; k < A.ColumnCount; k++) C[j, i] += A[i, k] * B[k, j];
                }
            }

            return C;
        }),
        ("a product left out", (A, B) => Loops(A, B, (c, i, j, k) => k == 0 ? 0 : c + (A[i, k] * B[k, j]))),
        ("a product left out", (A, B) => Loops(A, B, (c, i, j, k) => k == A.ColumnCount - 1 ? c : c + (A[i, k] * B[k, j]))),
        ("the sum goes on from element to element", (A, B) => Summing(A, B, startsEachRow: false)),
        ("the sum goes on along the row", (A, B) => Summing(A, B, startsEachRow: true)),
        ("added where it should multiply", (A, B) => Loops(A, B, (c, i, j, k) => c + A[i, k] + B[k, j])),
        ("a row or column left out", (A, B) => Loops(A, B, (c, i, j, k) => i == 0 ? 0 : c + (A[i, k] * B[k, j]))),
        ("a row or column left out", (A, B) => Loops(A, B, (c, i, j, k) => j == B.ColumnCount - 1 ? 0 : c + (A[i, k] * B[k, j]))),
        ("the sign turned round", (A, B) => -(A * B)),
        ("an index that stands still", (A, B) => Loops(A, B, (c, i, j, k) => c + (A[i, k] * B[0, j]))),
        ("an index that stands still", (A, B) => Loops(A, B, (c, i, j, k) => c + (A[0, k] * B[k, j]))),
        ("an index that stands still", (A, B) => Loops(A, B, (c, i, j, k) => c + (A[i, 0] * B[k, j]))),
        ("an index that stands still", (A, B) => Loops(A, B, (c, i, j, k) => c + (A[i, k] * B[k, 0]))),
        ("divided by how many there are", (A, B) => A * B / A.ColumnCount),
        ("places left at 0", (A, B) => Loops(A, B, (c, i, j, k) => i > 0 || j > 0 ? 0 : c + (A[i, k] * B[k, j]))), // returned inside the loops
        (null, (A, B) => Loops(A, B, (c, i, j, k) => k == 0 ? 0 : c - (A[i, k] * B[k, j]))),
    ];

    private static Matrix<double> Loops(Matrix<double> A, Matrix<double> B, Func<double, int, int, int, double> step)
    {
        var C = Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount);
        for (var i = 0; i < A.RowCount; i++)
        {
            for (var j = 0; j < B.ColumnCount; j++)
            {
                for (var k = 0; k < A.ColumnCount; k++) C[i, j] = step(C[i, j], i, j, k);
            }
        }

        return C;
    }

    private static Matrix<double> Summing(Matrix<double> A, Matrix<double> B, bool startsEachRow)
    {
        var C = Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount);
        var sum = 0.0;
        for (var i = 0; i < A.RowCount; i++)
        {
            if (startsEachRow) sum = 0;
            for (var j = 0; j < B.ColumnCount; j++)
            {
                for (var k = 0; k < A.ColumnCount; k++) sum += A[i, k] * B[k, j];
                C[i, j] = sum;
            }
        }

        return C;
    }
}
