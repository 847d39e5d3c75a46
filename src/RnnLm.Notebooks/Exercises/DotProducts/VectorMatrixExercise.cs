using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>A row vector times a matrix, as loops (B5).</summary>
internal static class VectorMatrixExercise
{
    public static FunctionExercise<Func<Vector<double>, Matrix<double>, Vector<double>>> Create() => new()
    {
        Name = "VectorMatrix",
        Notebook = "02-dot-products",
        Title = "A row vector times a matrix",
        IsMustDo = true,
        Points = 1,
        Items = ["B5"],
        Task = """
            Write the product of a row vector and a matrix as loops. `B.RowCount` and `B.ColumnCount` are the sizes of `B`, and `B[i, j]` is the element in row i
            and column j. `Vector<double>.Build.Dense(m)` gives a vector of m zeros to begin with.
            """,
        Comment = "cⱼ = Σᵢ aᵢ Bᵢⱼ    [1×n]·[n×m] = [1×m]",
        Signature = "Vector<double> RowTimesMatrix(Vector<double> a, Matrix<double> B)",
        Solution = new((a, B) =>
        {
            var c = Vector<double>.Build.Dense(B.ColumnCount);
            for (var j = 0; j < B.ColumnCount; j++)
            {
                for (var i = 0; i < a.Count; i++)
                    c[j] += a[i] * B[i, j];
            }

            return c;
        }),
        DrawCases = random =>
        [
            [Vector<double>.Build.DenseOfArray([1, 2, 3]), Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 1 }, { 0, -1 }, { 1, 1 } })], // the slide's
            [random.Vector(5), random.Matrix(5, 3)],
            [random.Vector(4), random.Matrix(4, 3)],
            [random.Vector(3), random.Matrix(3, 3)],
        ],
        Wrong =
        [
            new(
                "only one product kept",
                "Each element of c holds a single product; the inner loop has to add one for each row, with +=.",
                (a, B) => a[a.Count - 1] * B.Row(B.RowCount - 1))
            {
                Variants = [(a, B) => a[0] * B.Row(0)],
            },
            new(
                "the sum goes on from column to column",
                "The sum was not set back to 0 before the next column, so each element of c holds all columns before it too.",
                (a, B) => Columns(B, j => Enumerable.Range(0, j + 1).Sum(k => a * B.Column(k)))),
            new(
                "summed along the rows",
                "Each row of B was multiplied by its number of a and summed along the row. Go down the columns: one dot product of a with each.",
                (a, B) => Vector<double>.Build.Dense(B.RowCount, i => a[i] * B.Row(i).Sum())),
            new(
                "a indexed by the column",
                "The number of a that belongs to B[i, j] is the one of the same row, a[i].",
                (a, B) => Columns(B, j => a[j] * B.Column(j).Sum())),
            new(
                "added where it should multiply",
                "Each number of a is multiplied with the number of B beside it, and only the products are added.",
                (a, B) => Columns(B, j => a.Sum() + B.Column(j).Sum())),
            new(
                "a row left out",
                "One product is missing in each element of c: i runs over all rows, from 0 while i < a.Count.",
                (a, B) => (a * B) - (a[0] * B.Row(0)))
            {
                Variants = [(a, B) => (a * B) - (a[a.Count - 1] * B.Row(a.Count - 1))],
            },
            new(
                "a column left out",
                "One element of c is still 0: j runs over all columns, from 0 while j < B.ColumnCount.",
                (a, B) => Columns(B, j => j > 0 ? a * B.Column(j) : 0))
            {
                Variants = [(a, B) => Columns(B, j => j < B.ColumnCount - 1 ? a * B.Column(j) : 0)],
            },
            new(
                "returned too early",
                "Only the first element of c is filled in: the return stands inside a loop and belongs after both.",
                (a, B) => Columns(B, j => j == 0 ? a * B.Column(0) : 0))
            {
                Variants = [(a, B) => Columns(B, j => j == 0 ? a[0] * B[0, 0] : 0)],
            },
        ],
        Hints = new(
            "Each element of the result is a dot product of its own: a with one column of B.",
            "[1×n]·[n×m] = [1×m]: the result has as many elements as B has columns. So the outer loop runs over the columns j, the inner one over the n rows i.",
            "Inside both loops: `c[j] += a[i] * B[i, j];`"),
        Afterwards = "A network scores every word of its vocabulary with exactly this product.",
    };

    private static Vector<double> Columns(Matrix<double> B, Func<int, double> element) => Vector<double>.Build.Dense(B.ColumnCount, element);
}
