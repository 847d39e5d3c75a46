namespace RnnLm.Notebooks.Figures.Drawing;

/// <summary>A panel on the page: its axes, and what is drawn between them.</summary>
internal sealed class PanelDrawing
{
    private const double Small = 12;
    private const double ScaleRoom = 86;

    private readonly Svg _svg;
    private readonly Figure _figure;
    private readonly Panel _panel;
    private readonly int _index;
    private readonly Trace[] _traces;

    private PanelDrawing(Svg svg, Figure figure, Figure still, int index)
    {
        (_svg, _figure, _panel, _index) = (svg, figure, figure.Panels[index], index);
        _traces = [.. still.Traces.Where(trace => trace.Panel == index)];
    }

    private AxisScale X { get; set; } = null!;

    private AxisScale Y { get; set; } = null!;

    /// <summary>Draws a panel into a box, whose lower and left parts its marks and titles take.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="figure">The figure with all frames, which give the ranges.</param>
    /// <param name="still">The figure as it is drawn.</param>
    /// <param name="index">Which panel.</param>
    /// <param name="box">Left, top, right and the lower end of the axes.</param>
    public static void Draw(Svg svg, Figure figure, Figure still, int index, (double Left, double Top, double Right, double Bottom) box)
    {
        var drawing = new PanelDrawing(svg, figure, still, index);
        drawing.Place(box);
        drawing.DrawAxes();
        drawing.Inside(() =>
        {
            SvgMarks.Shapes(svg, [.. still.Shapes.Where(shape => shape.Panel == index && shape.Behind)], drawing.X, drawing.Y);
            foreach (var grid in drawing._traces.OfType<Grid>()) SvgGrids.Draw(svg, grid, drawing.RangeOf(grid, still), drawing.X, drawing.Y);
            SvgTraces.Draw(svg, drawing._traces, still.StackedBars, drawing.X, drawing.Y);
            SvgMarks.Shapes(svg, [.. still.Shapes.Where(shape => shape.Panel == index && !shape.Behind)], drawing.X, drawing.Y);
        });
        SvgMarks.Annotations(svg, [.. still.Annotations.Where(note => note.Panel == index)], drawing.X, drawing.Y);
        if (drawing._traces.OfType<Grid>().FirstOrDefault(grid => grid.ShowScale) is { } scaled)
            SvgGrids.ColourBar(svg, scaled, drawing.RangeOf(scaled, still), drawing.X.Ends.Last + 12, drawing.Top, drawing.Bottom);
    }

    private double Top => Math.Min(Y.Ends.First, Y.Ends.Last);

    private double Bottom => Math.Max(Y.Ends.First, Y.Ends.Last);

    /// <summary>Room under the axis of a panel, in pixels.</summary>
    public static double Below(Panel panel, double width)
    {
        if (!panel.X.Visible) return 8;
        var labels = panel.X.Categories ?? panel.X.Ticks?.Select(tick => tick.Label).ToArray();
        var turned = labels is not null && Crowded(labels, width);
        return (turned ? 14 + (labels!.Max(label => Svg.Width(label, Small)) * 0.64) : 24) + (panel.X.Title.Length > 0 ? 22 : 0);
    }

    private static bool Crowded(IReadOnlyList<string> labels, double width) =>
        labels.Sum(label => Svg.Width(label, Small) + 8) > width * 1.02 || labels.Max(label => Svg.Width(label, Small)) > 1.15 * width / labels.Count;

    private (double, double) RangeOf(Grid grid, Figure still)
    {
        var seen = Enumerable.Range(0, _figure.Traces.Count).Where(_figure.IsSeen).ToArray();
        var place = still.Traces.Select((trace, i) => (trace, i)).First(pair => ReferenceEquals(pair.trace, grid)).i;
        return Ranges.OfValues(_figure, seen[place]);
    }

