namespace RnnLm.Notebooks.Figures;

/// <summary>A node of a graph.</summary>
/// <param name="Id">What edges call it.</param>
/// <param name="X">Where, in units of about 70 pixels, to the right.</param>
/// <param name="Y">Where, upwards.</param>
/// <param name="Label">In it.</param>
public sealed record GraphNode(string Id, double X, double Y, string Label)
{
    /// <summary>Below it, such as its value; empty for none.</summary>
    public string Below { get; init; } = "";

    /// <summary>The colour of its outline.</summary>
    public string Colour { get; init; } = Palette.Ink;
}

/// <summary>An arrow from node to node.</summary>
/// <param name="From">Id of the node that it leaves.</param>
/// <param name="To">Id of the node that it enters.</param>
/// <param name="Label">Beside it, such as a derivative; empty for none.</param>
public sealed record GraphEdge(string From, string To, string Label = "");

/// <summary>A state of a graph: what is lit, and what then stands beside edges and below nodes.</summary>
/// <param name="Label">What the slider reads.</param>
/// <param name="Caption">What is worked out here.</param>
/// <param name="Edges">The edges that are lit, as (from, to).</param>
public sealed record GraphStep(string Label, string Caption, IReadOnlyList<(string From, string To)> Edges)
{
    /// <summary>In the place of the labels of some edges.</summary>
    public IReadOnlyDictionary<(string From, string To), string> EdgeLabels { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>In the place of what stands below some nodes.</summary>
    public IReadOnlyDictionary<string, string> Below { get; init; } = new Dictionary<string, string>();
}

/// <summary>Small graphs of a computation: what depends on what, with gradients beside the edges and paths lit by a slider (slide items A23, A24, B27, B28).</summary>
public static class GraphFigure
{
    private const double Radius = 0.36;

    /// <summary>A graph; with steps, a slider through them.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="caption">What to look at.</param>
    /// <param name="description">The picture in words.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The arrows.</param>
    /// <param name="steps">The states that a slider goes through; none for a still graph.</param>
    /// <param name="slider">What the slider changes.</param>
    /// <exception cref="ArgumentException">An edge, or a step, names a node or an edge that is not there.</exception>
    public static Figure Of(string title, string caption, string description, IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges,
        IReadOnlyList<GraphStep>? steps = null, string slider = "step")
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        var places = nodes.ToDictionary(node => node.Id);
        foreach (var (from, to) in edges.Select(edge => (edge.From, edge.To)))
        {
            if (!places.ContainsKey(from) || !places.ContainsKey(to)) throw new ArgumentException($"The edge from '{from}' to '{to}' names a node that is not there.", nameof(edges));
        }
        foreach (var (from, to) in steps?.SelectMany(step => step.Edges.Concat(step.EdgeLabels.Keys)) ?? [])
        {
            if (!edges.Any(edge => (edge.From, edge.To) == (from, to))) throw new ArgumentException($"A step names an edge from '{from}' to '{to}' that is not there.", nameof(steps));
        }
        var frames = steps?.Select(step => new Frame(step.Label, Labels(nodes, step))
        {
            Caption = step.Caption,
            Annotations = Arrows(places, edges, step),
            Shapes = Discs(nodes, step),
        }).ToArray();
        var (left, right) = (nodes.Min(node => node.X) - 0.8, nodes.Max(node => node.X) + 0.8);
        var (low, high) = (nodes.Min(node => node.Y) - 0.9, nodes.Max(node => node.Y) + 0.7);
        return new Figure
        {
            Title = title,
            Caption = caption,
            Description = description,
            Panels = [new Panel { X = Axis.Hidden(left, right), Y = Axis.Hidden(low, high), EqualUnits = true }],
            Height = (int)Math.Clamp((high - low) * 72, 150, 560),
            Traces = frames?[0].Traces ?? Labels(nodes, null),
            Annotations = frames?[0].Annotations ?? Arrows(places, edges, null),
            Shapes = frames?[0].Shapes ?? Discs(nodes, null),
            Slider = frames is { Length: > 1 } ? new Slider(slider, frames) : null,
        };
    }

    private static IReadOnlyList<Trace> Labels(IReadOnlyList<GraphNode> nodes, GraphStep? step)
    {
        var below = nodes.Select(node => step?.Below.GetValueOrDefault(node.Id) ?? node.Below).ToArray();
        return [Texts(nodes, 0, [.. nodes.Select(node => node.Label)], "nodes"), Texts(nodes, Radius + 0.18, below, "values")];
    }

    private static Scatter Texts(IReadOnlyList<GraphNode> nodes, double down, IReadOnlyList<string> labels, string name) => new()
    {
        Name = name,
        InLegend = false,
        Marks = Marks.Text,
        LabelPlace = LabelPlace.Centre,
        X = [.. nodes.Select(node => node.X)],
        Y = [.. nodes.Select(node => node.Y - down)],
        Labels = labels,
        Hover = labels,
    };

    private static IReadOnlyList<Shape> Discs(IReadOnlyList<GraphNode> nodes, GraphStep? step) =>
        [.. nodes.Select(node => Shape.Circle(node.X, node.Y, Radius) with
        {
            Colour = IsLit(node, step) ? Palette.Vermilion : node.Colour,
            Width = IsLit(node, step) ? 2.5 : 1.5,
            Fill = IsLit(node, step) ? Palette.Mark : null,
            Behind = true,
        })];

    private static bool IsLit(GraphNode node, GraphStep? step) => step?.Edges.Any(edge => edge.From == node.Id || edge.To == node.Id) == true;

    private static IReadOnlyList<Annotation> Arrows(Dictionary<string, GraphNode> places, IReadOnlyList<GraphEdge> edges, GraphStep? step) =>
        [.. edges.SelectMany(edge => Arrow(places[edge.From], places[edge.To], step?.EdgeLabels.GetValueOrDefault((edge.From, edge.To)) ?? edge.Label,
            step?.Edges.Contains((edge.From, edge.To)) == true))];

    private static IEnumerable<Annotation> Arrow(GraphNode from, GraphNode to, string label, bool lit)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var (ux, uy) = (dx / length, dy / length);
        const double Away = Radius + 0.04;
        var colour = lit ? Palette.Vermilion : Palette.Faint;
        yield return new Annotation(to.X - (ux * Away), to.Y - (uy * Away), "") { From = (from.X + (ux * Away), from.Y + (uy * Away)), Colour = colour, Width = lit ? 3 : 1.5 };
        if (label.Length == 0) yield break;
        // Beside the middle of the arrow, on its upper or left side.
        var (sideX, sideY) = uy >= 0 && ux >= 0 ? (-uy, ux) : ux < 0 ? (uy, -ux) : (-uy, ux);
        var steep = Math.Abs(uy) > Math.Abs(ux);
        yield return new Annotation((from.X + to.X) / 2, (from.Y + to.Y) / 2, lit ? $"<b>{label}</b>" : label)
        {
            Colour = lit ? Palette.Vermilion : Palette.Ink,
            Anchor = !steep ? Anchor.Bottom : sideX < 0 ? Anchor.Right : Anchor.Left,
            Shift = steep ? (8 * Math.Sign(sideX), 0) : (0, 4 + (14 * Math.Abs(uy))),
        };
    }
}
