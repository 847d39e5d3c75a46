namespace RnnLm.Notebooks.Figures.Drawing;

/// <summary>Lines, markers, bands and bars in a panel.</summary>
internal static class SvgTraces
{
    public static void Draw(Svg svg, IReadOnlyList<Trace> traces, bool stacked, AxisScale x, AxisScale y)
    {
        foreach (var band in traces.OfType<Band>()) Area(svg, band, x, y);
        var bars = traces.OfType<Bar>().ToArray();
        for (var i = 0; i < bars.Length; i++) Bars(svg, bars, i, stacked, x, y);
        foreach (var trace in traces)
        {
            if (trace is Scatter points) Points(svg, points, x, y);
            if (trace is SpaceCurve curve) Line(svg, [.. curve.X.Zip(curve.Y, (a, b) => (x[a], y[b]))], curve.Colour, 2.5, Dash.Solid, 1);
        }
    }

    /// <summary>What stands for a trace in the legend, around a point.</summary>
    public static void Key(Svg svg, Trace trace, double x, double y)
    {
        switch (trace)
        {
            case Band band:
                svg.Shape("rect", ("x", x), ("y", y - 6), ("width", 24), ("height", 12), ("fill", band.Colour), ("fill-opacity", 0.2));
                break;
            case Bar bar:
                svg.Rectangle(x + 6, y - 6, 12, 12, bar.Colours is { Count: > 0 } colours ? colours[0] : bar.Colour);
                break;
            case SpaceCurve curve:
                svg.Line(x, y, x + 24, y, curve.Colour, 2.5);
                break;
            case Scatter points:
                if (points.Marks.HasFlag(Marks.Lines)) svg.Line(x, y, x + 24, y, points.Colour, points.Width, points.Dash);
                if (points.Marks.HasFlag(Marks.Markers)) Marker(svg, points.Symbol, x + 12, y, points.Size, points.Colours is { Count: > 0 } each ? each[0] : points.Colour, points.Opacity);
                break;
        }
    }

    private static void Area(Svg svg, Band band, AxisScale x, AxisScale y)
    {
        var (xs, ys) = band.Outline();
        var points = xs.Zip(ys, (a, b) => (X: x[a], Y: y[b])).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        if (points.Length > 2) svg.Shape("polygon", ("points", Svg.Points(points)), ("fill", band.Colour), ("fill-opacity", 0.2 * band.Opacity));
    }

    private static void Points(Svg svg, Scatter points, AxisScale x, AxisScale y)
    {
        var places = points.X.Zip(points.Y, (a, b) => (X: x[a], Y: y[b])).ToArray();
        if (points.Marks.HasFlag(Marks.Lines))
        {
            foreach (var run in Runs(places))
            {
                if (points.FilledToZero && run.Count > 1)
                {
                    var outline = run.Prepend((run[0].X, y[0])).Append((run[^1].X, y[0]));
                    svg.Shape("polygon", ("points", Svg.Points(outline)), ("fill", points.Colour), ("fill-opacity", 0.2));
                }
                Line(svg, run, points.Colour, points.Width, points.Dash, points.Opacity);
            }
        }
        for (var i = 0; i < places.Length; i++)
        {
            if (!double.IsFinite(places[i].X) || !double.IsFinite(places[i].Y)) continue;
            var colour = points.Colours?[i] ?? points.Colour;
            if (points.Marks.HasFlag(Marks.Markers)) Marker(svg, points.Symbol, places[i].X, places[i].Y, points.Size, colour, points.Opacity);
            if (points.Marks.HasFlag(Marks.Text) && points.Labels is { } labels)
                Label(svg, labels[i], places[i], points, points.Colours is not null && !points.Marks.HasFlag(Marks.Markers) ? colour : Palette.Ink);
        }
    }

    private static void Label(Svg svg, string label, (double X, double Y) place, Scatter points, string colour)
    {
        var away = points.Marks.HasFlag(Marks.Markers) ? (points.Size / 2) + 4 : 4;
        var (dx, dy, anchor) = points.LabelPlace switch
        {
            LabelPlace.Above => (0.0, -away - 1, "middle"),
            LabelPlace.Below => (0, away + 10, "middle"),
            LabelPlace.Left => (-away, 4, "end"),
            LabelPlace.Right => (away, 4, "start"),
            _ => (0, 4.5, "middle"),
        };
        svg.Text(place.X + dx, place.Y + dy, label, 12.5, colour, anchor);
    }

    private static void Line(Svg svg, IReadOnlyList<(double X, double Y)> points, string colour, double width, Dash dash, double opacity) =>
        svg.Shape("polyline", ("points", Svg.Points(points)), ("fill", "none"), ("stroke", colour), ("stroke-width", width),
            ("stroke-dasharray", Svg.Strokes(dash)), ("stroke-linejoin", "round"), ("opacity", opacity < 1 ? opacity : null));

