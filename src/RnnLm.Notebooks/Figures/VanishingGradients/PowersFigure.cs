using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;

namespace RnnLm.Notebooks.Figures;

/// <summary>ρ is not σ₁ (slide B34): ‖W^k‖ for W = [[λ, a], [0, λ]], with a slider on a, which no eigenvalue sees.</summary>
public static class PowersFigure
{
    /// <summary>The figure.</summary>
    /// <param name="eigenvalue">λ, on the diagonal.</param>
    /// <param name="corners">The a of the slider, ascending.</param>
    /// <param name="last">The highest power.</param>
    public static Figure Of(double eigenvalue, IReadOnlyList<double> corners, int last = 80)
    {
        ArgumentNullException.ThrowIfNull(corners);
        double[] powers = [.. Enumerable.Range(0, last + 1).Select(k => (double)k)];
        var frames = corners.Select(a =>
        {
            var w = Matrix<double>.Build.DenseOfArray(new[,] { { eigenvalue, a }, { 0, eigenvalue } });
            var norms = Spectrum.NormsOfPowers(w, last);
            var peak = Array.IndexOf(norms, norms.Max());
            var above = Array.FindLastIndex(norms, norm => norm > 1);
            return new Frame(a.ToString(CultureInfo.InvariantCulture),
            [
                new Scatter { Name = "‖Wᵏ‖₂", X = powers, Y = norms, Width = 3, Colour = Palette.Vermilion },
                new Scatter { Name = "ρᵏ", X = [0, last], Y = [1, Math.Pow(Math.Abs(eigenvalue), last)], Dash = Dash.Dotted, Colour = Palette.Ink },
                new Scatter { Name = "σ₁ᵏ", X = [0, last], Y = [1, Math.Pow(Spectrum.Norm(w), last)], Dash = Dash.Dashed, Colour = Palette.Purple },
                new Scatter { Name = "largest", InLegend = false, X = [peak], Y = [norms[peak]], Marks = Marks.Markers, Size = 11, Colour = Palette.Vermilion },
            ])
            {
                Caption = string.Create(CultureInfo.InvariantCulture, $"ρ = {Math.Abs(eigenvalue)}, σ₁ = {Spectrum.Norm(w):F3}; ")
                    + (above <= 0 ? "the powers never exceed 1." : string.Create(CultureInfo.InvariantCulture, $"largest {norms[peak]:F3} at k = {peak}, above 1 until k = {above}.")),
            };
        }).ToArray();
        var start = frames.Length - 1;
        return new Figure
        {
            Title = "ρ is not σ₁: the powers of [[λ, a], [0, λ]]",
            Caption = "Move a. No eigenvalue changes, and still the powers climb first, the higher the larger a is. Only far to the right does the slope become ρ's.",
            Description = string.Create(CultureInfo.InvariantCulture,
                $"The norm of the k-th power of the matrix with {eigenvalue} on the diagonal and a in the upper corner, against k, on a logarithmic axis. ")
                + $"At the slider's beginning: {frames[start].Caption}",
            Panels = [new() { X = new() { Title = "power k", Range = (0, last) }, Y = new() { Title = "‖Wᵏ‖₂", Log = true, Range = (1e-4, 1e3) } }],
            Traces = frames[start].Traces,
            Slider = new("a", frames) { Start = start },
            Shapes = [Shape.HorizontalLine(1) with { Behind = true, Colour = Palette.Rule }],
        };
    }
}
