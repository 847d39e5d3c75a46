using MathNet.Numerics.Statistics;

namespace RnnLm.Notebooks.Figures;

/// <summary>Numbers along an axis under one name: a loss at each update, a norm at each lag, and the runs that they sum up.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Colour">In which colour, of <see cref="Palette"/>.</param>
/// <param name="X">Where.</param>
/// <param name="Y">The numbers.</param>
public sealed record Curve(string Name, string Colour, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The stroke: dashed for a bound or a theory.</summary>
    public Dash Dash { get; init; }

    /// <summary>Whether each point is marked.</summary>
    public bool Marked { get; init; }

    /// <summary>Lower and upper ends over several runs, drawn as an area; null for none.</summary>
    public (IReadOnlyList<double> Low, IReadOnlyList<double> High)? Range { get; init; }

    /// <summary>The runs that it sums up, drawn as faint points; null for none.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Runs { get; init; }

    /// <summary>The medians of several runs at each x, with their range.</summary>
    public static Curve Median(string name, string colour, IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> runs) =>
        new(name, colour, x, At(x, runs, Statistics.Median)) { Range = (At(x, runs, Enumerable.Min), At(x, runs, Enumerable.Max)) };

    /// <summary>The means of several runs at each x, and the runs.</summary>
    public static Curve Mean(string name, string colour, IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> runs) =>
        new(name, colour, x, At(x, runs, Enumerable.Average)) { Runs = runs };

    /// <summary>Its traces in a panel: the range or the runs, if there are any, and the line.</summary>
    internal IEnumerable<Trace> Traces(int panel, bool inLegend = true)
    {
        if (Range is var (low, high)) yield return new Band { Name = Name, InLegend = false, Group = Name, Panel = panel, X = X, Low = low, High = high, Colour = Colour };
        if (Runs is { } runs)
        {
            yield return new Scatter
            {
                Name = $"{Name}, single runs",
                InLegend = false,
                Group = Name,
                Panel = panel,
                Marks = Marks.Markers,
                Size = 5,
                Opacity = 0.35,
                Colour = Colour,
                X = [.. runs.SelectMany(_ => X)],
                Y = [.. runs.SelectMany(run => run)],
            };
        }

        yield return new Scatter
        {
            Name = Name,
            InLegend = inLegend,
            Group = Name,
            Panel = panel,
            X = X,
            Y = Y,
            Colour = Colour,
            Width = 2.5,
            Dash = Dash,
            Marks = Marked ? Marks.Lines | Marks.Markers : Marks.Lines,
        };
    }

    private static double[] At(IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> runs, Func<IEnumerable<double>, double> of) =>
        [.. x.Select((_, i) => of(runs.Select(run => run[i])))];
}
