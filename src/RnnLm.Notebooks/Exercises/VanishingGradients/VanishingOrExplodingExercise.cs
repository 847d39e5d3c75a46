namespace RnnLm.Notebooks;

/// <summary>Tell a vanishing gradient from an exploding one by its factor per step (slide B31).</summary>
internal static class VanishingOrExplodingExercise
{
    public static FunctionExercise<Func<double[], string>> Create() => new()
    {
        Name = "VanishingOrExploding",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "Vanishing, exploding, or neither",
        Points = 2,
        Items = ["B31"],
        Task = """
            Write `Classify(norms)`: given the norms of a gradient at lags $0, 1, \ldots, \ell$, return `"vanishing"`, `"exploding"` or `"neither"`. What counts is
            the factor per step, the number that, applied $\ell$ times, leads from the first norm to the last: $(\text{last}/\text{first})^{1/\ell}$. Below 0.95 the
            gradient vanishes, above 1.05 it explodes.
            """,
        Comment = """
            (last norm / first norm)^(1/ℓ) against 0.95 and 1.05
            norms: of lags 0 … ℓ, so ℓ + 1 numbers
            """,
        Signature = "string Classify(double[] norms)",
        Solution = new(norms =>
        {
            var factor = Math.Pow(norms[^1] / norms[0], 1.0 / (norms.Length - 1));
            return factor < 0.95 ? "vanishing" : factor > 1.05 ? "exploding" : "neither";
        }),
        DrawCases = random =>
        [
            [new[] { 8.0, 4, 2, 1 }],
            [new[] { 2.0, 1 }], // a single step, where 1/ℓ in integers is right
            [random.Run(start: 100, factor: 0.93, steps: 12)],
            [random.Run(start: 0.01, factor: 1.08, steps: 12)],
            [random.Run(start: 1.5, factor: 0.97, steps: 20)],
            [random.Run(start: 0.4, factor: 1.03, steps: 20)],
            [random.Run(start: 2, factor: 0.94, steps: 2)],
            [random.Run(start: 3, factor: 1.06, steps: 2)],
            [random.Run(start: 2, factor: 0.96, steps: 2)],
            [random.Run(start: 0.5, factor: 1.04, steps: 2)],
            [new[] { 1.0, 3, 0.6, 1.8, 0.36, 1.08, 0.216, 0.648 }],
            [new[] { 5.0, 4.8, 4.7, 4.6, 4.5, 4.2 }],
            [new[] { 2.0, 2.2, 1.9, 1.99 }],
        ],
        Wrong =
        [
            new("the last norm alone", "You compare the last norm with the thresholds; where the gradient began matters as much, since a factor is a ratio.",
                norms => Class(norms[^1])),
            new("the whole ratio", "last/first is the factor over all steps; take the ℓ-th root of it to have the factor of one step.",
                norms => Class(norms[^1] / norms[0])) { Variants = [norms => Class(Math.Sqrt(norms[^1] / norms[0]))] },
            new("1/ℓ in integers", "1 / (norms.Length - 1) divides whole numbers and gives 0, and anything to the power 0 is 1; write 1.0.",
                norms => Class(Math.Pow(norms[^1] / norms[0], norms.Length > 2 ? 0 : 1))),
            new(
                "norms counted instead of steps",
                "From lag 0 to lag ℓ there are ℓ steps, one fewer than there are norms: ℓ is norms.Length - 1.",
                norms => Class(Math.Pow(norms[^1] / norms[0], 1.0 / norms.Length)))
            {
                Variants = [norms => Class(Math.Pow(norms[^1] / norms[0], 1.0 / (norms.Length - 2)))],
            },
            new("one step alone", "You look at one step alone, the first or the last; single steps go up and down, and the factor per step is their geometric mean.",
                norms => Class(norms[^1] / norms[^2])) { Variants = [norms => Class(norms[1] / norms[0])] },
            new("the mean of the ratios", "You average the ratios of neighbours; ratios multiply, so it is their geometric mean that counts, (last/first)^(1/ℓ).",
                norms => Class(Enumerable.Range(1, norms.Length - 1).Average(l => norms[l] / norms[l - 1]))),
            new("\"neither\" left out", "Between 0.95 and 1.05 the answer is \"neither\"; you compare with 1 alone.",
                norms => norms[^1] < norms[0] ? "vanishing" : "exploding"),
            new("vanishing and exploding exchanged", "You have the two words exchanged: a factor below 1 makes a gradient vanish.",
                norms => Class(Math.Pow(norms[0] / norms[^1], 1.0 / (norms.Length - 1)))),
        ],
        Hints = new(
            "If every step multiplied by the same factor, which would it be? Applied $\\ell$ times to the first norm it gives the last.",
            "An array of $\\ell + 1$ norms goes in, so $\\ell$ is `norms.Length - 1`, and a word comes out. The factor is a power with the exponent $1/\\ell$.",
            "`var factor = Math.Pow(norms[^1] / norms[0], 1.0 / (norms.Length - 1));`, then compare it with 0.95 and 1.05."),
        Afterwards = "The library's GradientFlow.FactorPerStep gives the same factor; go on.",
    };

    private static string Class(double factor) => factor < 0.95 ? "vanishing" : factor > 1.05 ? "exploding" : "neither";

    // Norms that go up and down around a factor per step, which first and last keep; the last step goes up where the run falls, and the other way round.
    private static double[] Run(this Numerics.RandomGenerator random, double start, double factor, int steps)
    {
        var norms = Enumerable.Range(0, steps + 1).Select(l => start * Math.Pow(factor, l)).ToArray();
        for (var l = 1; l < steps; l++) norms[l] *= 0.9 + (0.2 * random.NextDouble());
        norms[steps - 1] = norms[steps] * (factor < 1 ? 0.9 : 1.1);
        return norms;
    }
}
