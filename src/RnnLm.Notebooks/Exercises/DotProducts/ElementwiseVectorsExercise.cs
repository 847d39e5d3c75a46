using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>The element-wise product of two vectors, as a loop (B7).</summary>
internal static class ElementwiseVectorsExercise
{
    public static FunctionExercise<Func<Vector<double>, Vector<double>, Vector<double>>> Create() => new()
    {
        Name = "ElementwiseVectors",
        Notebook = "02-dot-products",
        Title = "The element-wise product",
        Points = 1,
        Items = ["B7"],
        Task = """
            Write the element-wise product of two vectors as a loop. Return a new vector and leave `a` and `b` as they were.
            """,
        Comment = "(a ⊙ b)ᵢ = aᵢ bᵢ    [1×n] ⊙ [1×n] = [1×n]",
        Signature = "Vector<double> Elementwise(Vector<double> a, Vector<double> b)",
        Solution = new((a, b) =>
        {
            var c = Vector<double>.Build.Dense(a.Count);
            for (var i = 0; i < a.Count; i++)
                c[i] = a[i] * b[i];
            return c;
        }),
        DrawCases = random =>
        [
            [Vector<double>.Build.DenseOfArray([1, 2, 3]), Vector<double>.Build.DenseOfArray([3, 0, -2])], // the slide's
            [random.Vector(4), random.Vector(4)],
            [random.Vector(6), random.Vector(6)],
        ],
        Wrong =
        [
            new("the dot product everywhere", "Each place holds the whole sum a·bᵀ. Nothing is added up here: every place keeps its own product.", (a, b) => Vector<double>.Build.Dense(a.Count, a * b)),
            new("running sums", "Each place holds the products before it as well; write c[i] = …, not c[i] = sum.", (a, b) => Running(a.PointwiseMultiply(b))),
            new("added where it should multiply", "The two numbers at one place are multiplied, neither added nor subtracted.", (a, b) => a + b) { Variants = [(a, b) => a - b] },
            new("first element left out", "The first place is still 0: the loop begins at 1, but the first index is 0.", (a, b) => Without(a.PointwiseMultiply(b), 0)),
            new("last element left out", "The last place is still 0: the loop ends one turn early; go on while i < a.Count.", (a, b) => Without(a.PointwiseMultiply(b), a.Count - 1)),
            new(
                "one vector with itself",
                "The elements of one vector are squared; the second factor comes from the other.",
                (a, b) => a.PointwiseMultiply(a))
            {
                Variants = [(a, b) => b.PointwiseMultiply(b)],
            },
            new(
                "one number for all places",
                "Every place is multiplied with the same number; a[i] belongs with b[i].",
                (a, b) => a * b[0]) { Variants = [(a, b) => b * a[0]] },
            new("b back to front", "a[i] belongs with b[i], the number at the same place.", (a, b) => a.PointwiseMultiply(Vector<double>.Build.DenseOfEnumerable(b.Reverse()))),
        ],
        Hints = new(
            "Lay the two vectors over each other and multiply what lies on what. Nothing is added.",
            "Two vectors of n elements go in, and one of n comes out.",
            "Inside the loop: `c[i] = a[i] * b[i];`"),
        Afterwards = "Compare it with your dot product: the same products, but there they are added up.",
    };

    private static Vector<double> Running(Vector<double> c)
    {
        for (var i = 1; i < c.Count; i++)
            c[i] += c[i - 1];
        return c;
    }

    private static Vector<double> Without(Vector<double> c, int place)
    {
        c[place] = 0;
        return c;
    }
}
