using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using Copies = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>[], MathNet.Numerics.LinearAlgebra.Matrix<double>[]>;

namespace RnnLm.Notebooks;

/// <summary>How one knows that the gradient is right: finite differences and untied copies (slides A22, A25, B29).</summary>
internal static class ProofExercises
{
    /// <summary>The gradient by finite differences, for a network of one unit (slides A22, B29).</summary>
    public static FunctionExercise<Func<double, double, double[], double[], double, double>> CentralDifference() => new()
    {
        Name = nameof(CentralDifference),
        Notebook = WayBack.Notebook,
        Title = "The gradient without any theory",
        Points = 2,
        Items = ["A22", "B29"],
        Task = """
            A network of one unit: $h(t) = \tanh(h(t-1)\,w + x(t))$ from $h(0)$ on, with the loss $\mathcal L = \sum_t \tfrac12\,(h(t) - y(t))^2$.
            Write `Difference(w, h0, x, y, epsilon)`: the central difference $\frac{\mathcal L(w+\varepsilon) - \mathcal L(w-\varepsilon)}{2\varepsilon}$.
            """,
        Comment = "x[0] is x(1), y[0] is y(1); returns (ℒ(w+ε) − ℒ(w−ε)) / 2ε",
        Signature = "double Difference(double w, double h0, double[] x, double[] y, double epsilon)",
        Solution = new((w, h0, x, y, epsilon) =>
        {
            double Loss(double weight)
            {
                var (h, sum) = (h0, 0.0);
                for (var t = 0; t < x.Length; t++)
                {
                    h = Math.Tanh((h * weight) + x[t]);
                    sum += (h - y[t]) * (h - y[t]) / 2;
                }

                return sum;
            }

            return (Loss(w + epsilon) - Loss(w - epsilon)) / (2 * epsilon);
        }),
        DrawCases = random =>
        [
            [0.5, 1.0, new[] { 0.2, -0.4, 0.3 }, new[] { 1.0, 0.0, -1.0 }, 0.01],
            [0.5, 1.0, new[] { 0.2, 0.4, 0.3, 0.1 }, new[] { 2.0, 1.5, 2.5, 2.0 }, 0.02], // all h are too small: the difference is negative
            [random.Number(), random.Number(), random.Array(5), random.Array(5), 0.01],
            [random.Number(), random.Number(), random.Array(8), random.Array(8), 0.1],
        ],
        Wrong =
        [
            new(
                "one-sided difference",
                "You compare ℒ(w) with a point on one side of it; with one point on each side the error falls with ε², and not with ε only.",
                (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y) - OneUnit(w, h0, x, y)) / e)
            {
                Variants = [(w, h0, x, y, e) => (OneUnit(w, h0, x, y) - OneUnit(w - e, h0, x, y)) / e, (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y) - OneUnit(w, h0, x, y)) / (2 * e)],
            },
            new("divided by something else than 2ε", "From w−ε to w+ε it is 2ε that one divides by; and each loss has a factor ½. One of the two is missing.",
                (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y) - OneUnit(w - e, h0, x, y)) / e)
            {
                Variants = [(w, h0, x, y, e) => OneUnit(w + e, h0, x, y) - OneUnit(w - e, h0, x, y), (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y) - OneUnit(w - e, h0, x, y)) / 2],
            },
            new("another ε", "That is the slope itself, or the difference for an ε of your own. Take the ε that is given, so that the next cells can see how the error depends on it.",
                (w, h0, x, y, _) => Slope(w, h0, x, y))
            {
                Variants = [(w, h0, x, y, e) => (OneUnit(w + (e / 2), h0, x, y) - OneUnit(w - (e / 2), h0, x, y)) / e],
            },
            new("another sum of losses", "Every step has a loss, the first one and the last one too, taken of the new h(t) and of y(t), and they are added up.",
                (w, h0, x, y, e) => Difference(w, h0, x, y, e, n => n == x.Length - 1))
            {
                Variants = [(w, h0, x, y, e) => Difference(w, h0, x, y, e, n => n < x.Length - 1), (w, h0, x, y, e) => Difference(w, h0, x, y, e, n => n > 0),
                    (w, h0, x, y, e) => (EarlyLosses(w + e, h0, x, y) - EarlyLosses(w - e, h0, x, y)) / (2 * e)],
            },
            new("h(0) taken for zero", "You begin at h = 0; the first state is given as h0.",
                (w, h0, x, y, e) => (OneUnit(w + e, 0, x, y) - OneUnit(w - e, 0, x, y)) / (2 * e)),
            new(
                "brackets missing",
                "C# works from left to right: a − b / (2ε) divides b alone, and (a − b) / 2 * ε multiplies by ε. Put brackets around the difference and around 2 * epsilon.",
                (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y) - OneUnit(w - e, h0, x, y)) / 2 * e)
            {
                Variants = [(w, h0, x, y, e) => OneUnit(w + e, h0, x, y) - (OneUnit(w - e, h0, x, y) / (2 * e))],
            },
            new(
                "the second run begins where the first ended",
                "h stands outside of your Loss, so the run with w−ε goes on from the last state of the other; each run begins at h0.",
                (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y) - OneUnit(w - e, LastState(w + e, h0, x), x, y)) / (2 * e)),
            new("another step than the network's", "One step is h(t) = tanh(h(t−1)·w + x(t)): the whole sum goes through tanh, and the new h, not h0, goes into the next step.",
                (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y, forgets: true) - OneUnit(w - e, h0, x, y, forgets: true)) / (2 * e))
            {
                Variants =
                [
                    (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y, step: (sum, input) => sum + input) - OneUnit(w - e, h0, x, y, step: (sum, input) => sum + input)) / (2 * e),
                    (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y, step: (sum, input) => Math.Tanh(sum) + input) - OneUnit(w - e, h0, x, y, step: (sum, input) => Math.Tanh(sum) + input)) / (2 * e),
                    (w, h0, x, y, e) => (OneUnit(w + e, h0, x, y, step: Sigmoid) - OneUnit(w - e, h0, x, y, step: Sigmoid)) / (2 * e),
                ],
            },
        ],
        Hints = new(
            "Run the whole network twice, with a slightly larger and a slightly smaller $w$, and see how much the loss changes. No chain rule.",
            "A local function `double Loss(double weight)` with one loop over the steps; two calls of it, one subtraction, one division by $2\\varepsilon$.",
            "`return (Loss(w + epsilon) - Loss(w - epsilon)) / (2 * epsilon);`"),
        Afterwards = "Slow, but hard to get wrong: this is what every backward pass in this course is tested against.",
    };

    /// <summary>The gradients of untied copies (slide A25).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>[], Matrix<double>[]>> UntiedCopies() => new()
    {
        Name = nameof(UntiedCopies),
        Notebook = WayBack.Notebook,
        Title = "A copy for every step",
        Points = 2,
        Items = ["A25"],
        Task = """
            Let every step have a matrix of its own, $h(t) = \tanh(h(t-1)\cdot W^{(t)} + \ldots)$. Write `Copies(h, g, W)`: the gradients of
            $\mathcal L(T)$ for $W^{(1)}, \ldots, W^{(T)}$, in this order, with $g = \partial\mathcal L(T)/\partial h(T)$.
            Mind which copy the gradient crosses on its way from $h(s)$ to $h(s-1)$.
            """,
        Comment = """
            h: h[0] … h[T], each [d_h];  g = ∂ℒ(T)/∂h(T), [d_h]
            W[t−1]: the copy of step t, [d_h×d_h];  f = tanh
            """,
        Signature = "Matrix<double>[] Copies(Vector<double>[] h, Vector<double> g, Matrix<double>[] W)",
        Solution = new((h, g, W) =>
        {
            var gradients = new Matrix<double>[W.Length];
            for (var s = W.Length; s >= 1; s--)
            {
                var delta = g.PointwiseMultiply(1 - h[s].PointwiseMultiply(h[s])); // ∂ℒ(T)/∂a(s), [d_h]
                gradients[s - 1] = h[s - 1].OuterProduct(delta); // [d_h×d_h]
                g = delta * W[s - 1].Transpose(); // ∂ℒ(T)/∂h(s−1), [d_h]
            }

            return gradients;
        }),
        DrawCases = random =>
        [
            [WayBack.TwoUnits, WayBack.Row(1, -0.5), new[] { WayBack.TwoUnitsWh, WayBack.Rows([1, 0.5], [-0.5, 2]), WayBack.Rows([-1, 0.5], [0.25, 1.5]) }],
            [random.States(4, 3), random.Vector(3), Matrices(random, 4, 3)],
            [random.States(5, 2), random.Vector(2), Matrices(random, 5, 2)],
        ],
        Wrong =
        [
            new("the wrong copy crossed", "On the way from h(s) to h(s−1) you cross the copy of another step; h(s) was computed with the copy of step s, W[s − 1].",
                (h, g, W) => Untied(h, g, s => W[Math.Max(s - 2, 0)].Transpose(), WayBack.Slope))
            {
                Variants =
                [
                    (h, g, W) => Untied(h, g, s => W[Math.Min(s, W.Length - 1)].Transpose(), WayBack.Slope),
                    (h, g, W) => Untied(h, g, _ => W[0].Transpose(), WayBack.Slope),
                    (h, g, W) => Untied(h, g, _ => W[^1].Transpose(), WayBack.Slope),
                ],
            },
            new("another state than h(s−1)", "Step s computes h(s) from h(s−1)·W⁽ˢ⁾, so it is h(s−1) that stands beside its copy, and no other state.",
                (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope, beside: s => s))
            {
                Variants =
                [
                    (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope, beside: _ => W.Length - 1),
                    (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope, beside: _ => 0),
                ],
            },
            new("not carried to the earlier copies", "The gradient of the last copy is right; for the earlier ones g has to go back first, step by step, from h(T) to h(s): they made h(T−1), and so have their part in ℒ(T).",
                (h, g, W) => [.. Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope).Select((gradient, n) => n == W.Length - 1 ? gradient : gradient * 0)])
            {
                Variants = [(h, g, W) => [.. WayBack.Steps(W.Length).Select(t => h[t - 1].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[t]))))]],
            },
            new("copies not transposed", Slips.NotTransposed, (h, g, W) => Untied(h, g, s => W[s - 1], WayBack.Slope)),
            new("f′ missing", "f′ is missing somewhere: every step goes back through f first, with its factor 1 − h(s)², before its copy's gradient is taken and before the walk crosses the copy.",
                (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.NoSlope))
            {
                Variants =
                [
                    (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope, onTheWay: WayBack.NoSlope),
                    (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.NoSlope, onTheWay: WayBack.Slope),
                ],
            },
            new("the wrong slope", Slips.WrongSlope, (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.SlopeOfOutput))
            {
                Variants =
                [
                    .. WayBack.OtherSlopes.Append(WayBack.SlopeWithoutSquare).Select<Func<Vector<double>, Vector<double>>, Copies>(slope =>
                        (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), slope)),
                    (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope, slopeOf: s => s - 1),
                    (h, g, W) => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope, slopeOf: _ => W.Length),
                ],
            },
            new("order turned round", "Your list begins with the last copy; it is to begin with that of step 1.",
                (h, g, W) => [.. Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope).AsEnumerable().Reverse()]),
            new("tied again", "You give a copy the sum of several; as long as the copies are apart, each has the gradient of its own use.",
                (h, g, W) => [.. W.Select(_ => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope).Sum())])
            {
                Variants = [(h, g, W) => [.. WayBack.Steps(W.Length).Select(t => Untied(h, g, s => W[s - 1].Transpose(), WayBack.Slope)[(t - 1)..].Sum())]],
            },
        ],
        Hints = new(
            "One walk from step $T$ down to step 1. At each step you pass one copy: its gradient is $h(s-1)^\\top\\cdot\\delta$, and then the walk crosses that very copy.",
            "A list of $T$ matrices comes out, `W.Length` of them. Copy $t$ stands at index $t-1$, in `W` and in what you return.",
            "In the loop, last line: `g = delta * W[s - 1].Transpose();`"),
        Afterwards = "Now set all copies equal to W_h. What W_h gets is the sum of your list: each use counted once.",
    };

    // Σ ½(h − y)² of a network of one unit, or with a mistake in it.
    private static double OneUnit(
        double w, double h0, double[] x, double[] y, bool forgets = false, Func<int, bool>? counts = null, Func<double, double, double>? step = null)
    {
        step ??= (sum, input) => Math.Tanh(sum + input);
        var (h, sum) = (h0, 0.0);
        for (var t = 0; t < x.Length; t++)
        {
            h = step((forgets ? h0 : h) * w, x[t]);
            if (counts?.Invoke(t) ?? true) sum += (h - y[t]) * (h - y[t]) / 2;
        }

        return sum;
    }

    // The central difference where only these losses count.
    private static double Difference(double w, double h0, double[] x, double[] y, double epsilon, Func<int, bool> counts) =>
        (OneUnit(w + epsilon, h0, x, y, counts: counts) - OneUnit(w - epsilon, h0, x, y, counts: counts)) / (2 * epsilon);

    // dℒ/dw itself, carried forwards along with h.
    private static double Slope(double w, double h0, double[] x, double[] y)
    {
        var (h, change, sum) = (h0, 0.0, 0.0);
        for (var t = 0; t < x.Length; t++)
        {
            var before = (h, change);
            h = Math.Tanh((h * w) + x[t]);
            change = (1 - (h * h)) * (before.h + (before.change * w));
            sum += (h - y[t]) * change;
        }

        return sum;
    }

    private static double Sigmoid(double sum, double input) => 1 / (1 + Math.Exp(-sum - input));

    // Each loss taken of the state before its step.
    private static double EarlyLosses(double w, double h0, double[] x, double[] y)
    {
        var (h, sum) = (h0, 0.0);
        for (var t = 0; t < x.Length; t++)
        {
            sum += (h - y[t]) * (h - y[t]) / 2;
            h = Math.Tanh((h * w) + x[t]);
        }

        return sum;
    }

    private static double LastState(double w, double h0, double[] x) => x.Aggregate(h0, (h, input) => Math.Tanh((h * w) + input));

    private static Matrix<double>[] Untied(
        Vector<double>[] h,
        Vector<double> g,
        Func<int, Matrix<double>> way,
        Func<Vector<double>, Vector<double>> slope,
        Func<int, int>? beside = null,
        Func<int, int>? slopeOf = null,
        Func<Vector<double>, Vector<double>>? onTheWay = null)
    {
        var gradients = new Matrix<double>[h.Length - 1];
        for (var s = gradients.Length; s >= 1; s--)
        {
            var state = h[slopeOf?.Invoke(s) ?? s];
            gradients[s - 1] = h[beside?.Invoke(s) ?? s - 1].OuterProduct(g.PointwiseMultiply(slope(state)));
            g = g.PointwiseMultiply((onTheWay ?? slope)(state)) * way(s);
        }

        return gradients;
    }

    private static Matrix<double>[] Matrices(RandomGenerator random, int count, int size) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Matrix(size, size))];
}
