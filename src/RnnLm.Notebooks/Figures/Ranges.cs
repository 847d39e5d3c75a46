namespace RnnLm.Notebooks.Figures;

/// <summary>The ends of a figure's axes: as given, or so that everything in every frame is inside.</summary>
internal static class Ranges
{
    /// <summary>The ends of an axis, in the order in which they are drawn; exponents of ten on a log axis.</summary>
    public static (double First, double Last) Of(Figure figure, int panel, bool vertical)
    {
        var axis = vertical ? figure.Panels[panel].Y : figure.Panels[panel].X;
        var (low, high) = axis.Range is { } given ? (Scaled(axis, given.Low), Scaled(axis, given.High)) : Spanned(figure, panel, vertical, axis);
        return axis.Reversed ? (high, low) : (low, high);
    }

    /// <summary>The least and the greatest value of a grid and its forms in the frames.</summary>
    public static (double Low, double High) OfValues(Figure figure, int trace)
    {
        var grids = ((IEnumerable<Trace>)[figure.Traces[trace], .. figure.Slider?.Frames.Select(frame => frame.Traces[trace]) ?? []]).Cast<Grid>().ToArray();
        if (grids[0].Range is { } given) return given;
        var values = grids.SelectMany(grid => grid.Z.Cast<double>()).Where(double.IsFinite).ToArray();
        if (values.Length == 0) return (0, 1);
        var (low, high) = (values.Min(), values.Max());
        return low < high ? (low, high) : (low - 0.5, high + 0.5);
    }

    /// <summary>A value's place on an axis: its logarithm, if that is what the axis shows.</summary>
    public static double Scaled(Axis axis, double value) => !axis.Log ? value : value > 0 ? Math.Log10(value) : double.NaN;

    /// <summary>Whether zero is marked with a line: where values lie on both sides of it.</summary>
    public static bool MarksZero(Axis axis, (double First, double Last) range) =>
        axis.Grid && !axis.Log && axis.Categories is null && Math.Min(range.First, range.Last) < -0.1 * Math.Abs(range.Last - range.First) && Math.Max(range.First, range.Last) > 0;

    private static (double, double) Spanned(Figure figure, int panel, bool vertical, Axis axis)
    {
        if (axis.Categories is { } names) return (-0.5, names.Count - 0.5);
        var traces = figure.AllTraces.Where(trace => trace.Panel == panel).ToArray();
        var values = traces.SelectMany(trace => Extent(trace, vertical)).Select(value => Scaled(axis, value)).Where(double.IsFinite).ToArray();
        if (values.Length == 0) return (0, 1);
        var (low, high) = (values.Min(), values.Max());
        if (low == high) return (low - 0.5, high + 0.5);
        if (traces.All(trace => trace is Grid)) return (low, high);
        var margin = 0.05 * (high - low);
        var onZero = !axis.Log && traces.Any(trace => trace is Bar bar && bar.Horizontal != vertical);
        return (onZero && low == 0 ? 0 : low - margin, onZero && high == 0 ? 0 : high + margin);
    }

    private static IEnumerable<double> Extent(Trace trace, bool vertical) => trace switch
    {
        Scatter points => vertical ? points.FilledToZero ? points.Y.Append(0) : points.Y : points.X,
        Band band => vertical ? band.Low.Concat(band.High) : band.X,
        Bar bar when bar.Horizontal == vertical => bar.Places.SelectMany(place => (double[])[place - 0.5, place + 0.5]),
        Bar bar => Enumerable.Range(0, bar.Values.Count).SelectMany(i => (double[])[bar.BaseOf(i), bar.BaseOf(i) + bar.Values[i]])
            .Concat(bar.Low ?? []).Concat(bar.High ?? []),
        Heatmap map => Edges(vertical ? map.Rows : map.Columns),
        Grid grid => vertical ? grid.Rows : grid.Columns,
        SpaceCurve curve => vertical ? curve.Y : curve.X,
        _ => [],
    };

    /// <summary>Where cells begin and end: half way between their centres.</summary>
    public static double[] Edges(IReadOnlyList<double> centres)
    {
        var n = centres.Count;
        if (n == 0) return [];
        if (n == 1) return [centres[0] - 0.5, centres[0] + 0.5];
        return [(1.5 * centres[0]) - (0.5 * centres[1]), .. Enumerable.Range(1, n - 1).Select(i => (centres[i - 1] + centres[i]) / 2),
            (1.5 * centres[n - 1]) - (0.5 * centres[n - 2])];
    }
}
