namespace RnnLm.Notebooks;

/// <summary>Where a value branches, gradients add up (slides A23, A24, B27).</summary>
internal static class ChainRuleExercises
{
    /// <summary>The gradients of f = (x + y)·max(y, z), where y branches (slides A23, A24).</summary>
    public static FunctionExercise<Func<double, double, double, double[]>> FanOut() => new()
    {
        Name = nameof(FanOut),
        Notebook = WayBack.Notebook,
        Title = "Gradients add up where a value branches",
        IsMustDo = true,
        Points = 2,
        Items = ["A23", "A24"],
        Task = """
            Write `Gradients(x, y, z)` for $a = x + y$, $b = \max(y, z)$, $f = a\,b$. Return the three numbers
            $\partial f/\partial x$, $\partial f/\partial y$, $\partial f/\partial z$, in this order. For $x = 1$, $y = 2$, $z = 0$ they are $2, 5, 0$.
            $y$ and $z$ are never equal.
            """,
        Comment = "[∂f/∂x, ∂f/∂y, ∂f/∂z] of f = (x + y)·max(y, z)",
        Signature = "double[] Gradients(double x, double y, double z)",
        Solution = new((x, y, z) =>
        {
            var a = x + y;
            var b = Math.Max(y, z);
            var (toA, toB) = (b, a); // ∂f/∂a = b, ∂f/∂b = a
            var (maxToY, maxToZ) = y > z ? (1, 0) : (0, 1);
            return [toA, toA + (toB * maxToY), toB * maxToZ];
        }),
        DrawCases = random =>
        [
            [1.0, 2.0, 0.0],
            [2.0, -0.5, 4.0],
            .. Enumerable.Range(0, 4).Select(n =>
            {
                var (x, y, gap) = (random.Number(), random.Number(), 0.5 + Math.Abs(random.Number()));
                return new object[] { x, y, Math.Round(n % 2 == 0 ? y - gap : y + gap, 2) };
            }),
        ],
        Wrong =
        [
            new("the maximum's branch left out", "You let y have what comes through a = x + y alone; where y is the larger, the same y also sits in b = max(y, z), and what comes through b is added.",
                (x, y, z) => [Math.Max(y, z), Math.Max(y, z), y > z ? 0 : x + y]),
            new("the sum's branch left out", "You let y have what comes through b = max(y, z) alone; the same y also sits in a = x + y, and what comes through a is added.",
                (x, y, z) => [Math.Max(y, z), y > z ? x + y : 0, y > z ? 0 : x + y]),
            new("branches multiplied", "You multiply what comes back over y's two branches; along one path factors are multiplied, but the paths are added.",
                (x, y, z) => [Math.Max(y, z), y > z ? Math.Max(y, z) * (x + y) : 0, y > z ? 0 : x + y]),
            new("x treated like y", "You give x the same gradient as y; only y branches, x goes through a = x + y alone.",
                (x, y, z) => [Math.Max(y, z) + (y > z ? x + y : 0), Math.Max(y, z) + (y > z ? x + y : 0), y > z ? 0 : x + y]),
            new("maximum like a sum", "You let the maximum pass its gradient on to both y and z; it depends on the larger alone, and the smaller gets 0.",
                (x, y, z) => [Math.Max(y, z), Math.Max(y, z) + x + y, x + y]) { Variants = [(x, y, z) => [Math.Max(y, z), Math.Max(y, z) + ((x + y) / 2), (x + y) / 2]] },
            new("maximum to the smaller", "You let the maximum pass its gradient on to the smaller of y and z; it is the larger that it depends on.",
                (x, y, z) => [Math.Max(y, z), Math.Max(y, z) + (y < z ? x + y : 0), y < z ? 0 : x + y])
            {
                Variants = [(x, y, z) => [Math.Min(y, z), Math.Min(y, z) + (y < z ? x + y : 0), y < z ? 0 : x + y]],
            },
            new("factors of the product not exchanged", "You take ∂f/∂a = a and ∂f/∂b = b; of a product, each factor gets the other one: ∂(a·b)/∂a = b.",
                (x, y, z) => [x + y, x + y + (y > z ? Math.Max(y, z) : 0), y > z ? 0 : Math.Max(y, z)]),
        ],
        Hints = new(
            "Follow each letter forward to $f$. How many ways are there from $x$, from $y$, from $z$? Each way gives a product, and the ways are added up.",
            "Three numbers go in, three come out. First $a$ and $b$; then $\\partial f/\\partial a = b$ and $\\partial f/\\partial b = a$; then each of the three from these two.",
            "`y` gets `b + (y > z ? a : 0)`: through `a` with factor 1, through `b` with factor 1 if it is the larger."),
        Afterwards = "Keep this in mind: one value, several uses, gradients added. W_h will be such a value, with a use at every step.",
    };