    /// <summary>The stretches between gaps. What lies far outside is held near, which the cut hides.</summary>
    private static IEnumerable<List<(double X, double Y)>> Runs(IEnumerable<(double X, double Y)> points)
    {
        var run = new List<(double, double)>();
        foreach (var point in points)
        {
            if (double.IsFinite(point.X) && double.IsFinite(point.Y))
            {
                run.Add((Math.Clamp(point.X, -1e4, 1e4), Math.Clamp(point.Y, -1e4, 1e4)));
                continue;
            }
            if (run.Count > 0) yield return run;
            run = [];
        }
        if (run.Count > 0) yield return run;
    }

    private static void Marker(Svg svg, Symbol symbol, double x, double y, double size, string colour, double opacity)
    {
        var r = size / 2;
        object? faded = opacity < 1 ? opacity : null;
        switch (symbol)
        {
            case Symbol.Circle:
                svg.Shape("circle", ("cx", x), ("cy", y), ("r", r), ("fill", colour), ("opacity", faded));
                break;
            case Symbol.Square:
                svg.Shape("rect", ("x", x - r), ("y", y - r), ("width", size), ("height", size), ("fill", colour), ("opacity", faded));
                break;
            case Symbol.Cross:
                svg.Shape("path", ("d", $"M{Svg.Number(x - r)} {Svg.Number(y - r)}l{Svg.Number(size)} {Svg.Number(size)}m0 {Svg.Number(-size)}l{Svg.Number(-size)} {Svg.Number(size)}"),
                    ("stroke", colour), ("stroke-width", 2.0), ("opacity", faded));
                break;
            default:
                (double, double)[] corners = symbol == Symbol.Diamond ? [(x, y - (1.3 * r)), (x + (1.3 * r), y), (x, y + (1.3 * r)), (x - (1.3 * r), y)]
                    : [(x, y - (1.2 * r)), (x + (1.1 * r), y + r), (x - (1.1 * r), y + r)];
                svg.Shape("polygon", ("points", Svg.Points(corners)), ("fill", colour), ("opacity", faded));
                break;
        }
    }

    private static void Bars(Svg svg, Bar[] all, int index, bool stacked, AxisScale x, AxisScale y)
    {
        var bar = all[index];
        var (along, across) = bar.Horizontal ? (x, y) : (y, x);
        var (breadth, shift) = stacked || all.Length == 1 ? (bar.Breadth, 0) : (bar.Breadth / all.Length, bar.Breadth * (((index + 0.5) / all.Length) - 0.5));
        for (var i = 0; i < bar.Values.Count; i++)
        {
            if (!double.IsFinite(bar.Values[i])) continue;
            var place = bar.Places[i] + shift;
            var from = bar.BaseOf(i) + (stacked ? Below(all[..index], bar.Places[i], bar.Values[i]) : 0);
            var (start, end) = (along[from], along[from + bar.Values[i]]);
            if (!double.IsFinite(start)) start = along.Ends.First; // Zero on a log axis.
            var (one, other) = (across[place - (breadth / 2)], across[place + (breadth / 2)]);
            var (width, height) = (Math.Abs(end - start), Math.Abs(other - one));
            if (bar.Horizontal) Rectangle(svg, bar, i, Math.Min(start, end), Math.Min(one, other), width, height);
            else Rectangle(svg, bar, i, Math.Min(one, other), Math.Min(start, end), height, width);
            if (bar.Low is { } low && bar.High is { } high) Whisker(svg, bar.Horizontal, across[place], along[low[i]], along[high[i]]);
            if (bar.Labels is not { } labels) continue;
            var back = bar.Values[i] < 0;
            if (bar.Horizontal) svg.Text(end + (back ? -5 : 5), across[place] + 4, labels[i], 12.5, anchor: back ? "end" : "start");
            else svg.Text(across[place], end + (back ? 14 : -5), labels[i], 12.5, anchor: "middle");
        }
    }

    private static void Rectangle(Svg svg, Bar bar, int i, double x, double y, double width, double height) =>
        svg.Shape("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("fill", bar.Colours?[i] ?? bar.Colour), ("opacity", bar.Opacity < 1 ? bar.Opacity : null));

    private static double Below(Bar[] before, double place, double value) =>
        before.Sum(bar => Enumerable.Range(0, bar.Values.Count).Where(i => bar.Places[i] == place && bar.Values[i] < 0 == value < 0).Sum(i => bar.Values[i]));

    private static void Whisker(Svg svg, bool horizontal, double place, double low, double high)
    {
        foreach (var (x0, y0, x1, y1) in new[] { (place, low, place, high), (place - 4, low, place + 4, low), (place - 4, high, place + 4, high) })
        {
            if (horizontal) svg.Line(y0, x0, y1, x1, Palette.Ink, 1.2);
            else svg.Line(x0, y0, x1, y1, Palette.Ink, 1.2);
        }
    }
}
