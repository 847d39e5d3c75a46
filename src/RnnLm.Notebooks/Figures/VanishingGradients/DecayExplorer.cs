using System.Globalization;
using MathNet.Numerics.Statistics;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;

namespace RnnLm.Notebooks.Figures;

/// <summary>
/// How far gradients reach in random networks (slides B31–B34): their norm by lag with the two bounds, and beside it the share of the gradient that comes from the
/// last k steps. A slider moves ρ, buttons choose f with the size of the inputs, and how W_h is drawn.
/// </summary>
public static class DecayExplorer
{
    private const int Stride = 2; // every second lag is drawn
    private const int TracesOfGroup = 6;

    /// <summary>The settings that the explorer shows: <see cref="DecayExperiment.Measure(IEnumerable{DecaySetting})"/> measures them.</summary>
    public static IReadOnlyList<DecaySetting> Settings { get; } =
    [
        .. from radius in (double[])[0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3, 3.5, 4]
           from weights in (RecurrentWeights[])[RecurrentWeights.Orthogonal, RecurrentWeights.Gaussian]
           from cell in Cells
           select new DecaySetting(weights, cell.Activation, radius, cell.InputScale),
    ];

    private static (Activation Activation, double InputScale, string Name)[] Cells =>
    [
        (Activation.Tanh, 1, "tanh"),
        (Activation.Tanh, 0.1, "tanh, faint inputs"),
        (Activation.Sigmoid, 1, "sigmoid"),
        (Activation.Sigmoid, 0.1, "sigmoid, faint inputs"),
        (Activation.Identity, 1, "linear"),
    ];

    /// <summary>The figure of these results.</summary>
    /// <param name="results">Of every setting with the same radii.</param>
    /// <param name="startAt">The ρ that the slider begins with.</param>
    public static Figure Of(IReadOnlyList<DecayResult> results, double startAt = 1)
    {
        ArgumentNullException.ThrowIfNull(results);
        var radii = results.Select(r => r.Setting.Radius).Distinct().Order().ToArray();
        var groups = results.Select(r => Key(r.Setting)).Distinct().OrderBy(key => key.Weights).ToArray();
        var frames = radii.Select(radius => new Frame(
            radius.ToString(CultureInfo.InvariantCulture),
            [.. groups.SelectMany(key => Traces(results.Single(r => r.Setting.Radius == radius && Key(r.Setting) == key)))])
        {
            Caption = Said(results.Where(r => r.Setting.Radius == radius)),
        }).ToArray();
        var start = Math.Max(0, Array.IndexOf(radii, startAt));
        return new Figure
        {
            Title = "How far back does a gradient reach?",
            Caption = "Move ρ. Where the solid line falls, the gradient vanishes; where it climbs, it explodes. Broken lines are what theory promises; "
                + "choose Gaussian weights and see them part.",
            Description = "Left, the norm of the gradient against the lag on a logarithmic axis, median and range over the seeds, with the bound (γσ₁)^ℓ and the limit ρ^ℓ dashed. "
                + "Right, the share of the gradient for W_h that comes from the last k steps. With tanh and inputs of unit variance the gradient vanishes up to ρ of about 2.",
            Panels =
            [
                new()
                {
                    Title = "‖∂ℒ(T)/∂h(T−ℓ)‖, relative to ℓ = 0",
                    X = new() { Title = "lag ℓ, steps", Range = (0, 50) },
                    Y = new() { Log = true, Range = (1e-15, 1e10) },
                    Share = 1.3,
                },
                new()
                {
                    Title = "share from the last k steps",
                    X = new() { Title = "k, steps", Range = (0, 50) },
                    Y = new() { Range = (-0.25, 1.5) },
                },
            ],
            Traces = frames[start].Traces,
            Slider = new("ρ", frames) { Start = start },
            Menus =
            [
                new("f", Items(groups.Select(key => Name(key.Activation, key.InputScale)))),
                new("W<sub>h</sub>", Items(groups.Select(key => key.Weights == RecurrentWeights.Gaussian ? "Gaussian" : "orthogonal"))),
            ],
            Shapes = [Shape.HorizontalLine(1) with { Colour = Palette.Rule, Behind = true }, Shape.HorizontalLine(1) with { Panel = 1, Colour = Palette.Rule, Behind = true }],
        };
    }

