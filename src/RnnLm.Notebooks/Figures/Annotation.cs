namespace RnnLm.Notebooks.Figures;

/// <summary>A text in a panel, with an arrow if <see cref="From"/> is given.</summary>
/// <param name="X">Where, in the panel's coordinates; the arrow's head.</param>
/// <param name="Y">Where, in the panel's coordinates; the arrow's head.</param>
/// <param name="Text">What it reads; empty for a mere arrow.</param>
public sealed record Annotation(double X, double Y, string Text)
{
    /// <summary>The panel, from 0.</summary>
    public int Panel { get; init; }

    /// <summary>Where the arrow begins, in the panel's coordinates; the text stands there. Null for no arrow.</summary>
    public (double X, double Y)? From { get; init; }

    /// <summary>Moves the text, in pixels to the right and up.</summary>
    public (double Right, double Up) Shift { get; init; }

    /// <summary>Which side of the text is at the point.</summary>
    public Anchor Anchor { get; init; } = Anchor.Centre;

    /// <summary>The colour of text and arrow.</summary>
    public string Colour { get; init; } = Palette.Ink;

    /// <summary>Behind the text; null for none.</summary>
    public string? Background { get; init; }

    /// <summary>Height of the letters in pixels.</summary>
    public double Size { get; init; } = 13;

    /// <summary>Width of the arrow's line in pixels.</summary>
    public double Width { get; init; } = 1.5;
}

/// <summary>The side of a text that is at its point.</summary>
public enum Anchor
{
    /// <summary>Its middle.</summary>
    Centre,

    /// <summary>Its left end: it runs to the right of the point.</summary>
    Left,

    /// <summary>Its right end: it ends at the point.</summary>
    Right,

    /// <summary>Its upper edge: it stands below the point.</summary>
    Top,

    /// <summary>Its lower edge: it stands above the point.</summary>
    Bottom,
}
