namespace RnnLm.Notebooks.Figures;

/// <summary>The kinds of <see cref="Shape"/>.</summary>
public enum ShapeKind
{
    /// <summary>A straight line.</summary>
    Line,

    /// <summary>A rectangle.</summary>
    Rectangle,

    /// <summary>A circle or an ellipse.</summary>
    Ellipse,
}

/// <summary>A line, rectangle or ellipse between two corners, in a panel's coordinates. A NaN coordinate stands for the panel's edge.</summary>
/// <param name="Kind">Which.</param>
/// <param name="X0">One corner.</param>
/// <param name="Y0">One corner.</param>
/// <param name="X1">The other corner.</param>
/// <param name="Y1">The other corner.</param>
public sealed record Shape(ShapeKind Kind, double X0, double Y0, double X1, double Y1)
{
    /// <summary>The panel, from 0.</summary>
    public int Panel { get; init; }

    /// <summary>The line's colour.</summary>
    public string Colour { get; init; } = Palette.Faint;

    /// <summary>Width of the line in pixels.</summary>
    public double Width { get; init; } = 1.5;

    /// <summary>The line's stroke.</summary>
    public Dash Dash { get; init; }

    /// <summary>The colour within; null for none.</summary>
    public string? Fill { get; init; }

    /// <summary>How much the colour within covers, 0 to 1.</summary>
    public double FillOpacity { get; init; } = 1;

    /// <summary>Whether it lies behind the traces.</summary>
    public bool Behind { get; init; }

    /// <summary>A line through the whole panel at one height.</summary>
    public static Shape HorizontalLine(double y) => new(ShapeKind.Line, double.NaN, y, double.NaN, y);

    /// <summary>A line through the whole panel at one place.</summary>
    public static Shape VerticalLine(double x) => new(ShapeKind.Line, x, double.NaN, x, double.NaN);

    /// <summary>A circle in coordinates; round where the panel has <see cref="Panel.EqualUnits"/>.</summary>
    public static Shape Circle(double x, double y, double radius) => new(ShapeKind.Ellipse, x - radius, y - radius, x + radius, y + radius);

    /// <summary>A rectangle around a cell of a heatmap, given by column and row.</summary>
    public static Shape Cell(double column, double row) => new(ShapeKind.Rectangle, column - 0.5, row - 0.5, column + 0.5, row + 0.5);
}
