namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class VanishingOrExplodingTests() : FunctionExerciseTests<Func<double[], string>>(Exercises.VanishingOrExploding)
{
    protected override IReadOnlyList<Func<double[], string>> RightFunctions =>
    [
        norms => Word(Math.Exp((Math.Log(norms[^1]) - Math.Log(norms[0])) / (norms.Length - 1))),
        norms => Word(Math.Exp(norms.Zip(norms.Skip(1), (x, y) => Math.Log(y / x)).Average())),
    ];

    protected override IReadOnlyList<(string?, Func<double[], string>)> WrongFunctions =>
    [
        ("the last norm alone", norms => Word(norms.Last())),
        ("the whole ratio", norms => Word(norms.Last() / norms.First())),
        ("1/ℓ in integers", norms => Word(Math.Pow(norms.Last() / norms.First(), 1 / (norms.Length - 1)))),
        ("norms counted instead of steps", norms => Word(Math.Pow(norms.Last() / norms.First(), 1.0 / norms.Length))),
        ("norms counted instead of steps", norms => Word(Math.Pow(norms.Last() / norms.First(), 1.0 / (norms.Length - 2)))),
        ("one step alone", norms => Word(norms[^1] / norms[^2])),
        ("the mean of the ratios", norms => Word(norms.Zip(norms.Skip(1), (x, y) => y / x).Average())),
        ("vanishing and exploding exchanged", norms => Math.Pow(norms[^1] / norms[0], 1.0 / (norms.Length - 1)) switch { < 1 / 1.05 => "exploding", > 1 / 0.95 => "vanishing", _ => "neither" }),
        ("\"neither\" left out", norms => Math.Pow(norms[^1] / norms[0], 1.0 / (norms.Length - 1)) < 1 ? "vanishing" : "exploding"),
        ("the same result for every call", _ => "vanishing"),
        ("the same result for every call", _ => "neither"),
        ("other signs", norms => Exercises.VanishingOrExploding.Solution.Function(norms) + "."),
        (null, norms => Word(norms.Max() / norms[0])),
    ];

    private static string Word(double factor) => factor switch { < 0.95 => "vanishing", > 1.05 => "exploding", _ => "neither" };
}
