namespace RnnLm.Notebooks.Figures.Drawing;

/// <summary>Annotations and shapes in a panel.</summary>
internal static class SvgMarks
{
    public static void Shapes(Svg svg, IReadOnlyList<Shape> shapes, AxisScale x, AxisScale y)
    {
        foreach (var shape in shapes)
        {
            var (x0, x1) = Ends(shape.X0, shape.X1, x);
            var (y0, y1) = Ends(shape.Y0, shape.Y1, y);
            (string, object?)[] style = [("stroke", shape.Width > 0 ? shape.Colour : "none"), ("stroke-width", shape.Width), ("stroke-dasharray", Svg.Strokes(shape.Dash)),
                ("fill", shape.Fill ?? "none"), ("fill-opacity", shape.FillOpacity < 1 ? shape.FillOpacity : null)];
            (string, object?)[] place = shape.Kind switch
            {
                ShapeKind.Line => [("x1", x0), ("y1", y0), ("x2", x1), ("y2", y1)],
                ShapeKind.Rectangle => [("x", Math.Min(x0, x1)), ("y", Math.Min(y0, y1)), ("width", Math.Abs(x1 - x0)), ("height", Math.Abs(y1 - y0))],
                _ => [("cx", (x0 + x1) / 2), ("cy", (y0 + y1) / 2), ("rx", Math.Abs(x1 - x0) / 2), ("ry", Math.Abs(y1 - y0) / 2)],
            };
            svg.Shape(shape.Kind switch { ShapeKind.Line => "line", ShapeKind.Rectangle => "rect", _ => "ellipse" }, [.. place, .. style]);
        }
    }

    public static void Annotations(Svg svg, IReadOnlyList<Annotation> annotations, AxisScale x, AxisScale y)
    {
        foreach (var note in annotations)
        {
            var (headX, headY) = (x[note.X], y[note.Y]);
            if (!double.IsFinite(headX) || !double.IsFinite(headY)) continue;
            var (textX, textY, anchor) = (headX + note.Shift.Right, headY - note.Shift.Up, note.Anchor);
            if (note.From is { } from)
            {
                (textX, textY, anchor) = (x[from.X], y[from.Y], Anchor.Centre);
                var (startX, startY) = note.Text.Length > 0 ? Edge(note, textX, textY, headX, headY) : (textX, textY);
                Arrow(svg, startX, startY, headX, headY, note.Colour, note.Width);
            }
            if (note.Text.Length > 0) Text(svg, note, textX, textY, anchor);
        }
    }

    private static void Text(Svg svg, Annotation note, double x, double y, Anchor anchor)
    {
        var lines = note.Text.Split("<br>").Length;
        var (width, height) = (Svg.Width(note.Text, note.Size), lines * note.Size * 1.3);
        var middle = anchor switch { Anchor.Top => y + (height / 2), Anchor.Bottom => y - (height / 2), _ => y };
        var (side, left) = anchor switch { Anchor.Left => ("start", x), Anchor.Right => ("end", x - width), _ => ("middle", x - (width / 2)) };
        if (note.Background is { } background) svg.Shape("rect", ("x", left - 3), ("y", middle - (height / 2) - 1), ("width", width + 6), ("height", height + 2), ("rx", 2), ("fill", background));
        svg.Text(x, middle + (note.Size * 0.35), note.Text, note.Size, note.Colour, side);
    }

    /// <summary>Where the way from the middle of a text to the arrow's head leaves the text.</summary>
    private static (double X, double Y) Edge(Annotation note, double x, double y, double headX, double headY)
    {
        var (width, height) = ((Svg.Width(note.Text, note.Size) / 2) + 3, (note.Text.Split("<br>").Length * note.Size * 0.65) + 2);
        var (dx, dy) = (headX - x, headY - y);
        var share = Math.Min(1, Math.Min(width / Math.Max(Math.Abs(dx), 1e-9), height / Math.Max(Math.Abs(dy), 1e-9)));
        return (x + (share * dx), y + (share * dy));
    }

    private static void Arrow(Svg svg, double x0, double y0, double x1, double y1, string colour, double width)
    {
        var length = Math.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
        if (length < 1) return;
        var (ux, uy, head) = ((x1 - x0) / length, (y1 - y0) / length, Math.Min(length, 5 + (2.2 * width)));
        svg.Line(x0, y0, x1 - (ux * head * 0.8), y1 - (uy * head * 0.8), colour, width);
        var half = head * 0.42;
        svg.Shape("polygon", ("points", Svg.Points([(x1, y1), (x1 - (ux * head) - (uy * half), y1 - (uy * head) + (ux * half)), (x1 - (ux * head) + (uy * half), y1 - (uy * head) - (ux * half))])), ("fill", colour));
    }

    private static (double, double) Ends(double from, double to, AxisScale scale) =>
        double.IsNaN(from) || double.IsNaN(to) ? scale.Ends : (scale[from], scale[to]);
}
