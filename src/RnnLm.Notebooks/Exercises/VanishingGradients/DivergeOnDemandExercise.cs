namespace RnnLm.Notebooks;

/// <summary>Train one weight through ten steps, and let it diverge (slide B36).</summary>
internal static class DivergeOnDemandExercise
{
    public static FunctionExercise<Func<double, double, int, double[]>> Create() => new()
    {
        Name = "DivergeOnDemand",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "Diverge on demand",
        Points = 3,
        Items = ["B36"],
        Task = """
            The smallest recurrent network has one linear unit: $h(t) = w\,h(t-1)$ and $h(0) = 1$, so after ten steps $h(10) = w^{10}$. It is to become 1:
            $\mathcal{L} = \tfrac12 (w^{10} - 1)^2$. Write `Descend(w, rate, updates)`: do so many updates $w \leftarrow w - \eta\,\partial\mathcal{L}/\partial w$, with
            $\partial\mathcal{L}/\partial w = (w^{10} - 1)\cdot 10\,w^{9}$ taken at the present $w$, and return the loss **before each** of them.
            """,
        Comment = """
            the loss ½(w¹⁰ − 1)² before each update w ← w − rate·∂ℒ/∂w
            """,
        Signature = "double[] Descend(double w, double rate, int updates)",
        Solution = new((w, rate, updates) =>
        {
            var losses = new double[updates];
            for (var n = 0; n < updates; n++)
            {
                var error = Math.Pow(w, 10) - 1; // h(10) − 1
                losses[n] = error * error / 2;
                w -= rate * error * 10 * Math.Pow(w, 9);
            }

            return losses;
        }),
        DrawCases = random =>
        [
            [1.1, 0.001, 3],
            [Math.Round(0.9 + (0.08 * random.NextDouble()), 3), 0.002, 5],
            [Math.Round(1.12 + (0.03 * random.NextDouble()), 3), 0.0005, 4],
            [1.2, 0.01, 3],
        ],
        Wrong =
        [
            new(
                "uphill",
                "Your steps climb: the gradient is added to w, or its sign is turned round, since the error is w¹⁰ − 1. Descent takes the gradient away.",
                (w, rate, n) => Descent(w, n, (x, _) => x + (rate * Gradient(x)))),
            new(
                "a factor of the update wrong",
                "The update takes away rate · (w¹⁰ − 1) · 10 · w⁹: these factors, each once, at every update; the 10, since w is used in ten steps.",
                (w, rate, n) => Descent(w, n, (x, _) => x - (rate * Gradient(x) / 10)))
            {
                Variants =
                [
                    (w, rate, n) => Descent(w, n, (x, _) => x - Gradient(x)),
                    (w, rate, n) => Descent(w, n, (x, _) => x - (2 * rate * Gradient(x))),
                    (w, rate, n) => Descent(w, n, (x, _) => x - (rate * Gradient(x) / 2)),
                    (w, rate, n) => Descent(w, n, (x, _) => x),
                    (w, rate, n) => Descent(w, n, (x, _) => x - (rate * Gradient(x) * (Math.Pow(x, 10) - 1))),
                    (w, rate, n) => Descent(w, n, (x, _) => x - (rate * Gradient(x) * (Math.Pow(x, 10) - 1) / 2)),
                ],
            },
            new(
                "w to the tenth in the gradient",
                "The derivative of w¹⁰ is 10·w⁹, with one w fewer than h(10) has.",
                (w, rate, n) => Descent(w, n, (x, _) => x - (rate * Gradient(x) * x)))
            {
                Variants =
                [
                    (w, rate, n) => Descent(w, n, (x, _) => x - (rate * Gradient(x) * x * 9 / 10)),
                    (w, rate, n) => Descent(w, n, (x, _) => x - (rate * Gradient(x) / x)),
                    (w, rate, n) => Descent(w, n, (x, _) => x - (rate * (Math.Pow(x, 10) - 1) * 10 * 9 * x)),
                ],
            },
            new("the error left out", "You step by 10·w⁹ alone; the chain rule begins with ∂ℒ/∂h(10) = w¹⁰ − 1.", (w, rate, n) => Descent(w, n, (x, _) => x - (rate * 10 * Math.Pow(x, 9)))),
            new("the gradient of the first w throughout", "You go on with the gradient at the first w; each update takes it at the present one.", (w, rate, n) => Descent(w, n, (x, first) => x - (rate * Gradient(first)))),
            new("the loss after each update", "These are the losses after each update; the first loss is that of the w that was given.", (w, rate, n) => [.. Descent(w, n + 1, (x, _) => x - (rate * Gradient(x))).Skip(1)]),
            new(
                "the weights returned",
                "These are the weights, or the states h(10), and not the losses ½(w¹⁰ − 1)².",
                (w, rate, n) => Weights(w, rate, n))
            {
                Variants = [(w, rate, n) => [.. Weights(w, rate, n).Select(x => Math.Pow(x, 10))]],
            },
            new(
                "another loss",
                "The loss is ½(w¹⁰ − 1)²: the error, squared, and halved.",
                (w, rate, n) => [.. Weights(w, rate, n).Select(x => Math.Pow(Math.Pow(x, 10) - 1, 2))])
            {
                Variants =
                [
                    (w, rate, n) => [.. Weights(w, rate, n).Select(x => Math.Pow(x, 10) - 1)],
                    (w, rate, n) => [.. Weights(w, rate, n).Select(x => (Math.Pow(x, 10) - 1) / 2)],
                    (w, rate, n) => [.. Weights(w, rate, n).Select(x => Math.Abs(Math.Pow(x, 10) - 1) / 2)],
                    (w, rate, n) => [.. Weights(w, rate, n).Select(x => Math.Abs(Math.Pow(x, 10) - 1))],
                ],
            },
        ],
        Hints = new(
            "Three lines, over and over: how far is $w^{10}$ from 1, what does that cost, and where does the slope lead.",
            "The array has `updates` numbers. In round `n` write the loss of the present `w` first, and move `w` after that.",
            "`var error = Math.Pow(w, 10) - 1; losses[n] = error * error / 2; w -= rate * error * 10 * Math.Pow(w, 9);`."),
        Afterwards = "Now let it diverge: Descend(1.2, 0.001, 8) comes to rest, and at ten times the rate one step on the steep side throws w so far that the loss explodes.",
    };

    private static double Gradient(double w) => (Math.Pow(w, 10) - 1) * 10 * Math.Pow(w, 9);

    // w before each update.
    private static double[] Weights(double w, double rate, int updates)
    {
        var weights = new double[updates];
        for (var n = 0; n < updates; n++)
        {
            weights[n] = w;
            w -= rate * Gradient(w);
        }

        return weights;
    }

    // The losses of w while it moves; the rule gets the present w and the first one.
    private static double[] Descent(double w, int updates, Func<double, double, double> rule)
    {
        var first = w;
        var losses = new double[updates];
        for (var n = 0; n < updates; n++)
        {
            losses[n] = Math.Pow(Math.Pow(w, 10) - 1, 2) / 2;
            w = rule(w, first);
        }

        return losses;
    }
}
