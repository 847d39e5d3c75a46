using System.Globalization;
using RnnLm.Analysis;

namespace RnnLm.Notebooks.Figures;

/// <summary>One unit's ∂h(T)/∂h(T−ℓ) as a chain: the factor f′(a(t))·w of each step, beside the product of the last ℓ of them (slide B32).</summary>
public static class FactorChain
{
    /// <summary>The figure of these runs of a network of one unit.</summary>
    /// <param name="runs">Of each position of the slider, what it reads and the steps; all with the same w and as many steps.</param>
    /// <param name="label">What the slider changes.</param>
    /// <param name="startAt">The position that it begins at, from 0.</param>
    /// <exception cref="ArgumentException">A run is not of one unit.</exception>
    public static Figure Of(IReadOnlyList<Snapshot> runs, string label, int startAt = 0)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.FirstOrDefault(run => run.Cell.Wh.RowCount != 1) is { } wide)
            throw new ArgumentException($"The chain is drawn for one unit, but '{wide.Label}' has {wide.Cell.Wh.RowCount}: take the norms of its gradients.", nameof(runs));
        var (w, f, last) = (runs[0].Cell.Wh[0, 0], runs[0].Cell.Activation, runs[0].Steps.Count);
        var bound = f.MaxDerivative * Math.Abs(w); // γ|w|
        var frames = runs.Select(run => FrameOf(run, bound)).ToArray();
        var products = frames.SelectMany(frame => ((Scatter)frame.Traces[1]).Y).Append(Math.Pow(bound, last)).ToArray();
        return new Figure
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"One unit with w = {w}: the factors, and their product"),
            Caption = "Each step gives a factor f′(a(t))·w. Above the line at 1 it lengthens the gradient, below it shortens it. Move the slider: the weight stays, the slopes do not.",
            Description = $"Left, a bar for the factor of each of {last} steps, with lines at 1 and at the largest factor possible. Right, the product of the last ℓ factors against the lag, on a "
                + $"logarithmic axis. {string.Join(" ", frames.Select(frame => $"At {frame.Label}: {frame.Caption}."))}",
            Panels =
            [
                new() { Title = "factor of each step", X = new() { Title = "step t", Range = (0.4, last + 0.6) }, Y = new() { Title = "f′(a(t))·w", Range = (0, 1.12 * Math.Max(1, bound)) } },
                new()
                {
                    Title = "product of the last ℓ factors", X = new() { Title = "lag ℓ, steps", Range = (0, last) },
                    Y = new() { Title = "|∂h(T)/∂h(T−ℓ)|", Log = true, Range = (products.Min() / 3, 3 * products.Max()) },
                },
            ],
            Traces = frames[startAt].Traces,
            Slider = new(label, frames) { Start = startAt },
            Shapes = [Shape.HorizontalLine(1), Shape.HorizontalLine(bound) with { Dash = Dash.Dashed, Colour = Palette.Purple }, Shape.HorizontalLine(1) with { Panel = 1 }],
        };
    }

    private static Frame FrameOf(Snapshot run, double bound)
    {
        var last = run.Steps.Count;
        double[] factors = [.. run.Steps.Select(step => step.Jacobian()[0, 0])];
        double[] products = [.. Enumerable.Range(0, last + 1).Select(lag => Math.Abs(StepJacobian.Product(run.Steps, last, last - lag)[0, 0]))];
        return new Frame(run.Label,
        [
            new Bar
            {
                Name = "f′(a(t))·w", InLegend = false, Positions = [.. Enumerable.Range(1, last).Select(t => (double)t)], Values = factors,
                Colours = [.. factors.Select(factor => Math.Abs(factor) > 1 ? Palette.Vermilion : Palette.Blue)],
            },
            new Scatter { Name = "the product", Panel = 1, X = [.. Enumerable.Range(0, last + 1).Select(lag => (double)lag)], Y = products, Width = 3, Colour = Palette.Ink },
            new Scatter { Name = "(γ|w|)<sup>ℓ</sup>, the bound", Panel = 1, X = [0, last], Y = [1, Math.Pow(bound, last)], Dash = Dash.Dashed, Colour = Palette.Purple },
        ])
        {
            Caption = string.Create(CultureInfo.InvariantCulture,
                $"{factors.Count(factor => Math.Abs(factor) > 1)} of {last} factors lengthen; the product of all is {products[^1]:0.0e+0}"),
        };
    }
}
