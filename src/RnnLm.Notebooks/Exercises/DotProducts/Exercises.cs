using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

public static partial class Exercises
{
    private const string DotProducts = "02-dot-products";

    /// <summary>Five questions on everything in the notebook: who answers them may skip to its last section (slides B4–B8).</summary>
    public static QuizExercise ProductsKnown { get; } = ProductsKnownExercise.Create();

    /// <summary>Write a·b with a loop (slide B4).</summary>
    public static FunctionExercise<Func<double[], double[], double>> DotProduct { get; } = new()
    {
        Name = nameof(DotProduct),
        Notebook = DotProducts,
        Title = "The dot product",
        IsMustDo = true,
        Points = 2,
        Items = ["B4"],
        Task = """
            Write `Dot(a, b)`: the dot product $a\cdot b^\top = \sum_i a_i\,b_i$ of two rows of the same length.
            For $a = [1\;2\;3]$ and $b = [2\;0\;1]$ it is $1\cdot 2 + 2\cdot 0 + 3\cdot 1 = 5$.
            """,
        Comment = """
            a·bᵀ = Σᵢ a(i)·b(i), one number
            a, b: 1×n
            """,
        Signature = "double Dot(double[] a, double[] b)",
        Solution = new((a, b) =>
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
            return sum;
        }),
        DrawCases = random => [[new[] { 1.0, 2, 3 }, new[] { 2.0, 0, 1 }], Opposed(random.Array(4), random.Array(4)), [random.Array(7), random.Array(7)]],
        Wrong =
        [
            new("sum of a times sum of b", "You add up each row first and multiply the two sums; multiply element by element first, and add up the products.",
                (a, b) => a.Sum() * b.Sum()),
            new("first element left out", "The first product, a[0]·b[0], is missing: a loop over all elements begins at i = 0.", (a, b) => a.Zip(b, (x, y) => x * y).Skip(1).Sum()),
            new("last element left out", "The last product is missing: with i < a.Length the loop reaches the last element.", (a, b) => a.Zip(b, (x, y) => x * y).SkipLast(1).Sum()),
            new("only the last product", "You return the last product alone: each product is to be added to the sum (+=), not put in its place (=).", (a, b) => a[^1] * b[^1]),
            new("only the first product", "You return after the first product: the return belongs after the loop.", (a, b) => a[0] * b[0]),
            new("no multiplication", "You add all the elements of both rows; the elements of a pair are to be multiplied first.", (a, b) => a.Sum() + b.Sum()),
            new(
                "one row with itself",
                "You multiply a row with itself; the second factor of each product is the other row's.",
                (a, b) => a.Sum(x => x * x))
            {
                Variants = [(a, b) => b.Sum(y => y * y)],
            },
            new("the example's length", "You add up three products, as many as the example has; a row may be of any length, a.Length.",
                (a, b) => a.Zip(b, (x, y) => x * y).Take(3).Sum()),
        ],
        Hints = new(
            "Elements that stand at the same place are multiplied, and the products are added up. What does $[1\\;2\\;3]\\cdot[2\\;0\\;1]$ give, product by product?",
            "Two rows of length $n$ go in, one number comes out. So there is one sum that begins at 0 and one loop over $i = 0, \\ldots, n-1$.",
            "In the loop: `sum += a[i] * b[i];`, and after it: `return sum;`."),
        Afterwards = "The same loop, once for each column, multiplies a row by a matrix: go on with the next section.",
    };

    /// <summary>Write a·B with loops (slide B5).</summary>
    public static FunctionExercise<Func<Vector<double>, Matrix<double>, Vector<double>>> VectorMatrix { get; } = VectorMatrixExercise.Create();

    /// <summary>Say the shape of A·B, or that there is none (slides B5, B6).</summary>
    public static FunctionExercise<Func<int[], int[], int[]>> ProductShape { get; } = ProductShapeExercise.Create();

    /// <summary>Write A·B with loops (slide B6).</summary>
    public static FunctionExercise<Func<Matrix<double>, Matrix<double>, Matrix<double>>> MatrixProduct { get; } = MatrixProductExercise.Create();

    /// <summary>Repair the scores of several states at once (slide B6).</summary>
    public static FunctionExercise<Func<Matrix<double>, Matrix<double>, Vector<double>, Matrix<double>>> BatchScores { get; } = BatchScoresExercise.Create();

    /// <summary>Write a ⊙ b with a loop (slide B7).</summary>
    public static FunctionExercise<Func<Vector<double>, Vector<double>, Vector<double>>> ElementwiseVectors { get; } = ElementwiseVectorsExercise.Create();

    /// <summary>Use ⊙ on matrices: keep some of a memory and add to it (slide B8).</summary>
    public static FunctionExercise<Func<Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>>> ForgetAndAdd { get; } = ForgetAndAddExercise.Create();

    /// <summary>Put softmax(h·U + b₂) together (slide B5; B14 in notebook 05).</summary>
    public static FunctionExercise<Func<Vector<double>, Matrix<double>, Vector<double>, Vector<double>>> OutputLayer { get; } = OutputLayerExercise.Create();

    // Two rows whose dot product is negative, so that a sign that is lost shows.
    private static object[] Opposed(double[] a, double[] b) => [a, b.Select(y => a.Zip(b, (x, z) => x * z).Sum() > 0 ? -y : y).ToArray()];
}