    private void Place((double Left, double Top, double Right, double Bottom) box)
    {
        var (xs, ys) = (Ranges.Of(_figure, _index, vertical: false), Ranges.Of(_figure, _index, vertical: true));
        var (left, top, right, bottom) = box;
        if (_panel.Y.Visible)
        {
            var labels = new AxisScale(_panel.Y, ys, bottom, top).Ticks((int)((bottom - top) / 45)).Select(tick => Svg.Width(tick.Label, Small));
            left += labels.DefaultIfEmpty().Max() + 12 + (_panel.Y.Title.Length > 0 ? 22 : 0);
        }
        if (_traces.OfType<Grid>().Any(grid => grid.ShowScale)) right -= ScaleRoom;
        if (_panel.EqualUnits)
        {
            var unit = Math.Min((right - left) / Math.Abs(xs.Last - xs.First), (bottom - top) / Math.Abs(ys.Last - ys.First));
            var (spareX, spareY) = (right - left - (unit * Math.Abs(xs.Last - xs.First)), bottom - top - (unit * Math.Abs(ys.Last - ys.First)));
            (left, right, top, bottom) = (left + (spareX / 2), right - (spareX / 2), top + (spareY / 2), bottom - (spareY / 2));
        }
        X = new AxisScale(_panel.X, xs, left, right);
        Y = new AxisScale(_panel.Y, ys, bottom, top);
    }

    // A nested drawing cuts off what leaves the panel, and needs no id that two figures on a page could share.
    private void Inside(Action draw)
    {
        var (x, y, width, height) = (X.Ends.First, Y.Ends.Last, X.Ends.Last - X.Ends.First, Y.Ends.First - Y.Ends.Last);
        // A little more than the panel, for markers and lines on its edge.
        (x, y, width, height) = (x - 5, y - 5, width + 10, height + 10);
        _svg.Open("svg", ("x", x), ("y", y), ("width", width), ("height", height), ("viewBox", $"{Svg.Number(x)} {Svg.Number(y)} {Svg.Number(width)} {Svg.Number(height)}"));
        draw();
        _svg.Close("svg");
    }

    private void DrawAxes()
    {
        var (left, right) = X.Ends;
        var (bottom, top) = Y.Ends;
        if (_panel.Title.Length > 0) _svg.Text((left + right) / 2, top - 8, _panel.Title, 13, anchor: "middle", bold: true);
        if (_panel.X.Visible) Horizontal(left, right, top, bottom);
        if (_panel.Y.Visible) Vertical(left, right, top, bottom);
    }

    private void Horizontal(double left, double right, double top, double bottom)
    {
        var ticks = X.Ticks((int)((right - left) / 55));
        var turned = (_panel.X.Categories is not null || _panel.X.Ticks is not null) && ticks.Count > 0 && Crowded([.. ticks.Select(tick => tick.Label)], right - left);
        foreach (var (value, label) in ticks)
        {
            var x = X[value];
            if (_panel.X.Grid && _panel.X.Categories is null) _svg.Line(x, top, x, bottom, value == 0 && X.MarksZero ? Palette.Faint : Palette.Rule);
            if (turned) _svg.Text(x + 3, bottom + 14, label, Small, anchor: "end", turn: -40);
            else _svg.Text(x, bottom + 17, label, Small, anchor: "middle");
        }
        if (_panel.X.Title.Length > 0) _svg.Text((left + right) / 2, bottom + Below(_panel, right - left) - 6, _panel.X.Title, 13, anchor: "middle");
    }

    private void Vertical(double left, double right, double top, double bottom)
    {
        var ticks = Y.Ticks((int)((bottom - top) / 45));
        foreach (var (value, label) in ticks)
        {
            var y = Y[value];
            if (_panel.Y.Grid && _panel.Y.Categories is null) _svg.Line(left, y, right, y, value == 0 && Y.MarksZero ? Palette.Faint : Palette.Rule);
            _svg.Text(left - 7, y + 4, label, Small, anchor: "end");
        }
        if (_panel.Y.Title.Length == 0) return;
        var x = left - ticks.Select(tick => Svg.Width(tick.Label, Small)).DefaultIfEmpty().Max() - 18;
        _svg.Text(x, (top + bottom) / 2, _panel.Y.Title, 13, anchor: "middle", turn: -90);
    }
}
