using RnnLm.Training.Autograd;

namespace RnnLm.Notebooks.Tests.BackpropagationThroughTime;

public sealed class FanOutTests() : FunctionExerciseTests<Func<double, double, double, double[]>>(Exercises.FanOut)
{
    protected override IReadOnlyList<Func<double, double, double, double[]>> RightFunctions =>
    [
        (x, y, z) => y > z ? [y, x + (2 * y), 0] : [z, z, x + y],
        (x, y, z) =>
        {
            Value a = new(x), b = new(y), c = new(z);
            ((a + b) * Value.Max(b, c)).Backward();
            return [a.Gradient, b.Gradient, c.Gradient];
        },
    ];

    protected override IReadOnlyList<(string?, Func<double, double, double, double[]>)> WrongFunctions =>
    [
        ("the maximum's branch left out", (x, y, z) => y > z ? [y, y, 0] : [z, z, x + y]),
        ("the sum's branch left out", (x, y, z) => y > z ? [y, x + y, 0] : [z, 0, x + y]),
        ("branches multiplied", (x, y, z) => y > z ? [y, y * (x + y), 0] : [z, 0, x + y]),
        ("x treated like y", (x, y, z) => y > z ? [x + (2 * y), x + (2 * y), 0] : [z, z, x + y]),
        ("maximum like a sum", (x, y, z) => y > z ? [y, x + (2 * y), x + y] : [z, z + x + y, x + y]),
        ("maximum to the smaller", (x, y, z) => y > z ? [y, y, x + y] : [z, z + x + y, 0]),
        ("factors of the product not exchanged", (x, y, z) => y > z ? [x + y, x + (2 * y), 0] : [x + y, x + y, z]),
        ("maximum to the smaller", (x, y, z) => y < z ? [y, x + (2 * y), 0] : [z, z, x + y]),
        ("right, but at other places", (x, y, z) => y > z ? [y, 0, x + (2 * y)] : [z, x + y, z]),
        (null, (x, y, z) => [x, y, z]),
    ];
}

public sealed class UnrolledEdgesTests() : FunctionExerciseTests<Func<int, string[]>>(Exercises.UnrolledEdges)
{
    protected override IReadOnlyList<Func<int, string[]>> RightFunctions =>
    [
        T => [.. from t in Enumerable.Range(1, T) from edge in new[] { $"h({t - 1})->h({t})", $"W_h->h({t})", $"h({t})->L({t})" } select edge],
        T =>
        {
            var edges = new string[3 * T];
            for (var t = 0; t < T; t++)
                (edges[3 * t], edges[(3 * t) + 1], edges[(3 * t) + 2]) = ("h(" + t + ")->h(" + (t + 1) + ")", "W_h->h(" + (t + 1) + ")", "h(" + (t + 1) + ")->L(" + (t + 1) + ")");
            return edges;
        },
    ];

    protected override IReadOnlyList<(string?, Func<int, string[]>)> WrongFunctions =>
    [
        ("arrows of W_h missing", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            if (t == 1) add("W_h->h(1)");
            add($"h({t})->L({t})");
        })),
        ("losses missing", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"W_h->h({t})");
            if (t == T) add($"h({t})->L({t})");
        })),
        ("states pointing backwards", T => Draw(T, (t, add) =>
        {
            add($"h({t})->h({t - 1})");
            add($"W_h->h({t})");
            add($"h({t})->L({t})");
        })),
        ("begun at 0", T => Draw(T, (t, add) =>
        {
            add($"h({t - 2})->h({t - 1})");
            add($"W_h->h({t - 1})");
            add($"h({t - 1})->L({t - 1})");
        })),
        ("a step too few or too many", T => Draw(T + 1, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"W_h->h({t})");
            add($"h({t})->L({t})");
        })),
        ("the arrows in another order", T => Draw(T, (t, add) =>
        {
            add($"W_h->h({t})");
            add($"h({t - 1})->h({t})");
            add($"h({t})->L({t})");
        })),
        ("the arrows in another order", T => [.. Draw(T, (t, add) => add($"h({t - 1})->h({t})")), .. Draw(T, (t, add) => add($"W_h->h({t})")), .. Draw(T, (t, add) => add($"h({t})->L({t})"))]),
        ("a step too few or too many", T => Draw(T - 1, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"W_h->h({t})");
            add($"h({t})->L({t})");
        })),
        ("losses of another state", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"W_h->h({t})");
            add($"h({T})->L({t})");
        })),
        ("W_h pointing to the state before", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"W_h->h({t - 1})");
            add($"h({t})->L({t})");
        })),
        ("the same result for every call", _ => []),
        ("arrows of W_h missing", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"h({t})->L({t})");
        })),
        ("losses missing", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"W_h->h({t})");
        })),
        ("losses of another state", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"W_h->h({t})");
            add($"h({t - 1})->L({t})");
        })),
        ("right, but at other places", T => Draw(T, (t, add) =>
        {
            add($"h({t - 1})->h({t})");
            add($"h({t})->L({t})");
            add($"W_h->h({t})");
        })),
        ("other signs", T => Draw(T, (t, add) =>
        {
            add($"h[{t - 1}]->h[{t}]");
            add($"Wh->h[{t}]");
            add($"h[{t}]->L[{t}]");
        })),
        ("the $ in front of a text missing", T => Draw(T, (t, add) =>
        {
            add("h({t - 1})->h({t})");
            add("W_h->h({t})");
            add("h({t})->L({t})");
        })),
        (null, T => Draw(T, (t, add) =>
        {
            add("h(t-1)->h(t)");
            add("W_h->h(t)");
            add("h(t)->L(t)");
        })),
    ];

    private static string[] Draw(int steps, Action<int, Action<string>> draw)
    {
        var edges = new List<string>();
        for (var t = 1; t <= steps; t++) draw(t, edges.Add);
        return [.. edges];
    }
}
