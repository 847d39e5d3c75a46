using System.Globalization;

namespace RnnLm.Notebooks;

/// <summary>Give a matrix whose eigenvalues promise decay and whose powers first grow (slide B34).</summary>
internal static class RadiusIsNotNormExercise
{
    private const int HighestPower = 200;

    public static PropertyExercise<double[][]> Create() => new()
    {
        Name = "RadiusIsNotNorm",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "ρ is not σ₁",
        IsMustDo = true,
        Points = 3,
        Items = ["B34"],
        Task = """
            Give a $2\times 2$ matrix $W$ with $\rho(W) = \max|\lambda| < 1$, so that $W^k$ vanishes in the limit, and for which
            $\|W^k\|_2 > 10$ at some $k \ge 2$ on the way. Not the one above: let the diagonal differ from 0.9.
            """,
        Variable = "counterexample",
        TypeName = "double[][]",
        Comment = "[[…, …], […, …]]",
        Answer = new([[0.8, 30], [0, 0.5]]),
        Properties =
        [
            new("not a 2×2 matrix", "Two rows of two finite numbers are asked for.", w => w.Length == 2 && w.All(row => row is { Length: 2 } && row.All(double.IsFinite)), [[0.9, 5]]),
            new("the matrix from above", "This diagonal is the one from above; take another, and see what the number beside it has to be then.",
                w => Math.Abs(w[0][0] - 0.9) > 1e-6 || Math.Abs(w[1][1] - 0.9) > 1e-6, [[0.9, 8], [0, 0.9]]),
            new("the radius is not below 1", "An eigenvalue has |λ| of 1 or more, so the powers do not vanish in the limit; in a triangular matrix the eigenvalues are the diagonal.",
                w => Radius(w) < 1 - 1e-9, [[1.2, 5], [0, 0.5]]),
            new("a symmetric matrix", "A symmetric matrix has ‖Wᵏ‖ = ρᵏ, so with ρ < 1 its powers only shrink; what lies off the diagonal has to differ on the two sides.",
                w => Math.Abs(w[0][1] - w[1][0]) > 1e-9, [[0.5, 0.2], [0.2, 0.5]]),
            new("large only as it is", "W itself is longer than 10, but from W² on its powers are not: the diagonal shrinks too fast for the number beside it to build up.",
                w => Norm(w) <= 10 || Peak(w) > 10, [[0.1, 20], [0, 0.1]]),
            new("its powers stay below 10", "Its powers grow too little or not at all on the way; the number off the diagonal can be as large as you like without changing an eigenvalue.",
                w => Peak(w) > 10, [[0.8, 1], [0, 0.5]]),
        ],
        Measured = w => w.Length == 2 && w.All(row => row is { Length: 2 } && row.All(double.IsFinite))
            ? string.Create(CultureInfo.InvariantCulture, $"ρ = {Radius(w):G4}, σ₁ = {Norm(w):G4}{(Radius(w) < 1 ? $", and the largest norm of a power from W² on is {Peak(w):G4}" : "")}.")
            : Values.Text(w),
        Hints = new(
            "Eigenvalues do not see how far apart the directions of a matrix point. In a triangular matrix they are the diagonal, whatever stands beside it.",
            "Take $[[p, a], [0, q]]$: its eigenvalues are $p$ and $q$, and the corner of its square is $a(p + q)$.",
            "With `[[0.8, a], [0, 0.5]]` the corner of $W^2$ is $1.3\\,a$: choose $a$ so that it passes 10."),
        Afterwards = "So a radius below 1 promises the limit, and nothing about the first steps.",
    };

    // Of 2×2 matrices radius and norm are known in closed form, which no learner's numbers can keep from converging: λ = ½(tr ± √(tr² − 4 det)).
    private static double Radius(double[][] w)
    {
        var (half, determinant) = ((w[0][0] + w[1][1]) / 2, (w[0][0] * w[1][1]) - (w[0][1] * w[1][0]));
        var root = (half * half) - determinant;
        return root < 0 ? Math.Sqrt(determinant) : Math.Abs(half) + Math.Sqrt(root);
    }

    // σ₁² = ½(s + √(s² − 4 det²)) with the sum s of the squares; scaled first, so that no square overflows.
    private static double Norm(double[][] w)
    {
        var scale = w.Max(row => row.Max(Math.Abs));
        if (scale == 0 || !double.IsFinite(scale)) return scale;
        var sum = w.Sum(row => row.Sum(x => x / scale * (x / scale)));
        var determinant = (w[0][0] / scale * (w[1][1] / scale)) - (w[0][1] / scale * (w[1][0] / scale));
        return scale * Math.Sqrt((sum + Math.Sqrt(Math.Max(0, (sum * sum) - (4 * determinant * determinant)))) / 2);
    }

    private static double Peak(double[][] w)
    {
        var (power, peak) = (w, 0.0);
        for (var k = 2; k <= HighestPower; k++)
        {
            power = [.. power.Select(row => new[] { (row[0] * w[0][0]) + (row[1] * w[1][0]), (row[0] * w[0][1]) + (row[1] * w[1][1]) })];
            peak = Math.Max(peak, Norm(power));
        }

        return peak;
    }
}
