using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>The matrix product as three loops (B6).</summary>
internal static class MatrixProductExercise
{
    public static FunctionExercise<Func<Matrix<double>, Matrix<double>, Matrix<double>>> Create() => new()
    {
        Name = "MatrixProduct",
        Notebook = "02-dot-products",
        Title = "The matrix product",
        Points = 1,
        Items = ["B6"],
        Task = """
            Write the matrix product as three loops. `Matrix<double>.Build.Dense(n, m)` gives an n×m matrix of zeros to begin with.
            """,
        Comment = "Cᵢⱼ = Σₖ Aᵢₖ Bₖⱼ    [n×p]·[p×m] = [n×m]",
        Signature = "Matrix<double> Product(Matrix<double> A, Matrix<double> B)",
        Solution = new((A, B) =>
        {
            var C = Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount);
            for (var i = 0; i < A.RowCount; i++)
            {
                for (var j = 0; j < B.ColumnCount; j++)
                {
                    for (var k = 0; k < A.ColumnCount; k++)
                        C[i, j] += A[i, k] * B[k, j];
                }
            }

            return C;
        }),
        DrawCases = random =>
        [
            [
                Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 0, 1, 0 }, { -1, 0, 2 }, { 4, -2, 1 } }),
                Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 1 }, { 0, -1 }, { 1, 1 } }),
            ], // the slide's
            [random.Matrix(2, 4), random.Matrix(4, 3)],
            [random.Matrix(3, 3), random.Matrix(3, 3)],
            [random.Matrix(3, 2), random.Matrix(2, 4)],
        ],
        Wrong =
        [
            new(
                "only one product kept",
                "C[i, j] holds a single product; the innermost loop has to add one for each k, with +=.",
                (A, B) => A.Column(A.ColumnCount - 1).OuterProduct(B.Row(B.RowCount - 1)))
            {
                Variants = [(A, B) => A.Column(0).OuterProduct(B.Row(0))],
            },
            new("result transposed", "The products are right but stand in C[j, i]; row i of A and column j of B meet in C[i, j].", (A, B) => (A * B).Transpose()),
            new(
                "a product left out",
                "One product is missing in each element of C: k runs over all numbers of a row of A, from 0 while k < A.ColumnCount.",
                (A, B) => (A * B) - A.Column(0).OuterProduct(B.Row(0)))
            {
                Variants = [(A, B) => (A * B) - A.Column(A.ColumnCount - 1).OuterProduct(B.Row(B.RowCount - 1))],
            },
            new(
                "a row or column left out",
                "A row or a column of C is still 0: i runs over all rows of A and j over all columns of B, from 0.",
                (A, B) => Without(A * B, (i, _) => i == 0))
            {
                Variants =
                [
                    (A, B) => Without(A * B, (i, _) => i == A.RowCount - 1),
                    (A, B) => Without(A * B, (_, j) => j == 0),
                    (A, B) => Without(A * B, (_, j) => j == B.ColumnCount - 1),
                ],
            },
            new(
                "the sum goes on from element to element",
                "The sum was not set back to 0 before the next element, so it holds all elements before it too.",
                (A, B) => Running(A * B)),
            new(
                "the sum goes on along the row",
                "The sum is set to 0 once a row; every element of C needs its own, so set it to 0 inside the loop over j.",
                (A, B) => Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount, (i, j) => (A * B).Row(i).Take(j + 1).Sum())),
            new(
                "an index that stands still",
                "C[i, j] is made of A[i, k] and B[k, j], and i, j and k all move. One of your indices does not.",
                (A, B) => Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount, (_, j) => A.Row(0) * B.Column(j)))
            {
                Variants =
                [
                    (A, B) => Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount, (i, _) => A.Row(i) * B.Column(0)),
                    (A, B) => Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount, (i, j) => A[i, 0] * B.Column(j).Sum()),
                    (A, B) => Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount, (i, j) => A.Row(i).Sum() * B[0, j]),
                ],
            },
            new(
                "added where it should multiply",
                "The two numbers that meet are multiplied, and only the products are added.",
                (A, B) => Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount, (i, j) => A.Row(i).Sum() + B.Column(j).Sum())),
        ],
        Hints = new(
            "Every element of C is a dot product: row i of A with column j of B.",
            "[n×p]·[p×m] = [n×m]: i runs over the n rows of A, j over the m columns of B, and k over the p numbers that the two have in common.",
            "Inside the three loops: `C[i, j] += A[i, k] * B[k, j];`"),
        Afterwards = "With row vectors stacked as the rows of A, one product does the work of many.",
    };

    private static Matrix<double> Without(Matrix<double> C, Func<int, int, bool> left) => C.MapIndexed((i, j, number) => left(i, j) ? 0 : number);

    private static Matrix<double> Running(Matrix<double> C)
    {
        var sum = 0.0;
        for (var i = 0; i < C.RowCount; i++)
        {
            for (var j = 0; j < C.ColumnCount; j++)
                C[i, j] = sum += C[i, j];
        }

        return C;
    }
}