    /// <summary>The edges of the unrolled graph (slide B27).</summary>
    public static FunctionExercise<Func<int, string[]>> UnrolledEdges() => new()
    {
        Name = nameof(UnrolledEdges),
        Notebook = WayBack.Notebook,
        Title = "Draw the unrolled graph",
        Points = 1,
        Items = ["B27"],
        Task = """
            Write `Edges(T)`: the arrows of the simplified unrolled graph for $T$ steps, as texts. For each $t = 1, \ldots, T$, in this order: the one from the state before,
            the one from the weight, the one to the loss. For $t = 1$ these are `"h(0)->h(1)"`, `"W_h->h(1)"`, `"h(1)->L(1)"`.
            """,
        Comment = "the arrows of the unrolled graph, three for each step",
        Signature = "string[] Edges(int T)",
        Solution = new(T =>
        {
            var edges = new List<string>();
            for (var t = 1; t <= T; t++)
            {
                edges.Add($"h({t - 1})->h({t})");
                edges.Add($"W_h->h({t})");
                edges.Add($"h({t})->L({t})");
            }

            return [.. edges];
        }),
        DrawCases = _ => [[2], [3], [5]],
        Wrong =
        [
            new("arrows of W_h missing", "Every step multiplies by the same W_h, so there is an arrow from it to each of h(1) … h(T).",
                T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t - 1})->h({t})", .. t == 1 ? (string[])["W_h->h(1)"] : [], $"h({t})->L({t})"])])
            {
                Variants = [T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t - 1})->h({t})", $"h({t})->L({t})"])]],
            },
            new("losses missing", "A language model predicts, and is judged, at every step: each of h(1) … h(T) has an arrow to a loss of its own.",
                T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t - 1})->h({t})", $"W_h->h({t})", .. t == T ? (string[])[$"h({t})->L({t})"] : []])])
            {
                Variants = [T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t - 1})->h({t})", $"W_h->h({t})"])]],
            },
            new("states pointing backwards", "Your arrows between the states point from h(t) to h(t−1); the arrows say what is computed from what, and h(t) is computed from h(t−1).",
                T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t})->h({t - 1})", $"W_h->h({t})", $"h({t})->L({t})"])]),
            new("begun at 0", "You begin at t = 0; h(0) is given, it is computed from nothing, and no loss belongs to it.",
                T => Arrows(Enumerable.Range(0, T))),
            new("a step too few or too many", "There are T steps, t = 1 to T: the loop runs while t <= T.",
                T => Arrows(WayBack.Steps(T - 1)))
            {
                Variants = [T => Arrows(WayBack.Steps(T + 1)), T => Arrows(Enumerable.Range(0, T + 1))],
            },
            new("losses of another state", "ℒ(t) is computed from h(t), at its own step, and from no other state.",
                T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t - 1})->h({t})", $"W_h->h({t})", $"h({T})->L({t})"])])
            {
                Variants = [T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t - 1})->h({t})", $"W_h->h({t})", $"h({t - 1})->L({t})"])]],
            },
            new(
                "the arrows in another order",
                "Your arrows are right, but in another order: step by step, and in each step the state's, the weight's, the loss's.",
                T => [.. Arrows(WayBack.Steps(T)).OrderBy(arrow => arrow.Contains('L') ? 2 : arrow.Contains('W') ? 1 : 0)])
            {
                Variants =
                [
                    T => Arrows(WayBack.Steps(T).Reverse()),
                    T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"W_h->h({t})", $"h({t - 1})->h({t})", $"h({t})->L({t})"])],
                ],
            },
            new("W_h pointing to the state before", "Your arrows from W_h end at h(t−1); the use at step t helps to compute h(t). Nothing in this graph computes h(0).",
                T => [.. WayBack.Steps(T).SelectMany(t => (string[])[$"h({t - 1})->h({t})", $"W_h->h({t - 1})", $"h({t})->L({t})"])]),
        ],
        Hints = new(
            "Read $h(t) = f(h(t-1)\\cdot W_h + \\ldots)$ from right to left: what goes in has an arrow to what comes out.",
            "Three arrows for each step, so $3T$ texts. A loop over $t = 1, \\ldots, T$ adds three of them to a `List<string>`.",
            "In the loop: `edges.Add($\"h({t - 1})->h({t})\");`, and two lines like it; at the end `return edges.ToArray();`."),
        Afterwards = "Count the arrows that leave W_h: T of them. W_h is a value that branches.",
    };

    private static string[] Arrows(IEnumerable<int> steps) => [.. steps.SelectMany(t => (string[])[$"h({t - 1})->h({t})", $"W_h->h({t})", $"h({t})->L({t})"])];
}
