using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using Function = System.Func<MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class ForgetAndAddTests() : FunctionExerciseTests<Function>(Exercises.ForgetAndAdd)
{
    protected override IReadOnlyList<Function> RightFunctions =>
    [
        (F, C, N) => Algebra.Hadamard(C, F) + N,
        (F, C, N) => Loops(F, (i, j) => N[i, j] + (C[i, j] * F[i, j])),
    ];

    protected override IReadOnlyList<(string?, Function)> WrongFunctions =>
    [
        ("matrix product in the place of ⊙", (F, C, N) => Algebra.Multiply(F, C) + N),
        ("matrix product in the place of ⊙", (F, C, N) => Algebra.Multiply(C, F) + N),
        ("matrix product in the place of ⊙", (F, C, N) => Algebra.Multiply(F, C + N)),
        ("the new filtered by 1 − F", (F, C, N) => Loops(F, (i, j) => (F[i, j] * C[i, j]) + ((1 - F[i, j]) * N[i, j]))),
        ("the new left out", (F, C, N) => Loops(F, (i, j) => F[i, j] * C[i, j])),
        ("the new filtered too", (F, C, N) => Loops(F, (i, j) => F[i, j] * (C[i, j] + N[i, j]))),
        ("everything kept", (F, C, N) => Loops(F, (i, j) => C[i, j] + N[i, j])),
        ("forgets what it should keep", (F, C, N) => Loops(F, (i, j) => ((1 - F[i, j]) * C[i, j]) + N[i, j])),
        ("F applied to the new", (F, C, N) => Loops(F, (i, j) => C[i, j] + (F[i, j] * N[i, j]))),
        ("subtracted", (F, C, N) => Loops(F, (i, j) => (F[i, j] * C[i, j]) - N[i, j])),
        ("everything kept", (F, C, N) => Loops(F, (i, j) => F[i, j] + C[i, j] + N[i, j])),
        ("F applied to the new", (F, C, N) => Loops(F, (i, j) => ((1 - F[i, j]) * C[i, j]) + (F[i, j] * N[i, j]))),
        ("subtracted", (F, C, N) => Loops(F, (i, j) => N[i, j] - (F[i, j] * C[i, j]))),
        ("places left at 0", (F, C, N) => Loops(F, (i, j) => i == 0 ? 0 : (F[i, j] * C[i, j]) + N[i, j])),
        (null, (F, C, N) => F + C.PointwiseMultiply(N)),
    ];

    private static Matrix<double> Loops(Matrix<double> F, Func<int, int, double> element)
    {
        var result = Matrix<double>.Build.Dense(F.RowCount, F.ColumnCount);
        for (var i = 0; i < F.RowCount; i++)
        {
            for (var j = 0; j < F.ColumnCount; j++) result[i, j] = element(i, j);
        }

        return result;
    }
}
