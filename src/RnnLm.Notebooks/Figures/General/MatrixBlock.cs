namespace RnnLm.Notebooks.Figures;

/// <summary>A matrix drawn in a diagram whose unit is a cell: its numbers, its brackets, its name and shape.</summary>
/// <param name="Values">The entries, [row, column].</param>
/// <param name="Name">What it is called.</param>
/// <param name="Left">Where its first column begins.</param>
/// <param name="Top">Where its first row begins; downwards.</param>
internal sealed record MatrixBlock(double[,] Values, string Name, double Left, double Top)
{
    public int Rows => Values.GetLength(0);

    public int Columns => Values.GetLength(1);

    public string Shape => $"{Rows}×{Columns}";

    /// <summary>The numbers at the centres of their cells, row by row; a point for each that is not known yet.</summary>
    /// <param name="known">How many of them are known; null for all.</param>
    public Scatter Numbers(int? known = null) => new()
    {
        Name = Name,
        InLegend = false,
        Marks = Marks.Text,
        LabelPlace = LabelPlace.Centre,
        X = [.. Cells().Select(cell => Left + cell.Column + 0.5)],
        Y = [.. Cells().Select(cell => Top + cell.Row + 0.5)],
        Labels = [.. Cells().Select((cell, i) => i < (known ?? int.MaxValue) ? Numerals.Short(Values[cell.Row, cell.Column]) : "·")],
        Hover = [.. Cells().Select((cell, i) => i < (known ?? int.MaxValue)
            ? $"{Name}<sub>{cell.Row + 1},{cell.Column + 1}</sub> = {Numerals.Short(Values[cell.Row, cell.Column])}" : "not worked out yet")],
    };

    /// <summary>A bracket on either side.</summary>
    public IEnumerable<Shape> Brackets()
    {
        const double Foot = 0.14;
        foreach (var (x, foot) in new[] { (Left - 0.05, Foot), (Left + Columns + 0.05, -Foot) })
        {
            yield return Line(x, Top, x, Top + Rows);
            yield return Line(x, Top, x + foot, Top);
            yield return Line(x, Top + Rows, x + foot, Top + Rows);
        }
    }

    public Annotation Title(bool beside) => beside
        ? new Annotation(Left - 0.25, Top + (Rows / 2.0), $"<b>{Name}</b>  {Shape}") { Anchor = Anchor.Right }
        : new Annotation(Left + (Columns / 2.0), Top + Rows + 0.1, $"<b>{Name}</b>  {Shape}") { Anchor = Anchor.Top };

    /// <summary>A coloured ground under some cells.</summary>
    public Shape Marked(int row, int column, int rows, int columns, string colour) =>
        new(ShapeKind.Rectangle, Left + column, Top + row, Left + column + columns, Top + row + rows) { Fill = colour, Width = 0, Behind = true };

    /// <summary>A frame around a cell.</summary>
    public Shape Framed(int row, int column) =>
        new(ShapeKind.Rectangle, Left + column + 0.04, Top + row + 0.04, Left + column + 0.96, Top + row + 0.96) { Colour = Palette.Vermilion, Width = 2.5 };

    private IEnumerable<(int Row, int Column)> Cells() =>
        from i in Enumerable.Range(0, Rows) from j in Enumerable.Range(0, Columns) select (i, j);

    private static Shape Line(double x0, double y0, double x1, double y1) => new(ShapeKind.Line, x0, y0, x1, y1) { Colour = Palette.Ink };
}
