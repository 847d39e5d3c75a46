using MathNet.Numerics.LinearAlgebra;
using Xunit;
using Function = System.Func<MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class BatchScoresTests() : FunctionExerciseTests<Function>(Exercises.BatchScores)
{
    protected override IReadOnlyList<Function> RightFunctions =>
    [
        (H, U, b2) => Matrix<double>.Build.DenseOfRowVectors(H.EnumerateRows().Select(h => (h * U) + b2)),
        (H, U, b2) => (H * U) + Vector<double>.Build.Dense(H.RowCount, 1).OuterProduct(b2),
    ];

    protected override IReadOnlyList<(string?, Function)> WrongFunctions =>
    [
        ("the bias goes by rows", (H, U, b2) => Loops(H, U, 0, true, (i, _) => b2[i])),
        ("a number of the state left out", (H, U, b2) => Loops(H, U, 1, true, (_, j) => b2[j])),
        ("a number of the state left out", (H, U, b2) => Loops(H.RemoveColumn(0), U.RemoveRow(0), 0, true, (_, j) => b2[j])),
        ("only the last product kept", (H, U, b2) => Loops(H, U, 0, false, (_, j) => b2[j])),
        ("two faults left: where l ends, and the bias", (H, U, b2) => Loops(H, U, 1, true, (i, _) => b2[i])),
        ("two faults left: the sum, and the bias", (H, U, b2) => Loops(H, U, 0, false, (i, _) => b2[i])),
        ("two faults left: where l ends, and the sum", (H, U, b2) => Loops(H, U, 1, false, (_, j) => b2[j])),
        ("the bias added with every product", (H, U, b2) =>
        {
            var Z = Matrix<double>.Build.Dense(H.RowCount, U.ColumnCount);
            for (var i = 0; i < H.RowCount; i++)
            {
                for (var j = 0; j < U.ColumnCount; j++)
                {
                    for (var k = 0; k < U.RowCount; k++) Z[i, j] += (H[i, k] * U[k, j]) + b2[j];
                }
            }

            return Z;
        }),
        ("the bias left out", (H, U, b2) => Loops(H, U, 0, true, (_, _) => 0)),
        (null, (H, U, b2) => H * U * 2),
    ];

    [Fact]
    public void The_code_as_it_came_reads_not_attempted()
    {
        var cases = Exercises.BatchScores.Cases(1);
        Function asItCame = (H, U, b2) => Loops(H, U, 1, false, (i, _) => b2[i]);
        var verdict = Exercises.BatchScores.Judge(cases, FunctionCalls.Run(asItCame, cases));
        Assert.Equal(VerdictState.NotAttempted, verdict.State);
    }

    private static Matrix<double> Loops(Matrix<double> H, Matrix<double> U, int left, bool adds, Func<int, int, double> bias)
    {
        var Z = Matrix<double>.Build.Dense(H.RowCount, U.ColumnCount);
        for (var i = 0; i < H.RowCount; i++)
        {
            for (var j = 0; j < U.ColumnCount; j++)
            {
                for (var k = 0; k < U.RowCount - left; k++) Z[i, j] = (adds ? Z[i, j] : 0) + (H[i, k] * U[k, j]);
                Z[i, j] += bias(i, j);
            }
        }

        return Z;
    }
}
