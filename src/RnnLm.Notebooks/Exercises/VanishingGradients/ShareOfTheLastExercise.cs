using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>How much of a gradient comes from the last k uses of a weight (slide B31).</summary>
internal static class ShareOfTheLastExercise
{
    public static FunctionExercise<Func<Matrix<double>[], double[]>> Create() => new()
    {
        Name = "ShareOfTheLast",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "The share of the last steps",
        Points = 3,
        Items = ["B31"],
        Task = """
            The gradient of one loss is a sum over the uses of $W_h$, $g = g_1 + \ldots + g_T$. Write `Share(terms)`: for $k = 1, \ldots, T$ the share of $g$ that comes
            from the last $k$ uses, $\sum_{i=T-k+1}^{T} \langle g_i, g\rangle / \|g\|^2$. Here $\langle g_i, g\rangle$ multiplies element by element and adds up; the shares
            reach 1 at $k = T$.
            """,
        Comment = """
            for k = 1 … T: the sum of ⟨g_i, g⟩/‖g‖² over the last k terms
            terms: g_1 … g_T, each [d_h×d_h]
            """,
        Signature = "double[] Share(Matrix<double>[] terms)",
        Solution = new(terms =>
        {
            var g = terms.Aggregate((sum, term) => sum + term); // [d_h×d_h]
            var square = g.PointwiseMultiply(g).RowSums().Sum(); // ‖g‖²
            var shares = new double[terms.Length];
            var share = 0.0;
            for (var k = 1; k <= terms.Length; k++)
            {
                share += terms[terms.Length - k].PointwiseMultiply(g).RowSums().Sum() / square;
                shares[k - 1] = share;
            }

            return shares;
        }),
        DrawCases = random =>
        [
            [new[] { Matrix<double>.Build.DenseOfArray(new[,] { { 3.0, 0 }, { 0, 0 } }), Matrix<double>.Build.DenseOfArray(new[,] { { 0, 4.0 }, { 0, 0 } }) }],
            // The last term pulls against the sum: its share is negative.
            [new[] { Matrix<double>.Build.DenseOfArray(new[,] { { 3.0, 1 }, { 0, 2 } }), Matrix<double>.Build.DenseOfArray(new[,] { { -1.0, 0 }, { 0.5, 0 } }) }],
            [Enumerable.Range(0, 3).Select(_ => random.Matrix(2, 2)).ToArray()],
            [Enumerable.Range(0, 5).Select(_ => random.Matrix(2, 3)).ToArray()],
        ],
        Wrong =
        [
            new("norms added up", "You add ‖g_i‖, but lengths of terms do not add up to ‖g‖: two terms may pull against each other. What adds up is ⟨g_i, g⟩.",
                terms => Accumulate(terms.Reverse().Select(t => t.FrobeniusNorm() / terms.Sum(u => u.FrobeniusNorm()))))
            {
                Variants = [terms => Accumulate(terms.Reverse().Select(t => t.PointwiseMultiply(t).Enumerate().Sum() / terms.Sum(u => u.PointwiseMultiply(u).Enumerate().Sum())))],
            },
            new("the first k instead of the last", "You begin with step 1; the last k uses are those nearest to the loss, at the end of the list.",
                terms => Accumulate(Along(terms, Total(terms)))),
            new("not added up", "That is the share of each use alone; the last k together are the sum of theirs.",
                terms => [.. Along(terms, Total(terms)).Reverse()]),
            new("not divided by ‖g‖²", "The shares do not reach 1: all ⟨g_i, g⟩ together are ⟨g, g⟩ = ‖g‖², so divide by ‖g‖², the square. For a matrix ‖·‖ is FrobeniusNorm(); its L2Norm() is the largest singular value.",
                terms => [.. Accumulate(Along(terms, Total(terms)).Reverse()).Select(s => s * Total(terms).FrobeniusNorm())])
            {
                Variants = [terms => [.. Accumulate(Along(terms, Total(terms)).Reverse()).Select(s => s * Math.Pow(Total(terms).FrobeniusNorm(), 2))],
                    terms => [.. Accumulate(Along(terms, Total(terms)).Reverse()).Select(s => s * Math.Pow(Total(terms).FrobeniusNorm() / Total(terms).L2Norm(), 2))]],
            },
            new("the norm of the partial sum", "‖g_(T−k+1) + … + g_T‖/‖g‖ compares lengths, not directions: a partial sum may be long and point elsewhere.",
                terms => [.. Enumerable.Range(1, terms.Length).Select(k => Total(terms[^k..]).FrobeniusNorm() / Total(terms).FrobeniusNorm())])
            {
                Variants = [terms => [.. Enumerable.Range(1, terms.Length).Select(k => Math.Pow(Total(terms[^k..]).FrobeniusNorm() / Total(terms).FrobeniusNorm(), 2))]],
            },
            new("absolute values", "A use may pull against g; its ⟨g_i, g⟩ is negative then, and counts with its sign.",
                terms => Accumulate(Along(terms, Total(terms)).Reverse().Select(Math.Abs))),
            new("another g", "g is the sum of all terms, g_1 + … + g_T: neither their mean nor a single one of them.",
                terms => [.. Accumulate(Along(terms, Total(terms)).Reverse()).Select(s => s * terms.Length)])
            {
                Variants = [terms => Accumulate(Along(terms, terms[^1]).Reverse()), terms => Accumulate(Along(terms, terms[0]).Reverse())],
            },
            new("the last use left out", "The last use itself belongs to the last k: with k = 1 it is g_T alone.",
                terms => Accumulate(Along(terms, Total(terms)).Reverse().Skip(1).Append(0))),
        ],
        Hints = new(
            "Each term pulls along $g$, across it or against it. Only the part along $g$ counts, and these parts add up.",
            "Compute $g$ first, the sum of all $T$ terms. Then go from the last term to the first and keep one running sum of $\\langle g_i, g\\rangle/\\|g\\|^2$; note it $T$ times.",
            "`share += terms[terms.Length - k].PointwiseMultiply(g).RowSums().Sum() / square;` and `shares[k - 1] = share;`."),
        Afterwards = "Where the share is near 1 after few steps, the gradient knows nothing of what lies further back: go on.",
    };

    private static Matrix<double> Total(Matrix<double>[] terms) => terms.Aggregate((sum, term) => sum + term);

    private static IEnumerable<double> Along(Matrix<double>[] terms, Matrix<double> g) =>
        terms.Select(term => term.PointwiseMultiply(g).RowSums().Sum() / g.PointwiseMultiply(g).RowSums().Sum());

    private static double[] Accumulate(IEnumerable<double> parts)
    {
        var sum = 0.0;
        return [.. parts.Select(part => sum += part)];
    }
}
