using System.Globalization;
using RnnLm.Training.Backpropagation;

namespace RnnLm.Notebooks.Figures;

/// <summary>The unrolled graph, and the paths along which a loss reaches the one W_h (slides B27, B28).</summary>
public static class UnrolledPaths
{
    private const double Distance = 2.6; // between two states
    private const string Weight = "W<sub>h</sub>";

    /// <summary>
    /// The graph of T steps with the paths of the last loss, ∂ℒ(T)/∂W_h: first the graph alone, then the path over the use at step T, T−1, … 1, and last all of them.
    /// </summary>
    /// <param name="bptt">The gradients; 2 to 5 steps can be drawn.</param>
    /// <exception cref="ArgumentException">Fewer or more steps.</exception>
    public static Figure Of(Bptt bptt)
    {
        ArgumentNullException.ThrowIfNull(bptt);
        if (bptt.Length is < 2 or > 5) throw new ArgumentException($"The graph is drawn for 2 to 5 steps, but {bptt.Length} came.", nameof(bptt));
        var last = bptt.Length;
        int[] times = [.. Enumerable.Range(1, last)];
        int[][] positions = [[], .. times.Reverse().Select(i => new[] { i }), times];
        var figure = GraphFigure.Of(
            $"One {Weight}, {last} uses, {last} paths from ℒ({last})",
            $"Each path goes back from ℒ({last}) over some states and leaves through one use of {Weight}. Along a path the factors are multiplied; the gradient is the sum over the paths.",
            $"States h(0) to h({last}) in a row, a loss above each of h(1) to h({last}), and below them one W_h with an arrow to each. Norms of the terms: "
                + string.Join(", ", times.Reverse().Select(i => $"step {i} {Number(Norm(bptt, i))}")) + $"; of their sum {Number(bptt.Gradient(last).FrobeniusNorm())}.",
            [
                .. Enumerable.Range(0, last + 1).Select(t => new GraphNode(State(t), Distance * t, 0, State(t))),
                .. times.Select(t => new GraphNode(Loss(t), Distance * t, 1.6, Loss(t))),
                new GraphNode(Weight, Distance * (last + 1) / 2, -2.2, Weight),
            ],
            [.. times.SelectMany(t => (GraphEdge[])[new(State(t - 1), State(t)), new(Weight, State(t)), new(State(t), Loss(t))])],
            [.. positions.Select(uses => Step(bptt, uses))],
            slider: "path");
        return figure with { Slider = figure.Slider! with { Start = 1 } };
    }

    private static GraphStep Step(Bptt bptt, int[] uses)
    {
        var last = bptt.Length;
        if (uses.Length == 0) return new GraphStep("the graph", "arrows: what is computed from what", []);
        var crossed = Enumerable.Range(uses.Min() + 1, last - uses.Min()).ToArray();
        var labels = new Dictionary<(string From, string To), string> { [(State(last), Loss(last))] = $"∂ℒ({last})/∂h({last})" };
        foreach (var t in crossed) labels[(State(t - 1), State(t))] = $"∂h({t})/∂h({t - 1})";
        foreach (var t in uses) labels[(Weight, State(t))] = "";
        return new GraphStep(uses.Length == 1 ? $"step {uses[0]}" : "all", Caption(bptt, uses, crossed), [.. labels.Keys])
        {
            EdgeLabels = labels,
            Below = new Dictionary<string, string> { [Weight] = string.Join(", ", uses.Select(t => $"∂⁺h({t})/∂{Weight}")) },
        };
    }

    private static string Caption(Bptt bptt, int[] uses, int[] crossed)
    {
        var last = bptt.Length;
        if (uses.Length > 1) return $"sum of the {last} terms: ∂ℒ({last})/∂{Weight}, norm {Number(bptt.Gradient(last).FrobeniusNorm())}";
        var factors = crossed.Reverse().Select(t => $"∂h({t})/∂h({t - 1}) · ");
        return $"∂ℒ({last})/∂h({last}) · {string.Concat(factors)}∂⁺h({uses[0]})/∂{Weight}, norm {Number(Norm(bptt, uses[0]))}";
    }

    private static double Norm(Bptt bptt, int i) => bptt.Contribution(bptt.Length, i).FrobeniusNorm();

    private static string State(int t) => $"h({t})";

    private static string Loss(int t) => $"ℒ({t})";

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
