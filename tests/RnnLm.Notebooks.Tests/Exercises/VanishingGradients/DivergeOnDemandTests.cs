namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class DivergeOnDemandTests() : FunctionExerciseTests<Func<double, double, int, double[]>>(Exercises.DivergeOnDemand)
{
    protected override IReadOnlyList<Func<double, double, int, double[]>> RightFunctions =>
    [
        (w, rate, n) => Run(w, n, (x, _) => x - (10 * rate * ((x * H(x, 18)) - H(x, 9)))), // 10·(w¹⁹ − w⁹)
        (w, rate, updates) =>
        {
            var losses = new List<double>();
            while (losses.Count < updates)
            {
                var h = new double[11];
                h[0] = 1;
                for (var t = 1; t <= 10; t++) h[t] = w * h[t - 1];
                losses.Add((h[10] - 1) * (h[10] - 1) / 2);
                var (delta, gradient) = (h[10] - 1, 0.0);
                for (var t = 10; t >= 1; t--) (gradient, delta) = (gradient + (delta * h[t - 1]), delta * w); // BPTT
                w -= rate * gradient;
            }

            return [.. losses];
        },
    ];

    protected override IReadOnlyList<(string?, Func<double, double, int, double[]>)> WrongFunctions =>
    [
        ("uphill", (w, rate, n) => Run(w, n, (x, _) => x + (rate * (H(x, 10) - 1) * 10 * H(x, 9)))),
        ("a factor of the update wrong", (w, rate, n) => Run(w, n, (x, _) => x - (rate * (H(x, 10) - 1) * H(x, 9)))),
        ("w to the tenth in the gradient", (w, rate, n) => Run(w, n, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * H(x, 10)))),
        ("the error left out", (w, rate, n) => Run(w, n, (x, _) => x - (rate * 10 * H(x, 9)))),
        ("the gradient of the first w throughout", (w, rate, n) => Run(w, n, (x, first) => x - (rate * (H(first, 10) - 1) * 10 * H(first, 9)))),
        ("the loss after each update", (w, rate, n) => Run(w, n + 1, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * H(x, 9)))[1..]),
        ("another loss", (w, rate, n) => [.. Run(w, n, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * H(x, 9))).Select(loss => loss * 2)]),
        ("the weights returned", (w, rate, n) =>
        {
            var weights = new List<double>();
            for (; weights.Count < n; w -= rate * (H(w, 10) - 1) * 10 * H(w, 9)) weights.Add(w);
            return [.. weights];
        }),
        ("a factor of the update wrong", (w, rate, n) => Run(w, n, (x, _) => x)), // never moved
        ("a factor of the update wrong", (w, rate, n) => Run(w, n, (x, _) => x - ((H(x, 10) - 1) * 10 * H(x, 9)))),
        ("w to the tenth in the gradient", (w, rate, n) => Run(w, n, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * H(x, 8)))),
        ("w to the tenth in the gradient", (w, rate, n) => Run(w, n, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * x * 9))),
        ("a factor of the update wrong", (w, rate, n) => Run(w, n, (x, _) => x - (rate * Math.Pow(H(x, 10) - 1, 2) * 10 * H(x, 9)))),
        ("another loss", (w, rate, n) => [.. Run(w, n, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * H(x, 9))).Select(loss => Math.Sqrt(2 * loss))]),
        ("an element too many at the end", (w, rate, n) => Run(w, n + 1, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * H(x, 9)))),
        (null, (w, rate, n) => Run(w, n, (x, _) => x - (rate * (H(x, 10) - 1) * 10 * H(x, 9) * (1 - Math.Pow(Math.Tanh(x), 2))))),
    ];

    private static double H(double w, int t)
    {
        var h = 1.0;
        for (var i = 0; i < t; i++) h *= w;
        return h;
    }

    private static double[] Run(double w, int updates, Func<double, double, double> rule)
    {
        var (first, losses) = (w, new double[updates]);
        for (var n = 0; n < updates; n++)
        {
            losses[n] = 0.5 * Math.Pow(H(w, 10) - 1, 2);
            w = rule(w, first);
        }

        return losses;
    }
}
