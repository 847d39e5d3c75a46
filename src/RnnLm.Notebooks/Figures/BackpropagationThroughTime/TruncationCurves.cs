using System.Globalization;
using RnnLm.Analysis;

namespace RnnLm.Notebooks.Figures;

/// <summary>Two views of truncation: how the gradient looks, and what the model learns with it (slide A26).</summary>
public static class TruncationCurves
{
    /// <summary>The cosine to the full gradient beside the recall accuracy, both against K: a point for each training, a line through their means.</summary>
    /// <param name="results">Trainings of a <see cref="TruncationExperiment"/>.</param>
    /// <param name="lag">ℓ of that experiment: a loss that looks back over ℓ + 1 uses reaches the cue.</param>
    /// <param name="cues">The number of cues, so that guessing is right once in so many times.</param>
    public static Figure Of(IReadOnlyList<TruncationResult> results, int lag = 8, int cues = 4)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0) throw new ArgumentException("Curves need results, but none came.", nameof(results));
        var reach = lag + 1;
        var means = results.GroupBy(r => r.Uses).OrderBy(g => g.Key).Select(g => (Uses: g.Key, Cosine: g.Average(r => r.Cosine), Accuracy: g.Average(r => r.Accuracy))).ToArray();
        var close = means.FirstOrDefault(m => m.Cosine > 0.999) is { Uses: > 0 } first ? $"from K = {first.Uses} on " : "in no case ";
        return new Figure
        {
            Title = "A gradient that looks right and does not teach",
            Caption = $"Left: {close}the truncated gradient points almost exactly where the full one does. Right: recall is learned where K reaches the cue, at K = {reach}. "
                + "Points are single trainings, lines their means.",
            Description = "Two curves against K. " + string.Join("; ", means.Select(m => $"K = {m.Uses}: cosine {Number(m.Cosine)}, recall {m.Accuracy.ToString("0.00", CultureInfo.InvariantCulture)}")) + ".",
            Panels =
            [
                new() { Title = "Cosine to the full gradient", X = Uses(means.Max(m => m.Uses)), Y = new() { Title = "cosine", Range = (0, 1.05) } },
                new() { Title = "Cues recalled after training", X = Uses(means.Max(m => m.Uses)), Y = new() { Title = "accuracy", Range = (0, 1.05) } },
            ],
            Traces =
            [
                Points(results, r => r.Cosine, 0, Palette.Blue),
                Line(means, m => m.Cosine, 0, Palette.Blue),
                Points(results, r => r.Accuracy, 1, Palette.Vermilion),
                Line(means, m => m.Accuracy, 1, Palette.Vermilion),
            ],
            Shapes =
            [
                Shape.VerticalLine(reach) with { Dash = Dash.Dotted },
                Shape.VerticalLine(reach) with { Panel = 1, Dash = Dash.Dotted },
                Shape.HorizontalLine(1.0 / cues) with { Panel = 1, Dash = Dash.Dashed },
            ],
            Annotations =
            [
                new Annotation(reach - 0.15, 0.1, "reaches the cue") { Anchor = Anchor.Right, Colour = Palette.Faint },
                new Annotation(0.7, 1.0 / cues, "guessing") { Panel = 1, Anchor = Anchor.Left, Shift = (0, -10), Colour = Palette.Faint },
            ],
        };
    }

    private static Axis Uses(int most) => new() { Title = "K, uses that a loss looks back over", Range = (0.5, most + 0.5), Ticks = [.. Enumerable.Range(1, most).Select(k => new Tick(k, k.ToString(CultureInfo.InvariantCulture)))] };

    private static Scatter Points(IReadOnlyList<TruncationResult> results, Func<TruncationResult, double> measure, int panel, string colour) => new()
    {
        Name = "a training",
        InLegend = false,
        Panel = panel,
        X = [.. results.Select(r => (double)r.Uses)],
        Y = [.. results.Select(measure)],
        Marks = Marks.Markers,
        Colour = colour,
        Opacity = 0.45,
        Hover = [.. results.Select(r => $"K = {r.Uses}, seed {r.Seed}: {Number(measure(r))}")],
    };

    private static Scatter Line((int Uses, double Cosine, double Accuracy)[] means, Func<(int Uses, double Cosine, double Accuracy), double> measure, int panel, string colour) => new()
    {
        Name = "mean",
        InLegend = false,
        Panel = panel,
        X = [.. means.Select(m => (double)m.Uses)],
        Y = [.. means.Select(measure)],
        Colour = colour,
    };

    private static string Number(double number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}
