namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class ChainOfFactorsTests() : FunctionExerciseTests<Func<double, double[], double>>(Exercises.ChainOfFactors)
{
    protected override IReadOnlyList<Func<double, double[], double>> RightFunctions =>
    [
        (w, a) => a.Select(x => w / Math.Pow(Math.Cosh(x), 2)).Aggregate((product, factor) => product * factor),
        (w, a) =>
        {
            var product = Math.Pow(w, a.Length);
            for (var t = a.Length - 1; t >= 0; t--)
            {
                var h = Math.Tanh(a[t]);
                product *= 1 - (h * h);
            }

            return product;
        },
    ];

    protected override IReadOnlyList<(string?, Func<double, double[], double>)> WrongFunctions =>
    [
        ("the derivative of tanh left out", (w, a) => a.Aggregate(1.0, (product, _) => product * w)),
        ("w left out", (_, a) => a.Select(Slope).Aggregate((x, y) => x * y)),
        ("w not once in every step", (w, a) => w * a.Select(Slope).Aggregate((x, y) => x * y)),
        ("the wrong slope", (w, a) => a.Select(x => w * (1 - (x * x))).Aggregate((x, y) => x * y)),
        ("the wrong slope", (w, a) => a.Select(x => w * Slope(Math.Tanh(x))).Aggregate((x, y) => x * y)),
        ("the wrong slope", (w, a) => a.Select(x => w * (1 - Math.Tanh(x))).Aggregate((x, y) => x * y)),
        ("brackets missing", (w, a) => a.Select(x => 1 - (Math.Tanh(x) * Math.Tanh(x) * w)).Aggregate((x, y) => x * y)),
        ("steps left out", (w, a) => a.SkipLast(1).Select(x => w * Slope(x)).Aggregate((x, y) => x * y)),
        ("nothing but zeros", (w, a) => a.Aggregate(0.0, (product, x) => product * w * Slope(x))), // begun with 0
        ("sum instead of product", (w, a) =>
        {
            var sum = 0.0;
            foreach (var x in a) sum += w * Slope(x);
            return sum;
        }),
        ("the derivative of sigmoid", (w, a) => a.Select(x => 1 / (1 + Math.Exp(-x))).Select(h => w * h * (1 - h)).Aggregate((x, y) => x * y)),
        ("steps left out", (w, a) =>
        {
            var product = 1.0;
            for (var t = 1; t < a.Length; t++) product *= w * Slope(a[t]);
            return product;
        }),
        ("steps left out", (w, a) => w * Slope(a[0])), // returned inside the loop
        ("w not once in every step", (w, a) => a.Aggregate(w, (product, x) => product * w * Slope(x))),
        ("the wrong slope", (w, a) => a.Select(x => w * (1 + Math.Pow(Math.Tanh(x), 2))).Aggregate((x, y) => x * y)),
        ("the wrong slope", (w, a) =>
        {
            var (h, product) = (0.0, 1.0);
            foreach (var x in a)
            {
                h = Math.Tanh((w * h) + x); // a(t) taken for x(t)
                product *= w * (1 - (h * h));
            }

            return product;
        }),
        ("sum instead of product", (w, a) => a.Average(x => w * Slope(x))),
        ("the sign lost", (w, a) => Math.Abs(a.Aggregate(1.0, (product, x) => product * w * Slope(x)))),
        (null, (w, a) => a.Sum(x => 1 - (x * x)) * w), // two mistakes at once
    ];

    private static double Slope(double a) => 1 - (Math.Tanh(a) * Math.Tanh(a));
}
