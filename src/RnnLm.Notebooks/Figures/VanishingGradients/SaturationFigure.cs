using System.Globalization;
using RnnLm.Analysis;

namespace RnnLm.Notebooks.Figures;

/// <summary>
/// Why a gradient shrinks though W_h could stretch it: where the units stand, as a histogram of h, beside what the step Jacobians diag(f′)·W_hᵀ do to a typical gradient and to the worst
/// (slides B32, B33).
/// </summary>
public static class SaturationFigure
{
    private const int Bins = 20;

    /// <summary>The figure of these runs.</summary>
    /// <param name="runs">Of each position of the slider, what it reads and the steps through a text.</param>
    /// <param name="label">What the slider changes.</param>
    public static Figure Of(IReadOnlyList<Snapshot> runs, string label)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var f = runs[0].Cell.Activation;
        var (low, high) = f.Name == "sigmoid" ? (0.0, 1.0) : (-1.0, 1.0);
        var frames = runs.Select(run => FrameOf(run, low, high)).ToArray();
        return new Figure
        {
            Title = "Where the units stand, and what a step does to a gradient",
            Caption = "Move the slider. When h crowds at the ends of its range, f′ is near 0 there, and a typical gradient shrinks although "
                + "W<sub>h</sub> has not changed. The bound looks at the worst direction alone.",
            Description = $"Left, a histogram of the units' values over a text, as shares. Right, by which factor step t changes the length of a typical gradient "
                + $"(the root mean square of the singular values of J(t)) and of the worst one (the largest), beside that of W_h. At the slider's end: {frames[^1].Caption}",
            Panels =
            [
                new() { Title = "values of h", X = new() { Title = "h", Range = (low, high) }, Y = new() { Title = "share of values", Range = (0, 0.6) } },
                new() { Title = "factor of the length in step t", X = new() { Title = "step t" }, Y = new() { Title = "factor", Log = true, Range = (0.1, 3) } },
            ],
            Traces = frames[0].Traces,
            Slider = new(label, frames),
            Shapes = [Shape.HorizontalLine(1) with { Panel = 1, Behind = true, Colour = Palette.Rule }],
        };
    }

    private static Frame FrameOf(Snapshot run, double low, double high)
    {
        var width = (high - low) / Bins;
        var counts = new double[Bins];
        foreach (var h in run.Steps.SelectMany(step => step.Hidden)) counts[Math.Clamp((int)((h - low) / width), 0, Bins - 1)]++;
        var total = counts.Sum();
        var jacobians = run.Steps.Select(step => step.Jacobian()).ToArray();
        var norms = jacobians.Select(Spectrum.Norm).ToArray();
        double[] typical = [.. jacobians.Select(j => j.FrobeniusNorm() / Math.Sqrt(j.RowCount))]; // over gradients of every direction
        double[] times = [.. Enumerable.Range(1, norms.Length).Select(t => (double)t)];
        return new Frame(run.Label,
        [
            new Bar
            {
                Name = "h", InLegend = false, Positions = [.. Enumerable.Range(0, Bins).Select(b => low + ((b + 0.5) * width))], Values = [.. counts.Select(c => c / total)],
                Breadth = 0.9 * width, Colour = Palette.Elman,
            },
            new Scatter { Name = "a typical gradient", Panel = 1, X = times, Y = typical, Colour = Palette.Vermilion, Width = 3 },
            new Scatter { Name = "the worst, ‖J(t)‖₂", Panel = 1, X = times, Y = norms, Colour = Palette.Blue },
            new Scatter { Name = "‖W<sub>h</sub>‖₂", Panel = 1, X = [1, norms.Length], Y = [Spectrum.Norm(run.Cell.Wh), Spectrum.Norm(run.Cell.Wh)], Dash = Dash.Dashed, Colour = Palette.Purple },
        ])
        {
            Caption = string.Create(CultureInfo.InvariantCulture,
                $"mean f′ = {Saturation.MeanSlope(run.Steps):F2}; a step multiplies a typical gradient by {typical.Average():F2}, the worst by {norms.Average():F2}"),
        };
    }
}
