using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Faulty code to repair: the scores of several states at once (B6).</summary>
internal static class BatchScoresExercise
{
    public static FunctionExercise<Func<Matrix<double>, Matrix<double>, Vector<double>, Matrix<double>>> Create() => new()
    {
        Name = "BatchScores",
        Notebook = "02-dot-products",
        Title = "Three faults to find",
        Points = 1,
        Items = ["B6"],
        Task = """
            Each row of `H` is a state, and each row of the result is to hold its scores, $H \cdot U + b_2$, with the same $b_2$ in every row. The code below has three
            faults. Find them by following the shapes and the equation, and mend them.
            """,
        Comment = "Zᵢⱼ = Σₗ Hᵢₗ Uₗⱼ + b₂ⱼ    [n×d_h]·[d_h×|V|] + [1×|V|] = [n×|V|]",
        Signature = "Matrix<double> Scores(Matrix<double> H, Matrix<double> U, Vector<double> b2)",
        Faulty = new((H, U, b2) =>
        {
            var Z = Matrix<double>.Build.Dense(H.RowCount, U.ColumnCount);
            for (var i = 0; i < H.RowCount; i++)
            {
                for (var j = 0; j < U.ColumnCount; j++)
                {
                    for (var l = 0; l < U.RowCount - 1; l++)
                        Z[i, j] = H[i, l] * U[l, j];
                    Z[i, j] += b2[i];
                }
            }

            return Z;
        }),
        Solution = new((H, U, b2) =>
        {
            var Z = Matrix<double>.Build.Dense(H.RowCount, U.ColumnCount);
            for (var i = 0; i < H.RowCount; i++)
            {
                for (var j = 0; j < U.ColumnCount; j++)
                {
                    for (var l = 0; l < U.RowCount; l++)
                        Z[i, j] += H[i, l] * U[l, j];
                    Z[i, j] += b2[j];
                }
            }

            return Z;
        }),
        DrawCases = random =>
        [
            [
                Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, -1 }, { 0, 1, 3 } }),
                Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 1, 0, 1 }, { 0, -1, 1, 2 }, { 1, 1, -1, 0 } }),
                Vector<double>.Build.DenseOfArray([10, 20, 30, 40]),
            ],
            [random.Matrix(2, 4), random.Matrix(4, 5), random.Vector(5)],
            [random.Matrix(3, 3), random.Matrix(3, 6), random.Vector(6)],
        ],
        Wrong =
        [
            new("the bias goes by rows", "b2 has one number for each word, so it goes by the column: b2[j].", (H, U, b2) => Faults(H, U, b2, left: 0, adds: true, byRow: true)),
            new(
                "a number of the state left out",
                "One product is missing in each score: the innermost loop runs over all numbers of a state, from 0 while l < U.RowCount.",
                (H, U, b2) => Faults(H, U, b2, left: 1, adds: true, byRow: false))
            {
                Variants = [(H, U, b2) => Faults(H, U, b2, left: 0, adds: true, byRow: false) - H.Column(0).OuterProduct(U.Row(0))],
            },
            new(
                "only the last product kept",
                "Z[i, j] is overwritten in each turn of the innermost loop; add to it with +=.",
                (H, U, b2) => Faults(H, U, b2, left: 0, adds: false, byRow: false)),
            new(
                "two faults left: where l ends, and the bias",
                "The sum is mended. Look at where l ends, and at the index of b2.",
                (H, U, b2) => Faults(H, U, b2, left: 1, adds: true, byRow: true)),
            new(
                "two faults left: the sum, and the bias",
                "Z[i, j] is still overwritten in each turn of the innermost loop, and the index of b2 does not go by words.",
                (H, U, b2) => Faults(H, U, b2, left: 0, adds: false, byRow: true)),
            new(
                "two faults left: where l ends, and the sum",
                "The bias is mended. In the innermost loop look at where l ends, and at the = sign.",
                (H, U, b2) => Faults(H, U, b2, left: 1, adds: false, byRow: false)),
            new(
                "the bias added with every product",
                "b2[j] stands inside the innermost loop, so it is added once for each l. It is added once for each word.",
                (H, U, b2) => Faults(H, U, U.RowCount * b2, left: 0, adds: true, byRow: false)),
            new("the bias left out", "The products are right; b2 is missing, or subtracted, where it is to be added.", (H, U, b2) => H * U)
            {
                Variants = [(H, U, b2) => Faults(H, U, -b2, left: 0, adds: true, byRow: false)],
            },
        ],
        Hints = new(
            "Follow one number, Z[0, 0], by hand and compare it with the equation: how many products does it add, and which number of b2?",
            "i counts states, j counts words, l counts the numbers of a state. b2 is [1×|V|], one number for each word.",
            "The three places are: where l ends, the = inside the innermost loop, and the index of b2."),
        Afterwards = "None of the three raised an exception or gave a wrong shape. This is why one checks numbers, and not only that a program runs.",
    };

    private static Matrix<double> Faults(Matrix<double> H, Matrix<double> U, Vector<double> b2, int left, bool adds, bool byRow) =>
        Matrix<double>.Build.Dense(H.RowCount, U.ColumnCount, (i, j) =>
        {
            var products = Enumerable.Range(0, U.RowCount - left).Select(l => H[i, l] * U[l, j]);
            return (adds ? products.Sum() : products.Last()) + (byRow ? b2[i] : b2[j]);
        });
}
