using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>The output layer, ŷ = softmax(h·U + b₂), put together (B5, and B14 to come).</summary>
internal static class OutputLayerExercise
{
    public static FunctionExercise<Func<Vector<double>, Matrix<double>, Vector<double>, Vector<double>>> Create() => new()
    {
        Name = "OutputLayer",
        Notebook = "02-dot-products",
        Title = "From a state to probabilities",
        IsMustDo = true,
        Points = 2,
        Items = ["B5"],
        Task = """
            Put the output layer together: scores, then softmax. `h * U` is the product of a row vector and a matrix, `z.PointwiseExp()` is $e^z$ at every place, and
            `z.Maximum()` and `z.Sum()` are what their names say. Two of the cases have large scores, so subtract the largest before you take the exponential.
            """,
        Comment = "ŷ = softmax(h·U + b₂)    [1×d_h]·[d_h×|V|] + [1×|V|] = [1×|V|]",
        Signature = "Vector<double> Output(Vector<double> h, Matrix<double> U, Vector<double> b2)",
        Solution = new((h, U, b2) =>
        {
            var z = (h * U) + b2;
            var exponentials = (z - z.Maximum()).PointwiseExp();
            return exponentials / exponentials.Sum();
        }),
        DrawCases = random =>
        [
            [
                Vector<double>.Build.DenseOfArray([0.8, 0.6]),
                Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 2, -1, -3, -1 }, { 1, 2, 3, 0, -3 } }),
                Vector<double>.Build.DenseOfArray([0, 0.5, 0, 0, -0.5]),
            ], // the notebook's
            [random.Vector(3), random.Matrix(3, 5), random.Vector(5)],
            [random.Vector(4), random.Matrix(4, 4), random.Vector(4)],
            Large(random, 4),
            Large(random, 5),
        ],
        Wrong =
        [
            new("softmax left out", "These are the scores h·U + b₂. They still have to become probabilities.", (h, U, b2) => (h * U) + b2),
            new(
                "bias not added",
                "b₂ is missing in the scores, or subtracted: z = h·U + b₂.",
                (h, U, b2) => Softmax(h * U)) { Variants = [(h, U, b2) => Softmax((h * U) - b2)] },
            new("bias added behind the softmax", "b₂ belongs to the scores, inside the softmax; now the result does not add up to 1.", (h, U, b2) => Softmax(h * U) + b2),
            new(
                "the exponential overflows",
                "Where a score exceeds 709, e^z is infinite, and infinity divided by infinity is no number. Subtract the largest score first; the result stays the same.",
                (h, U, b2) => Scores(h, U, b2).PointwiseExp() / Scores(h, U, b2).PointwiseExp().Sum())
            {
                Variants = [(h, U, b2) => Less(h, U, b2, z => z.Minimum()), (h, U, b2) => Less(h, U, b2, z => z.Average())],
            },
            new("divided without the exponential", "A score divided by the sum of the scores is no probability: it can be negative. Take the exponential first.", (h, U, b2) => Scores(h, U, b2) / Scores(h, U, b2).Sum()),
            new(
                "not divided by the sum",
                "The exponentials are right. Divide them by their sum, so that they add up to 1.",
                (h, U, b2) => (Scores(h, U, b2) - Scores(h, U, b2).Maximum()).PointwiseExp())
            {
                Variants = [(h, U, b2) => (Scores(h, U, b2) - Scores(h, U, b2).Maximum()).PointwiseExp() / b2.Count],
            },
            new("softmax twice", "The result went through the softmax a second time, which flattens it.", (h, U, b2) => Softmax(Softmax(Scores(h, U, b2)))),
            new("the logarithm of the softmax", "These are ln ŷ. Here the probabilities themselves are wanted.", (h, U, b2) => Scores(h, U, b2) - LogSum(Scores(h, U, b2))),
        ],
        Hints = new(
            "Two steps: one score for each word, then a softmax over all scores.",
            "h is [1×d_h] and U is [d_h×|V|], so h·U is [1×|V|], as b₂ is; and so is the result. It adds up to 1.",
            "`var z = (h * U) + b2;`, then `var e = (z - z.Maximum()).PointwiseExp();`, then `return e / e.Sum();`"),
        Afterwards = "Every network of this course ends in these three lines.",
    };

    // A state so long that e^z overflows for the best word; the worst is still further from 0, so that no other number than the largest can be subtracted.
    private static object[] Large(RandomGenerator random, int words)
    {
        while (true)
        {
            var (h, U, b2) = (10000 * random.Vector(3), random.Matrix(3, words), random.Vector(words));
            var z = Scores(h, U, b2);
            if (z.Maximum() > 1000 && -z.Minimum() > z.Maximum() + 1000) return [h, U, b2];
        }
    }

    private static Vector<double> Scores(Vector<double> h, Matrix<double> U, Vector<double> b2) => (h * U) + b2;

    // The softmax where something else than the largest score is subtracted first.
    private static Vector<double> Less(Vector<double> h, Matrix<double> U, Vector<double> b2, Func<Vector<double>, double> subtracted)
    {
        var z = Scores(h, U, b2);
        var exponentials = (z - subtracted(z)).PointwiseExp();
        return exponentials / exponentials.Sum();
    }

    private static Vector<double> Softmax(Vector<double> z)
    {
        var exponentials = (z - z.Maximum()).PointwiseExp();
        return exponentials / exponentials.Sum();
    }

    private static double LogSum(Vector<double> z) => z.Maximum() + Math.Log((z - z.Maximum()).PointwiseExp().Sum());
}
