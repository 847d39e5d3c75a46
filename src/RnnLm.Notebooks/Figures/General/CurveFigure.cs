namespace RnnLm.Notebooks.Figures;

/// <summary>Curves in a panel.</summary>
/// <param name="Title">Above it; empty for none.</param>
/// <param name="X">Its horizontal axis.</param>
/// <param name="Y">Its vertical axis.</param>
/// <param name="Curves">What is drawn; curves of one name have one legend entry over all panels.</param>
public sealed record CurvePanel(string Title, Axis X, Axis Y, IReadOnlyList<Curve> Curves);

/// <summary>Curves, and curves beside curves: norms against the lag, accuracy against the distance.</summary>
public static class CurveFigure
{
    /// <summary>A figure of one panel or of several side by side.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="caption">What to look at.</param>
    /// <param name="description">The picture in words.</param>
    /// <param name="panels">The panels, from left to right.</param>
    public static Figure Of(string title, string caption, string description, params CurvePanel[] panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        var named = new HashSet<string>();
        return new()
        {
            Title = title,
            Caption = caption,
            Description = description,
            Panels = [.. panels.Select(panel => new Panel { Title = panel.Title, X = panel.X, Y = panel.Y })],
            Traces = [.. panels.SelectMany((panel, i) => panel.Curves.SelectMany(curve => curve.Traces(i, named.Add(curve.Name))))],
        };
    }
}
