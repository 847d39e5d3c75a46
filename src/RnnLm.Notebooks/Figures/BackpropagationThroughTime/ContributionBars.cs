using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Training.Backpropagation;

namespace RnnLm.Notebooks.Figures;

/// <summary>What each use of a weight contributes to its gradient, as signed bars that add up to the gradient's norm (slide A22).</summary>
public static class ContributionBars
{
    /// <summary>Left: ⟨g_i, g⟩/‖g‖ for each use, with ‖g_i‖ as a mark. Right: the same bars laid end to end, which reach ‖g‖.</summary>
    /// <param name="terms">The terms g_1 … g_t of g: <see cref="Bptt.Contributions"/> or <see cref="Bptt.ContributionsOfUses"/>.</param>
    public static Figure Of(IReadOnlyList<Matrix<double>> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Count == 0) throw new ArgumentException("Bars need at least one term, but none came.", nameof(terms));
        var along = Bptt.AlongTheSum(terms);
        double[] norms = [.. terms.Select(term => term.FrobeniusNorm())];
        double[] ends = [.. Running(along)];
        var norm = along.Sum();
        double[] steps = [.. Enumerable.Range(1, terms.Count).Select(i => (double)i)];
        string[] colours = [.. along.Select(x => x < 0 ? Palette.Negative : Palette.Positive)];
        var against = along.Count(x => x < 0);
        return new Figure
        {
            Title = "What each use contributes to the gradient",
            Caption = "Bars: how far a use's term goes along the whole gradient, ⟨g<sub>i</sub>, g⟩/‖g‖; below zero it pulls against it. Diamonds: the term's norm. "
                + $"The bars add up to ‖g‖ = {Number(norm)}; the norms add up to {Number(norms.Sum())}.",
            Description = $"Signed bars for {terms.Count} uses: {string.Join(", ", along.Select((x, n) => $"step {n + 1} {Number(x)}"))}. "
                + $"{(against == 0 ? "None is" : $"{against} are")} negative. Laid end to end they reach {Number(norm)}, the norm of the gradient.",
            Panels =
            [
                new() { Title = "Use by use", X = StepAxis(terms.Count), Y = new() { Title = "⟨g<sub>i</sub>, g⟩/‖g‖" } },
                new() { Title = "Laid end to end", X = StepAxis(terms.Count), Y = new() { Title = "sum so far" } },
            ],
            Traces =
            [
                new Bar { Name = "along the gradient", Values = along, Positions = steps, Colours = colours, InLegend = false },
                new Scatter { Name = "‖g<sub>i</sub>‖", X = steps, Y = norms, Marks = Marks.Markers, Symbol = Symbol.Diamond, Size = 9, Colour = Palette.Ink },
                new Bar { Name = "sum so far", Panel = 1, Values = along, Bases = [0, .. ends.SkipLast(1)], Positions = steps, Colours = colours, InLegend = false },
            ],
            Shapes = [Shape.HorizontalLine(0), Shape.HorizontalLine(norm) with { Panel = 1, Dash = Dash.Dashed, Colour = Palette.Ink }],
            Annotations = [new Annotation(0.6, norm, $"‖g‖ = {Number(norm)}") { Panel = 1, Anchor = Anchor.Left, Shift = (0, 10) }],
        };
    }

    private static Axis StepAxis(int count) => new()
    {
        Title = "use at step i",
        Range = (0.4, count + 0.6),
        Ticks = [.. Enumerable.Range(1, count).Where(i => count <= 12 || i % 5 == 0 || i == 1).Select(i => new Tick(i, i.ToString(CultureInfo.InvariantCulture)))],
        Grid = false,
    };

    private static IEnumerable<double> Running(IEnumerable<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) yield return sum += value;
    }

    private static string Number(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}
