using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Walk a gradient back and note its norm at each lag (slides B31, B33).</summary>
internal static class NormsByLagExercise
{
    public static FunctionExercise<Func<Matrix<double>, Vector<double>[], Vector<double>, double[]>> Create() => new()
    {
        Name = "NormsByLag",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "The norm of the gradient, lag by lag",
        IsMustDo = true,
        Points = 3,
        Items = ["B31", "B33"],
        Task = """
            Write `Norms(Wh, slopes, g)`: the norms $\|\partial\mathcal{L}(T)/\partial h(T-\ell)\|$ for $\ell = 0, 1, \ldots, T$. Given are $W_h$, the slopes
            $f'(a(1)), \ldots, f'(a(T))$, a vector for each step, and $g = \partial\mathcal{L}(T)/\partial h(T)$. One step back is
            $g \leftarrow (g \odot f'(a(t)))\,W_h^\top$, and the first step back is through step $T$.
            """,
        Comment = """
            ‖∂ℒ(T)/∂h(T−ℓ)‖ for ℓ = 0 … T, an array of T + 1 numbers
            Wh: [d_h×d_h]; slopes: f′(a(1)) … f′(a(T)), each [d_h]; g: ∂ℒ(T)/∂h(T), [d_h]
            """,
        Signature = "double[] Norms(Matrix<double> Wh, Vector<double>[] slopes, Vector<double> g)",
        Solution = new((Wh, slopes, g) =>
        {
            var norms = new double[slopes.Length + 1];
            norms[0] = g.L2Norm();
            for (var lag = 1; lag <= slopes.Length; lag++)
            {
                var delta = g.PointwiseMultiply(slopes[slopes.Length - lag]); // ∂ℒ(T)/∂a(t), [d_h]
                g = delta * Wh.Transpose(); // ∂ℒ(T)/∂h(t−1), [d_h]
                norms[lag] = g.L2Norm();
            }

            return norms;
        }),
        DrawCases = random =>
        [
            [Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2 }, { 0, -1 } }), Enumerable.Range(0, 2).Select(_ => random.Slopes(2)).ToArray(), Vector<double>.Build.DenseOfArray([3, 4])],
            [random.Matrix(3, 3), Enumerable.Range(0, 4).Select(_ => random.Slopes(3)).ToArray(), random.Vector(3)],
            [random.Matrix(2, 2), Enumerable.Range(0, 5).Select(_ => random.Slopes(2)).ToArray(), random.Vector(2)],
        ],
        Wrong =
        [
            new("the slopes of other steps", "The gradient comes from the end: the first step back is through step T and takes the last slopes, the next through step T − 1, and so on to step 1.",
                (wh, slopes, g) => WalkBack(wh.Transpose(), slopes, g))
            {
                Variants =
                [
                    (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Select(_ => slopes[^1])], g),
                    (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Select(_ => slopes[0])], g),
                    (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Reverse().Skip(1), slopes[0]], g),
                ],
            },
            new("W_h not transposed", "You multiply by W_h on the way back; a row gradient goes back through its transpose, g·W_hᵀ.",
                (wh, slopes, g) => WalkBack(wh, [.. slopes.Reverse()], g)),
            new("half a step", "A step back has two factors, first the slopes f′(a(t)), then W_hᵀ; the norm is noted after both of them.",
                (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Select(s => Vector<double>.Build.Dense(s.Count, 1))], g))
            {
                Variants =
                [
                    (wh, slopes, g) => WalkBack(Matrix<double>.Build.DenseIdentity(g.Count), [.. slopes.Reverse()], g),
                    (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Reverse()], g, notedHalfway: true),
                ],
            },
            new("the slopes after W_h", "You scale by the slopes after W_hᵀ; the gradient meets f first on its way back and the weights after it.",
                (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Reverse()], g, slopesLast: true)),
            new(
                "another norm",
                "‖·‖ is the root of the sum of squares, L2Norm(): not the sum of squares itself, nor its mean, nor the sum or the largest of the lengths.",
                (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Reverse()], g, norm: x => x * x))
            {
                Variants =
                [
                    (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Reverse()], g, norm: x => x.L1Norm()),
                    (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Reverse()], g, norm: x => x.InfinityNorm()),
                    (wh, slopes, g) => WalkBack(wh.Transpose(), [.. slopes.Reverse()], g, norm: x => x.L2Norm() / Math.Sqrt(x.Count)),
                ],
            },
            new("g not carried on", "Every step back begins with the g that was given; it has to begin with what the step before left.",
                (wh, slopes, g) => [g.L2Norm(), .. slopes.Reverse().Select(slope => (g.PointwiseMultiply(slope) * wh.Transpose()).L2Norm())]),
            new("lag 0 left out", "The list begins at ℓ = 1; ℓ = 0 is the norm of g itself, before any step back.",
                (wh, slopes, g) => [.. WalkBack(wh.Transpose(), [.. slopes.Reverse()], g).Skip(1)]),
            new(
                "the last step back left out",
                "The last norm is missing: the T-th step back leads through step 1 to h(0), and T + 1 norms come out.",
                (wh, slopes, g) => [.. WalkBack(wh.Transpose(), [.. slopes.Reverse()], g).SkipLast(1)])
            {
                Variants = [(wh, slopes, g) => [.. WalkBack(wh.Transpose(), [.. slopes.Reverse()], g).SkipLast(1), 0]],
            },
        ],
        Hints = new(
            "Keep one vector, the gradient for the present step, and take it one step back at a time. Note its length before the first step and after each.",
            "$T$ slopes go in, $T + 1$ norms come out. At lag $\\ell$ the step passed is number $T - \\ell + 1$, which stands at `slopes[slopes.Length - lag]`.",
            "In the loop: `g = g.PointwiseMultiply(slopes[slopes.Length - lag]) * Wh.Transpose();` and `norms[lag] = g.L2Norm();`."),
        Afterwards = "Your loop is what every figure below is made of.",
    };

    // The norms along the way, the slopes in the order in which they are met.
    private static double[] WalkBack(
        Matrix<double> back, Vector<double>[] met, Vector<double> g, bool slopesLast = false, Func<Vector<double>, double>? norm = null, bool notedHalfway = false)
    {
        norm ??= x => x.L2Norm();
        List<double> norms = [norm(g)];
        foreach (var slope in met)
        {
            var halfway = slopesLast ? g * back : g.PointwiseMultiply(slope);
            g = slopesLast ? halfway.PointwiseMultiply(slope) : halfway * back;
            norms.Add(norm(notedHalfway ? halfway : g));
        }

        return [.. norms];
    }

    // Slopes of tanh at random places: between 0 and 1.
    private static Vector<double> Slopes(this Numerics.RandomGenerator random, int length) => random.Vector(length).Map(x => Math.Round(1 - (Math.Tanh(x) * Math.Tanh(x)), 2));
}
