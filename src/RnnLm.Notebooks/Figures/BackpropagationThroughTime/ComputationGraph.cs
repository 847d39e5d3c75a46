using System.Globalization;
using RnnLm.Training.Autograd;

namespace RnnLm.Notebooks.Figures;

/// <summary>How a number was computed, as a graph, and how the chain rule goes back through it, node by node (slides A23, A24).</summary>
public static class ComputationGraph
{
    private const double LayerWidth = 2.4;
    private const double RowHeight = 1.5;

    /// <summary>
    /// The graph of everything that went into this value. The slider goes back from the result: at each position one node hands its gradient on, along each edge times
    /// the derivative of its operation, and where edges meet, what they bring is added.
    /// </summary>
    /// <param name="result">The value, made of at least one operation; it is not changed.</param>
    /// <exception cref="ArgumentException">It is made of none, or two nodes have the same label.</exception>
    public static Figure Of(Value result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var order = result.TopologicalOrder();
        if (order.Count == 1) throw new ArgumentException("A graph needs an operation, but this value was given and not computed.", nameof(result));
        if (order.GroupBy(Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two nodes are called {twice.Key}: give each a label of its own.", nameof(result));
        var places = Places(order);
        Value[] backwards = [.. order.Reverse().Where(node => node.Edges.Count > 0)];
        GraphStep[] steps = [.. Enumerable.Range(-1, backwards.Length + 1).Select(done => Step(order, backwards, done))];
        var name = Name(result);
        var all = Gradients(order, backwards.Length, backwards);
        var figure = GraphFigure.Of(
            $"Forwards {name}, backwards its gradients",
            "Step back through the graph. Along an edge a gradient is multiplied; what comes back to a node over several edges is added.",
            "A graph: " + string.Join("; ", order.Select(node => $"{Name(node)}{(node.Edges.Count == 0 ? "" : $" = {Formula(node)}")} = {Number(node.Data)}"))
                + ". Gradients: " + string.Join(", ", all.Select(pair => $"∂{name}/∂{Name(pair.Key)} = {Number(pair.Value)}")) + ".",
            [.. order.Select(node => new GraphNode(Name(node), places[node].X, places[node].Y, $"<b>{Name(node)}</b>"))],
            [.. order.SelectMany(node => node.Children.Distinct().Select(child => new GraphEdge(Name(child), Name(node))))],
            steps);
        return figure with { Slider = figure.Slider! with { Start = steps.Length - 1 } };
    }

    // The graph after the first nodes of the way back have handed their gradients on; −1 for the way forwards.
    private static GraphStep Step(IReadOnlyList<Value> order, Value[] backwards, int done)
    {
        var result = Name(order[^1]);
        var gradients = Gradients(order, done + 1, backwards);
        var current = done < 0 ? null : backwards[done];
        return new GraphStep(
            current is null ? "forwards" : $"back from {Name(current)}",
            current is null ? $"{result} = {Number(order[^1].Data)}" : $"{Name(current)} = {Formula(current)} hands on ∂{result}/∂{Name(current)} = {Number(gradients[current])}",
            current is null ? [] : [.. current.Children.Distinct().Select(child => (Name(child), Name(current)))])
        {
            EdgeLabels = backwards.Take(done + 1)
                .SelectMany(node => node.Edges.GroupBy(edge => edge.Operand), (node, group) => (Node: node, Operand: group.Key, Derivative: group.Sum(edge => edge.Derivative)))
                .ToDictionary(edge => (Name(edge.Operand), Name(edge.Node)), edge => $"{Number(gradients[edge.Node])} · {Number(edge.Derivative)} = {Number(gradients[edge.Node] * edge.Derivative)}"),
            Below = order.ToDictionary(Name, node => Number(node.Data) + (gradients.TryGetValue(node, out var gradient) ? $", ∂{result}/∂{Name(node)} = <b>{Number(gradient)}</b>" : "")),
        };
    }

    // ∂result/∂node as far as it is known when this many nodes of the way back have handed theirs on.
    private static Dictionary<Value, double> Gradients(IReadOnlyList<Value> order, int nodes, Value[] backwards)
    {
        var gradients = new Dictionary<Value, double>();
        if (nodes > 0) gradients[order[^1]] = 1;
        foreach (var node in backwards.Take(nodes))
        {
            foreach (var (operand, derivative) in node.Edges)
                gradients[operand] = gradients.GetValueOrDefault(operand) + (gradients[node] * derivative);
        }

        return gradients;
    }

    // A column for each layer, inputs on the left; in it, a node stands near the middle of its operands.
    private static Dictionary<Value, (double X, double Y)> Places(IReadOnlyList<Value> order)
    {
        var layers = new Dictionary<Value, int>();
        foreach (var node in order) layers[node] = node.Children.Select(child => layers[child] + 1).DefaultIfEmpty(0).Max();
        var places = new Dictionary<Value, (double X, double Y)>();
        foreach (var layer in order.GroupBy(node => layers[node]).OrderBy(group => group.Key))
        {
            var sorted = layer.OrderByDescending(node => node.Children.Select(child => places[child].Y).DefaultIfEmpty(0).Average()).ToArray();
            for (var n = 0; n < sorted.Length; n++)
                places[sorted[n]] = (layer.Key * LayerWidth, (((sorted.Length - 1) / 2.0) - n) * RowHeight);
        }

        return places;
    }

    private static string Name(Value node) => node.Label ?? (node.Edges.Count == 0 ? Number(node.Data) : Formula(node));

    private static string Formula(Value node)
    {
        var names = node.Children.Select(child => child.Label ?? Number(child.Data)).ToArray();
        return names.Length == 2 && node.Operation.Length == 1 ? $"{names[0]} {node.Operation} {names[1]}" : $"{node.Operation}({string.Join(", ", names)})";
    }

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
