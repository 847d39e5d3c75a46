namespace RnnLm.Notebooks.Figures;

/// <summary>Bars, signed if need be. Give the axis <see cref="Axis.Categories"/> to name them.</summary>
public sealed record Bar : Trace
{
    /// <summary>The length of each bar from its base.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Where each stands on the other axis; null for 0, 1, 2, …</summary>
    public IReadOnlyList<double>? Positions { get; init; }

    /// <summary>Where each begins; null for zero. A waterfall's bars begin where the last ended.</summary>
    public IReadOnlyList<double>? Bases { get; init; }

    /// <summary>Whether the bars lie: values along x, positions along y.</summary>
    public bool Horizontal { get; init; }

    /// <summary>The colour, of <see cref="Palette"/>.</summary>
    public string Colour { get; init; } = Palette.Blue;

    /// <summary>A colour for each bar, where they differ.</summary>
    public IReadOnlyList<string>? Colours { get; init; }

    /// <summary>A text at the end of each bar.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Breadth of a bar in units of the position axis.</summary>
    public double Breadth { get; init; } = 0.75;

    /// <summary>Lower ends of whiskers, as values; with <see cref="High"/>.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper ends of whiskers, as values.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Where the bars stand.</summary>
    internal IReadOnlyList<double> Places => Positions ?? [.. Enumerable.Range(0, Values.Count).Select(i => (double)i)];

    internal double BaseOf(int bar) => Bases?[bar] ?? 0;

    internal override void Check()
    {
        SameLength("values", Values.Count, "positions", Places.Count);
        if (Bases is not null) SameLength("values", Values.Count, "bases", Bases.Count);
        if (Colours is not null) SameLength("values", Values.Count, "colours", Colours.Count);
        if (Labels is not null) SameLength("values", Values.Count, "labels", Labels.Count);
        if (Low is not null || High is not null)
        {
            SameLength("values", Values.Count, "low", Low?.Count ?? 0);
            SameLength("values", Values.Count, "high", High?.Count ?? 0);
        }
    }
}
