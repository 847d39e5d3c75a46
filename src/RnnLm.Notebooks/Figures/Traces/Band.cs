namespace RnnLm.Notebooks.Figures;

/// <summary>The area between two curves: a range over seeds, for instance.</summary>
public sealed record Band : Trace
{
    /// <summary>Horizontal coordinates, ascending.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>The lower edge; where it or the upper one is NaN, that x is left out.</summary>
    public required IReadOnlyList<double> Low { get; init; }

    /// <summary>The upper edge.</summary>
    public required IReadOnlyList<double> High { get; init; }

    /// <summary>The colour, of <see cref="Palette"/>; the area is tinted with it.</summary>
    public string Colour { get; init; } = Palette.Blue;

    /// <summary>The closed outline: along the upper edge and back along the lower one.</summary>
    internal (double[] X, double[] Y) Outline()
    {
        var kept = Enumerable.Range(0, X.Count).Where(i => double.IsFinite(Low[i]) && double.IsFinite(High[i])).ToArray();
        var back = kept.Reverse().ToArray();
        return ([.. kept.Select(i => X[i]), .. back.Select(i => X[i])], [.. kept.Select(i => High[i]), .. back.Select(i => Low[i])]);
    }

    internal override void Check()
    {
        SameLength("x", X.Count, "low", Low.Count);
        SameLength("x", X.Count, "high", High.Count);
    }
}
