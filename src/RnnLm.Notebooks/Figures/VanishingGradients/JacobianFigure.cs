using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Notebooks.Figures;

/// <summary>The Jacobian of a step, J(t) = diag(f′(a(t)))·W_hᵀ, as a picture: W_hᵀ, the slopes that scale its rows, and what comes out; the slider goes through a text (slide B33).</summary>
public static class JacobianFigure
{
    /// <summary>The figure of these steps.</summary>
    /// <param name="steps">The steps of an Elman network through a text, at least two.</param>
    public static Figure Of(IReadOnlyList<ElmanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var weights = steps[0].Cell.Wh.Transpose(); // [d_h×d_h]
        var (units, steepest) = (weights.RowCount, steps[0].Cell.Activation.MaxDerivative);
        var reach = weights.Enumerate().Max(Math.Abs); // no entry of J(t) is larger, as long as γ ≤ 1
        var frames = steps.Select((step, n) => FrameOf(step, n + 1, weights, reach)).ToArray();
        Tick[] all = [.. Enumerable.Range(1, units).Select(i => new Tick(i, $"{i}"))];
        Axis Rows(string title) => new() { Title = title, Ticks = all, Reversed = true, Grid = false, Range = (0.5, units + 0.5) };
        Axis Columns(string title) => new() { Title = title, Ticks = all, Grid = false, Range = (0.5, units + 0.5) };
        return new Figure
        {
            Title = "The Jacobian of a step: each row of W<sub>h</sub>ᵀ, times a slope",
            Caption = "Move through the text. The weights on the left stay; the slopes in the middle change with every word, and a unit with a slope near 0 wipes its row out.",
            Description = $"Left, W_h transposed as a heatmap of {units} rows and columns; in the middle the slope f′(a(t)) of each unit as a bar; right, their product J(t), in the colours of the left. "
                + string.Join(" ", frames.Select(frame => $"Step {frame.Label}: {frame.Caption}.")),
            Panels =
            [
                new() { Title = "W<sub>h</sub>ᵀ", X = Columns("i, of h(t−1)"), Y = Rows("j, of h(t)") },
                new() { Title = "slopes f′(a(t))", X = new() { Title = "f′", Range = (0, steepest) }, Y = Rows(""), Share = 0.6 },
                new() { Title = "J(t) = diag(f′)·W<sub>h</sub>ᵀ", X = Columns("i, of h(t−1)"), Y = Rows("") },
            ],
            Traces = frames[0].Traces,
            Slider = new("step t", frames),
        };
    }

    private static Frame FrameOf(ElmanStep step, int t, Matrix<double> weights, double reach)
    {
        double[] places = [.. Enumerable.Range(1, weights.RowCount).Select(i => (double)i)];
        Heatmap Map(string name, int panel, Matrix<double> matrix) => new()
        {
            Name = name,
            Panel = panel,
            Z = matrix.ToArray(),
            X = places,
            Y = places,
            Scale = ColourScale.Diverging,
            Range = (-reach, reach),
            ShowScale = panel == 2,
        };
        var share = step.Jacobian().FrobeniusNorm() / weights.FrobeniusNorm();
        return new Frame(t.ToString(CultureInfo.InvariantCulture),
        [
            Map("W<sub>h</sub>ᵀ", 0, weights),
            new Bar { Name = "f′(a(t))", InLegend = false, Panel = 1, Horizontal = true, Positions = places, Values = [.. step.Slope], Colour = Palette.Ochre },
            Map("J(t)", 2, step.Jacobian()),
        ])
        {
            Caption = string.Create(CultureInfo.InvariantCulture, $"mean slope {step.Slope.Average():F2}; the norm of J(t) is {share:F2} of that of the weights"),
        };
    }
}
