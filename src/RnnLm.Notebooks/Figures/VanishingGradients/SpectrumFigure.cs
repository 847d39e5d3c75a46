using System.Globalization;
using System.Numerics;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;

namespace RnnLm.Notebooks.Figures;

/// <summary>A moment of a training: the weights, and the steps through one text with them.</summary>
/// <param name="Label">What the slider reads there, such as <c>epoch 3</c>.</param>
/// <param name="Steps">The steps of an Elman network through a text, always the same one.</param>
public sealed record Snapshot(string Label, IReadOnlyList<ElmanStep> Steps)
{
    /// <summary>The network as it was.</summary>
    public ElmanCell Cell => Steps[0].Cell;
}

/// <summary>
/// The eigenvalues of W_h in the complex plane with the unit circle and the circle of radius 1/γ, beside the singular values of J(t)·…·J(t−ℓ+1) by lag, over
/// a training (slides B33, B34).
/// </summary>
public static class SpectrumFigure
{
    private const int SingularValues = 6; // of each product, those drawn

    /// <summary>The figure of these snapshots.</summary>
    public static Figure Of(IReadOnlyList<Snapshot> training, int last = 20)
    {
        ArgumentNullException.ThrowIfNull(training);
        var f = training[0].Cell.Activation;
        var frames = training.Select(snapshot => FrameOf(snapshot, last)).ToArray();
        var spectra = training.Select(s => Spectrum.Eigenvalues(s.Cell.Wh)).ToArray();
        var reach = 1.1 * Math.Max(1 / f.MaxDerivative, spectra.Max(values => Complex.Abs(values[0])));
        return new Figure
        {
            Title = "Eigenvalues wander out, and gradients still vanish",
            Caption = "Move through the training. Eigenvalues pass the unit circle, which would make a linear network explode; the singular values of the products of step Jacobians, "
                + "which decide here, fall with the lag all the same.",
            Description = $"Left, the eigenvalues of W_h in the complex plane with the unit circle{(f.MaxDerivative < 1 ? " and the circle of radius 1/γ" : "")}. "
                + $"Right, the largest {SingularValues} singular values of the product of "
                + $"step Jacobians against the lag, on a logarithmic axis. At the end of training: {frames[^1].Caption}",
            Panels =
            [
                new() { Title = "eigenvalues λ of W<sub>h</sub>", EqualUnits = true, X = new() { Title = "real part", Range = (-reach, reach) }, Y = new() { Title = "imaginary part", Range = (-reach, reach) } },
                new() { Title = "singular values of J(T)·…·J(T−ℓ+1)", X = new() { Title = "lag ℓ, steps", Range = (0, last) }, Y = new() { Log = true, Range = (1e-12, 1e2) } },
            ],
            Traces = frames[^1].Traces,
            Slider = new("training", frames) { Start = frames.Length - 1 },
            Shapes =
            [
                Shape.Circle(0, 0, 1) with { Colour = Palette.Ink },
                .. f.MaxDerivative < 1 ? [Shape.Circle(0, 0, 1 / f.MaxDerivative) with { Dash = Dash.Dashed, Colour = Palette.Purple }] : Array.Empty<Shape>(),
                Shape.HorizontalLine(1) with { Panel = 1, Behind = true, Colour = Palette.Rule },
            ],
            Annotations =
            [
                CircleName(f.MaxDerivative < 1 ? "|λ| = 1" : "|λ| = 1 = 1/γ", 1),
                .. f.MaxDerivative < 1 ? [CircleName(FormattableString.Invariant($"|λ| = 1/γ = {1 / f.MaxDerivative:0.##}"), 1 / f.MaxDerivative)] : Array.Empty<Annotation>(),
            ],
        };
    }

    // At the lower right of the circle, outside.
    private static Annotation CircleName(string name, double radius) => new(radius * Math.Sqrt(0.5), -radius * Math.Sqrt(0.5), name) { Anchor = Anchor.Left, Shift = (4, -9) };

    private static Frame FrameOf(Snapshot snapshot, int last)
    {
        var eigenvalues = Spectrum.Eigenvalues(snapshot.Cell.Wh);
        var bySteps = StepJacobian.SingularValuesByLag(snapshot.Steps, snapshot.Steps.Count, last);
        double[] lags = [.. Enumerable.Range(0, last + 1).Select(l => (double)l)];
        var count = Math.Min(SingularValues, bySteps[0].Length);
        return new Frame(snapshot.Label,
        [
            new Scatter
            {
                Name = "λ", InLegend = false, Marks = Marks.Markers, X = [.. eigenvalues.Select(v => v.Real)], Y = [.. eigenvalues.Select(v => v.Imaginary)],
                Hover = [.. eigenvalues.Select(v => string.Create(CultureInfo.InvariantCulture, $"|λ| = {Complex.Abs(v):F3}"))], Colour = Palette.Elman,
            },
            new Scatter { Name = "ρ<sup>ℓ</sup>", Panel = 1, X = [0, last], Y = [1, Math.Pow(Complex.Abs(eigenvalues[0]), last)], Dash = Dash.Dotted, Colour = Palette.Ink },
            .. Enumerable.Range(0, count).Select(n => new Scatter
            {
                Name = n == 0 ? "largest" : n == 1 ? "the next" : "", Panel = 1, X = lags, Y = [.. bySteps.Select(values => values[n])],
                Width = n == 0 ? 3 : 1.5, Opacity = 1 - (0.13 * n), Colour = n == 0 ? Palette.Vermilion : Palette.Blue,
            }),
        ])
        {
            Caption = string.Create(CultureInfo.InvariantCulture,
                $"ρ = {Complex.Abs(eigenvalues[0]):F2}, σ₁ = {Spectrum.Norm(snapshot.Cell.Wh):F2}, and over {last} steps the gradient keeps at most {bySteps[last][0]:0.0e+0} of its length"),
        };
    }
}
