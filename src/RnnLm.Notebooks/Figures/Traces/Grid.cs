namespace RnnLm.Notebooks.Figures;

/// <summary>Values on a grid, coloured by a scale: what heatmaps, contours and surfaces have in common.</summary>
public abstract record Grid : Trace
{
    /// <summary>The values, [row along y, column along x]; NaN leaves a hole.</summary>
    public required double[,] Z { get; init; }

    /// <summary>Coordinates of the columns; null for 0, 1, 2, …</summary>
    public IReadOnlyList<double>? X { get; init; }

    /// <summary>Coordinates of the rows; null for 0, 1, 2, …</summary>
    public IReadOnlyList<double>? Y { get; init; }

    /// <summary>How values become colours.</summary>
    public ColourScale Scale { get; init; } = ColourScale.Sequential;

    /// <summary>The values at the ends of the scale; null for the least and the greatest of all frames.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>What the colour bar is titled.</summary>
    public string ScaleTitle { get; init; } = "";

    /// <summary>Whether there is a colour bar.</summary>
    public bool ShowScale { get; init; } = true;

    /// <summary>Whether the values are log₁₀, so that the colour bar reads 10⁻³ for −3.</summary>
    public bool PowersOfTen { get; init; }

    internal IReadOnlyList<double> Columns => X ?? [.. Enumerable.Range(0, Z.GetLength(1)).Select(i => (double)i)];

    internal IReadOnlyList<double> Rows => Y ?? [.. Enumerable.Range(0, Z.GetLength(0)).Select(i => (double)i)];

    internal override void Check()
    {
        SameLength("columns", Z.GetLength(1), "x", Columns.Count);
        SameLength("rows", Z.GetLength(0), "y", Rows.Count);
    }
}

/// <summary>A coloured cell for each value.</summary>
public sealed record Heatmap : Grid
{
    /// <summary>A text in each cell.</summary>
    public string[,]? Labels { get; init; }

    /// <summary>Pixels between the cells.</summary>
    public double Gap { get; init; } = 1;

    internal override void Check()
    {
        base.Check();
        if (Labels is null) return;
        SameLength("rows", Z.GetLength(0), "rows of labels", Labels.GetLength(0));
        SameLength("columns", Z.GetLength(1), "columns of labels", Labels.GetLength(1));
    }
}

/// <summary>Lines of equal value, the areas between them coloured.</summary>
public sealed record Contour : Grid
{
    /// <summary>About how many levels.</summary>
    public int Levels { get; init; } = 12;
}

/// <summary>A surface over the plane, in a panel with <see cref="Panel.Z"/>.</summary>
public sealed record Surface : Grid;

/// <summary>A line in space, in a panel with <see cref="Panel.Z"/>.</summary>
public sealed record SpaceCurve : Trace
{
    /// <summary>First coordinates.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Second coordinates.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>Heights.</summary>
    public required IReadOnlyList<double> Z { get; init; }

    /// <summary>The colour, of <see cref="Palette"/>.</summary>
    public string Colour { get; init; } = Palette.Vermilion;

    /// <summary>Width of the line in pixels.</summary>
    public double Width { get; init; } = 5;

    internal override void Check()
    {
        SameLength("x", X.Count, "y", Y.Count);
        SameLength("x", X.Count, "z", Z.Count);
    }
}
