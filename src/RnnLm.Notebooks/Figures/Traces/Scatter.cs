namespace RnnLm.Notebooks.Figures;

/// <summary>What is drawn of the points of a <see cref="Scatter"/>.</summary>
[Flags]
public enum Marks
{
    /// <summary>A line from point to point.</summary>
    Lines = 1,

    /// <summary>A marker at each point.</summary>
    Markers = 2,

    /// <summary>Its label at each point.</summary>
    Text = 4,
}

/// <summary>The stroke of a line.</summary>
public enum Dash
{
    /// <summary>Unbroken.</summary>
    Solid,

    /// <summary>Long strokes.</summary>
    Dashed,

    /// <summary>Points.</summary>
    Dotted,
}

/// <summary>The form of a marker.</summary>
public enum Symbol
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A diamond.</summary>
    Diamond,

    /// <summary>Two crossed strokes.</summary>
    Cross,

    /// <summary>A triangle that points up.</summary>
    Triangle,
}

/// <summary>Where a label stands beside its point.</summary>
public enum LabelPlace
{
    /// <summary>Above it.</summary>
    Above,

    /// <summary>Below it.</summary>
    Below,

    /// <summary>On its left.</summary>
    Left,

    /// <summary>On its right.</summary>
    Right,

    /// <summary>On it.</summary>
    Centre,
}

/// <summary>Points in the plane as a line, as markers, as text. NaN leaves a gap.</summary>
public sealed record Scatter : Trace
{
    /// <summary>Horizontal coordinates.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Vertical coordinates, as many.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>What is drawn.</summary>
    public Marks Marks { get; init; } = Marks.Lines;

    /// <summary>The colour, of <see cref="Palette"/>.</summary>
    public string Colour { get; init; } = Palette.Blue;

    /// <summary>A colour for each marker, where they differ.</summary>
    public IReadOnlyList<string>? Colours { get; init; }

    /// <summary>Width of the line in pixels.</summary>
    public double Width { get; init; } = 2;

    /// <summary>The line's stroke.</summary>
    public Dash Dash { get; init; }

    /// <summary>The markers' form.</summary>
    public Symbol Symbol { get; init; }

    /// <summary>The markers' diameter in pixels.</summary>
    public double Size { get; init; } = 7;

    /// <summary>A label for each point.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Where the labels stand.</summary>
    public LabelPlace LabelPlace { get; init; }

    /// <summary>Whether the area between the line and zero is tinted.</summary>
    public bool FilledToZero { get; init; }

    internal override void Check()
    {
        SameLength("x", X.Count, "y", Y.Count);
        if (Colours is not null) SameLength("points", X.Count, "colours", Colours.Count);
        if (Labels is not null) SameLength("points", X.Count, "labels", Labels.Count);
    }
}
