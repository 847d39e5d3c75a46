namespace RnnLm.Notebooks;

/// <summary>Multiply the factors of a chain of one-unit steps (slides B31, B32).</summary>
internal static class ChainOfFactorsExercise
{
    public static FunctionExercise<Func<double, double[], double>> Create() => new()
    {
        Name = "ChainOfFactors",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "A product of small factors",
        IsMustDo = true,
        Points = 2,
        Items = ["B31", "B32"],
        Task = """
            A network of one unit, $h(t) = \tanh(a(t))$ with $a(t) = w\,h(t-1) + x(t)$. Write `Chain(w, a)`: the derivative $\partial h(T)/\partial h(0)$, given
            $w$ and the pre-activations $a(1), \ldots, a(T)$. Each step contributes one factor, $\partial h(t)/\partial h(t-1) = \tanh'(a(t))\cdot w$, and
            $\tanh'(a) = 1 - \tanh^2(a)$.
            """,
        Comment = """
            ∂h(T)/∂h(0) = Π over t of tanh′(a(t))·w, one number
            a: a(1) … a(T), before tanh
            """,
        Signature = "double Chain(double w, double[] a)",
        Solution = new((w, a) =>
        {
            var product = 1.0;
            foreach (var x in a) product *= (1 - Math.Tanh(x) * Math.Tanh(x)) * w;
            return product;
        }),
        DrawCases = random =>
        [
            [2.0, new[] { 0.5, -1.0 }],
            [0.9, random.Array(3)],
            [-1.7, random.Array(5)], // an odd number of steps: the product is negative
            [-1.3, random.Array(3)],
        ],
        Wrong =
        [
            new("the derivative of tanh left out", "You multiply w alone; each factor also has tanh′(a(t)), which is where most of the shrinking comes from.",
                (w, a) => Math.Pow(w, a.Length)),
            new("w left out", "You multiply the slopes of tanh alone; each step also passes through the weight w.",
                (w, a) => a.Aggregate(1.0, (product, x) => product * (1 - (Math.Tanh(x) * Math.Tanh(x))))),
            new("w not once in every step", "w stands once in every factor, so T steps bring w to the power T.",
                (w, a) => w * Product(1, a, Slope))
            {
                Variants = [(w, a) => w * Product(w, a, Slope), (w, a) => Product(w * w, a, Slope)],
            },
            new("the wrong slope", "tanh′(a) is 1 − tanh²(a): tanh of a, taken once, then squared, then taken from 1. The a(t) that you are given goes into tanh as it is.",
                (w, a) => Product(w, a, x => 1 - (x * x)))
            {
                Variants =
                [
                    (w, a) => Product(w, a, x => 1 - Math.Pow(Math.Tanh(Math.Tanh(x)), 2)),
                    (w, a) => Product(w, a, x => 1 - Math.Tanh(x)),
                    (w, a) => Product(w, a, x => Math.Pow(Math.Tanh(x), 2)),
                    (w, a) => Product(w, a, Math.Tanh),
                    (w, a) => Product(w, a, x => 1 + Math.Pow(Math.Tanh(x), 2)),
                    (w, a) => Product(w, a, x => 1 / Math.Cosh(x)),
                    (w, a) => Product(w, a, x => -2 * Math.Tanh(x)),
                    (w, a) => Product(w, a, x => 1 - Math.Tanh(x * x)),
                    (w, a) => Product(w, a, x => Slope(w * x)),
                    (w, a) => a.Aggregate((H: 0.0, Product: 1.0), (now, x) => (Math.Tanh((w * now.H) + x), now.Product * w * Slope((w * now.H) + x))).Product, // a taken for x
                ],
            },
            new("brackets missing", "Without brackets 1 − tanh² · w multiplies tanh² alone by w: (1 − tanh²(a)) · w.",
                (w, a) => a.Aggregate(1.0, (product, x) => product * (1 - (Math.Tanh(x) * Math.Tanh(x) * w)))),
            new("sum instead of product", "You add the factors; the chain rule multiplies what lies one behind the other.",
                (w, a) => a.Sum(x => Slope(x) * w)) { Variants = [(w, a) => a.Average(x => Slope(x) * w)] },
            new("the derivative of sigmoid", "That is the slope of the sigmoid, σ(a)(1 − σ(a)); this unit has tanh.",
                (w, a) => a.Aggregate(1.0, (product, x) => product * w * Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2))),
            new(
                "steps left out",
                "There are T steps between h(0) and h(T), and so T factors, the first and the last one too: multiply with *=, and return after the loop.",
                (w, a) => Product(w, a[1..], Slope))
            {
                Variants = [(w, a) => Product(w, a[..^1], Slope), (w, a) => Product(w, a[..1], Slope), (w, a) => Product(w, a[^1..], Slope)],
            },
        ],
        Hints = new(
            "The way from $h(0)$ to $h(T)$ leads through every step, one behind the other. What does the chain rule do with derivatives that lie one behind the other?",
            "One number comes out. Begin with 1 and go through $a(1), \\ldots, a(T)$; each brings the factor $(1 - \\tanh^2(a(t)))\\cdot w$.",
            "In the loop: `product *= (1 - Math.Tanh(x) * Math.Tanh(x)) * w;`."),
        Afterwards = "Try Chain(1.5, new double[20]) and then 20 pre-activations of 1: the same w, and the product grows in one case and vanishes in the other.",
    };

    private static double Slope(double a) => 1 - (Math.Tanh(a) * Math.Tanh(a));

    private static double Product(double w, double[] a, Func<double, double> slope) => a.Aggregate(1.0, (product, x) => product * slope(x) * w);
}