    private static (RecurrentWeights Weights, string Activation, double InputScale) Key(DecaySetting setting) =>
        (setting.Weights, setting.Activation.Name, setting.InputScale);

    // One item for each name, with the traces of the groups that are so called.
    private static MenuItem[] Items(IEnumerable<string> names) =>
        [.. names.Index().GroupBy(group => group.Item).Select(named => new MenuItem(
            named.Key, [.. named.SelectMany(group => Enumerable.Range(group.Index * TracesOfGroup, TracesOfGroup))]))];

    /// <summary>The name of a setting's f and inputs: <c>tanh, faint inputs</c>.</summary>
    internal static string NameOf(DecaySetting setting) => Name(setting.Activation.Name, setting.InputScale);

    private static string Name(string activation, double inputScale) =>
        Cells.FirstOrDefault(cell => cell.Activation.Name == activation && cell.InputScale == inputScale).Name ?? activation;

    // What the first network of the list does at this ρ, in a line.
    private static string Said(IEnumerable<DecayResult> results)
    {
        var shown = results.Where(r => r.Setting.Activation == Activation.Tanh && r.Setting.InputScale == 1).ToArray();
        return shown.Length == 0 ? "" : "tanh, a step on average: " + string.Join(", ", shown.Select(r =>
            string.Create(CultureInfo.InvariantCulture, $"{(r.Setting.Weights == RecurrentWeights.Gaussian ? "Gaussian" : "orthogonal")} × {r.FactorsPerStep.Median():F2}")));
    }

    private static IEnumerable<Trace> Traces(DecayResult result)
    {
        var last = result.Norms[0].Length - 1;
        double[] lags = [.. Enumerable.Range(0, (last / Stride) + 1).Select(l => (double)(l * Stride))];
        double[] uses = [1, .. lags.Skip(1)];
        double[] At(double[] l, Func<int, double> value) => [.. l.Select(x => value((int)x))];
        var sigma = result.LargestSingularValues.Median();
        var gamma = result.Setting.Activation.MaxDerivative;
        var colour = result.Setting.Weights == RecurrentWeights.Gaussian ? Palette.Vermilion : Palette.Blue;
        var median = $"median of {result.Norms.Length} seeds, and their range";
        double[] Norms(int lag) => [.. result.Norms.Select(n => n[lag])];
        double[] Shares(int k) => [.. result.Shares.Select(s => s[k - 1])];
        yield return new Band { Name = "range over seeds", InLegend = false, X = lags, Low = At(lags, l => Norms(l).Min()), High = At(lags, l => Norms(l).Max()), Colour = colour };
        yield return new Scatter { Name = median, X = lags, Y = At(lags, l => Norms(l).Median()), Colour = colour, Width = 3 };
        yield return Power("(γσ₁)<sup>ℓ</sup>, bound of every step", gamma * sigma, last) with { Dash = Dash.Dashed, Colour = Palette.Purple };
        yield return Power("ρ<sup>ℓ</sup>, limit of the linear case", result.Setting.Radius, last) with { Dash = Dash.Dotted, Colour = Palette.Ink };
        yield return new Band { Name = "range over seeds", InLegend = false, Panel = 1, X = uses, Low = At(uses, k => Shares(k).Min()), High = At(uses, k => Shares(k).Max()), Colour = colour };
        yield return new Scatter { Name = median, InLegend = false, Panel = 1, X = uses, Y = At(uses, k => Shares(k).Median()), Colour = colour, Width = 3 };
    }

    // A power is a straight line where the axis is logarithmic.
    private static Scatter Power(string name, double factor, int last) => new() { Name = name, X = [0, last], Y = [1, Math.Pow(factor, last)] };
}
