namespace RnnLm.Notebooks.Figures.Forms;

/// <summary>The numbers of a trace as a table.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Columns">Titles of the columns.</param>
/// <param name="Rows">The cells, at most <see cref="Most"/> rows.</param>
/// <param name="LeftOut">How many rows more there are.</param>
internal sealed record TraceTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int LeftOut)
{
    public const int Most = 100;

    public static TraceTable Of(Trace trace, Panel panel)
    {
        var (x, y) = (Title(panel.X, "x"), Title(panel.Y, "y"));
        return trace switch
        {
            // Where a diagram puts its labels tells nothing.
            Scatter { Labels: { } labels } when !panel.X.Visible => Lines(trace, [""], labels.Count, i => [labels[i]]),
            Scatter points when points.Labels is { } labels => Lines(trace, [x, y, ""], points.X.Count, i => [At(panel.X, points.X[i]), At(panel.Y, points.Y[i]), labels[i]]),
            Scatter points => Lines(trace, [x, y], points.X.Count, i => [At(panel.X, points.X[i]), At(panel.Y, points.Y[i])]),
            Band band => Lines(trace, [x, "low", "high"], band.X.Count, i => [At(panel.X, band.X[i]), FigureText.Number(band.Low[i]), FigureText.Number(band.High[i])]),
            Bar { Horizontal: true } bar => Lines(trace, [y, x], bar.Values.Count, i => [At(panel.Y, bar.Places[i]), FigureText.Number(bar.Values[i])]),
            Bar bar => Lines(trace, [x, y], bar.Values.Count, i => [At(panel.X, bar.Places[i]), FigureText.Number(bar.Values[i])]),
            SpaceCurve curve => Lines(trace, [x, y, Title(panel.Z!, "z")], curve.X.Count, i => [FigureText.Number(curve.X[i]), FigureText.Number(curve.Y[i]), FigureText.Number(curve.Z[i])]),
            Grid grid => Cells(grid, panel),
            _ => throw new ArgumentException($"There is no table of a {trace.GetType().Name}.", nameof(trace)),
        };
    }

    private static TraceTable Cells(Grid grid, Panel panel)
    {
        var (rows, columns) = (grid.Rows, grid.Columns);
        var labels = (grid as Heatmap)?.Labels;
        var shown = Math.Min(columns.Count, Most);
        var corner = $"{Title(panel.Y, "")}\\{Title(panel.X, "")}";
        return Lines(grid, [corner.Length > 1 ? corner : "", .. columns.Take(shown).Select(x => At(panel.X, x))], rows.Count,
            i => [At(panel.Y, rows[i]), .. Enumerable.Range(0, shown).Select(j => labels is { } && double.IsNaN(grid.Z[i, j]) ? labels[i, j] : FigureText.Number(grid.Z[i, j]))]);
    }

    private static TraceTable Lines(Trace trace, IReadOnlyList<string> columns, int count, Func<int, IReadOnlyList<string>> row) =>
        new(trace.Name, columns, [.. Enumerable.Range(0, Math.Min(count, Most)).Select(row)], Math.Max(0, count - Most));

    private static string Title(Axis axis, string otherwise) => axis.Title.Length > 0 ? axis.Title : otherwise;

    /// <summary>A place on an axis: its name, if it has one there.</summary>
    private static string At(Axis axis, double value) =>
        axis.Categories is { } names && value == Math.Round(value) && value >= 0 && value < names.Count ? names[(int)value]
        : axis.Ticks?.FirstOrDefault(tick => tick.Value == value).Label is { Length: > 0 } label ? label : FigureText.Number(value);
}
