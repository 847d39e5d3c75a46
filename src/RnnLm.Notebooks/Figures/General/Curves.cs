namespace RnnLm.Notebooks.Figures;

/// <summary>A curve with its name, and a range around it if there is one.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="X">Horizontal coordinates.</param>
/// <param name="Y">Vertical ones; the median, where there is a range.</param>
public sealed record NamedCurve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The colour; null for the next of <see cref="Palette.Series"/>.</summary>
    public string? Colour { get; init; }

    /// <summary>The stroke: dashed for a bound or a theory.</summary>
    public Dash Dash { get; init; }

    /// <summary>Whether each point is marked.</summary>
    public bool Marked { get; init; }

    /// <summary>Lower and upper end of the range, for each x.</summary>
    public (IReadOnlyList<double> Low, IReadOnlyList<double> High)? Range { get; init; }
}

/// <summary>Curves in a panel.</summary>
/// <param name="Title">Above it; empty for none.</param>
/// <param name="X">Its horizontal axis.</param>
/// <param name="Y">Its vertical axis.</param>
/// <param name="Curves">What is drawn; curves of one name share colour and legend entry with those of the other panels.</param>
public sealed record CurvePanel(string Title, Axis X, Axis Y, IReadOnlyList<NamedCurve> Curves);

/// <summary>Curves, and curves beside curves: norms against the lag, accuracy against the distance.</summary>
public static class CurveFigure
{
    /// <summary>A figure of one panel or of several side by side.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="caption">What to look at.</param>
    /// <param name="description">The picture in words.</param>
    /// <param name="panels">The panels, from left to right.</param>
    public static Figure Of(string title, string caption, string description, params CurvePanel[] panels) => new()
    {
        Title = title,
        Caption = caption,
        Description = description,
        Panels = [.. panels.Select(panel => new Panel { Title = panel.Title, X = panel.X, Y = panel.Y })],
        Traces = Traces(panels),
    };

    /// <summary>The traces of curves in their panels: a curve with a range takes two, the band first.</summary>
    public static IReadOnlyList<Trace> Traces(params CurvePanel[] panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        var names = panels.SelectMany(panel => panel.Curves).Where(curve => curve.Colour is null).Select(curve => curve.Name).Distinct().ToList();
        var named = new HashSet<string>();
        return [.. panels.SelectMany((panel, i) => panel.Curves.SelectMany(curve =>
            Traces(curve, curve.Colour ?? Palette.Series[names.IndexOf(curve.Name) % Palette.Series.Count], i, named.Add(curve.Name))))];
    }

    private static IEnumerable<Trace> Traces(NamedCurve curve, string colour, int panel, bool first)
    {
        if (curve.Range is { } range)
            yield return new Band { Name = curve.Name, InLegend = false, Group = curve.Name, Panel = panel, Colour = colour, X = curve.X, Low = range.Low, High = range.High };
        yield return new Scatter
        {
            Name = curve.Name,
            InLegend = first,
            Group = curve.Name,
            Panel = panel,
            Colour = colour,
            Dash = curve.Dash,
            Marks = curve.Marked ? Marks.Lines | Marks.Markers : Marks.Lines,
            X = curve.X,
            Y = curve.Y,
        };
    }
}
