using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>Element-wise products of matrices, as the gates of an LSTM use them (B8).</summary>
internal static class ForgetAndAddExercise
{
    public static FunctionExercise<Func<Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>>> Create() => new()
    {
        Name = "ForgetAndAdd",
        Notebook = "02-dot-products",
        Title = "Keep some, add some",
        Points = 1,
        Items = ["B8"],
        Task = """
            `C` is what a network remembers, `F` says how much of each number to keep, from 0 to 1, and `N` is the new to be added. All three have the same shape.
            Return the new memory, $F \odot C + N$, with loops or with `PointwiseMultiply`, as you like. `C` itself must stay as it was.
            """,
        Comment = "C′ = F ⊙ C + N    [n×m] ⊙ [n×m] + [n×m] = [n×m]",
        Signature = "Matrix<double> ForgetAndAdd(Matrix<double> F, Matrix<double> C, Matrix<double> N)",
        Solution = new((F, C, N) => F.PointwiseMultiply(C) + N),
        DrawCases = random =>
        [
            [
                Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { 0.5, 1 } }),
                Matrix<double>.Build.DenseOfArray(new double[,] { { 4, -2 }, { 6, 8 } }),
                Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 3 }, { -1, 1 } }),
            ],
            [Shares(random, 3), random.Matrix(3, 3), random.Matrix(3, 3)],
            [Shares(random, 2), random.Matrix(2, 2), random.Matrix(2, 2)],
            [Shares(random, 4), random.Matrix(4, 4), random.Matrix(4, 4)],
        ],
        Wrong =
        [
            new(
                "matrix product in the place of ⊙",
                "In C#, * between two matrices is the matrix product, rows times columns. Use F.PointwiseMultiply(C).",
                (F, C, N) => (F * C) + N)
            {
                Variants = [(F, C, N) => (C * F) + N, (F, C, N) => F * (C + N)],
            },
            new(
                "the new filtered by 1 − F",
                "What is kept is right, but N is added as it is: some networks do mix in this way, this equation does not.",
                (F, C, N) => F.PointwiseMultiply(C) + (1 - F).PointwiseMultiply(N)),
            new("the new left out", "F ⊙ C is right; N is still to be added.", (F, C, N) => F.PointwiseMultiply(C)),
            new("the new filtered too", "F acts on the old memory alone: first multiply, then add N.", (F, C, N) => F.PointwiseMultiply(C + N)),
            new(
                "everything kept",
                "F is not used as a factor: each number of C is to be multiplied by its number of F first.",
                (F, C, N) => C + N) { Variants = [(F, C, N) => F + C + N] },
            new("forgets what it should keep", "1 keeps and 0 forgets: multiply by F, not by 1 − F.", (F, C, N) => (1 - F).PointwiseMultiply(C) + N),
            new(
                "F applied to the new",
                "F belongs to the old memory C, not to N.",
                (F, C, N) => C + F.PointwiseMultiply(N)) { Variants = [(F, C, N) => (1 - F).PointwiseMultiply(C) + F.PointwiseMultiply(N)] },
            new(
                "subtracted",
                "What is kept and the new are added; nothing is subtracted.",
                (F, C, N) => F.PointwiseMultiply(C) - N) { Variants = [(F, C, N) => N - F.PointwiseMultiply(C)] },
        ],
        Hints = new(
            "At each place: the number of C, times the number of F, plus the number of N. No place sees another.",
            "All three are n×m, and so is the result; with loops there are two, over rows and columns.",
            "In one line: `F.PointwiseMultiply(C) + N`"),
        Afterwards = "This is how an LSTM updates its memory; notebook 11 builds the rest of it.",
    };

    private static Matrix<double> Shares(RandomGenerator random, int n) => Matrix<double>.Build.Dense(n, n, (_, _) => Math.Round(random.NextDouble(), 2));
}
