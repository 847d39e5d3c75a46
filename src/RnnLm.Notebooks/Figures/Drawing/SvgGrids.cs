namespace RnnLm.Notebooks.Figures.Drawing;

/// <summary>Heatmaps, contours and surfaces in a panel, and the bar that explains their colours. A surface is drawn as its contours, seen from above.</summary>
internal static class SvgGrids
{
    private const double Patch = 3; // Pixels of a patch of a contour.

    public static void Draw(Svg svg, Grid grid, (double Low, double High) range, AxisScale x, AxisScale y)
    {
        if (grid is Heatmap map) Cells(svg, map, range, x, y);
        else Levels(svg, grid, range, x, y, (grid as Contour)?.Levels ?? 16);
    }

    public static void ColourBar(Svg svg, Grid grid, (double Low, double High) range, double x, double top, double bottom)
    {
        const int Steps = 48;
        var height = (bottom - top) / Steps;
        for (var i = 0; i < Steps; i++) svg.Rectangle(x, bottom - ((i + 1) * height), 12, height + 0.5, grid.Scale.At((i + 0.5) / Steps));
        foreach (var tick in AxisScale.Round(range.Low, range.High, 6))
        {
            var y = bottom - ((tick.Value - range.Low) / (range.High - range.Low) * (bottom - top));
            if (grid.PowersOfTen && tick.Value != Math.Round(tick.Value)) continue;
            svg.Text(x + 17, y + 4, grid.PowersOfTen ? AxisScale.Power((int)tick.Value) : tick.Label, 12);
        }
        if (grid.ScaleTitle.Length > 0) svg.Text(x + 66, (top + bottom) / 2, grid.ScaleTitle, 12, anchor: "middle", turn: -90);
    }

    private static void Cells(Svg svg, Heatmap map, (double Low, double High) range, AxisScale x, AxisScale y)
    {
        var (columns, rows) = (Ranges.Edges(map.Columns), Ranges.Edges(map.Rows));
        for (var i = 0; i < map.Z.GetLength(0); i++)
        {
            for (var j = 0; j < map.Z.GetLength(1); j++)
            {
                if (!double.IsFinite(map.Z[i, j])) continue;
                var (left, right, one, other) = (x[columns[j]], x[columns[j + 1]], y[rows[i]], y[rows[i + 1]]);
                var gap = Math.Min(map.Gap, Math.Abs(right - left) / 3);
                var place = (map.Z[i, j] - range.Low) / (range.High - range.Low);
                svg.Rectangle(Math.Min(left, right) + (gap / 2), Math.Min(one, other) + (gap / 2), Math.Abs(right - left) - gap, Math.Abs(other - one) - gap, map.Scale.At(place));
                if (map.Labels?[i, j] is { Length: > 0 } label)
                    svg.Text((left + right) / 2, ((one + other) / 2) + 4.5, label, 13, map.Scale.InkAt(place), "middle");
            }
        }
    }

    private static void Levels(Svg svg, Grid grid, (double Low, double High) range, AxisScale x, AxisScale y, int levels)
    {
        var (left, right) = x.Ends;
        var (bottom, top) = y.Ends;
        for (var py = top; py < bottom; py += Patch)
        {
            var begin = left;
            string? last = null;
            for (var px = left; px <= right + Patch; px += Patch)
            {
                var value = px < right ? Between(grid, x.At(px + (Patch / 2)), y.At(py + (Patch / 2))) : double.NaN;
                var place = (value - range.Low) / (range.High - range.Low);
                var colour = double.IsFinite(value) ? grid.Scale.At((Math.Floor(Math.Clamp(place, 0, 1) * levels) + 0.5) / levels) : null;
                if (colour == last) continue;
                if (last is not null) svg.Rectangle(begin, py, Math.Min(px, right) - begin + 0.3, Math.Min(Patch, bottom - py) + 0.3, last);
                (begin, last) = (px, colour);
            }
        }
    }

    /// <summary>The value at a place between four of the grid's, in proportion.</summary>
    private static double Between(Grid grid, double x, double y)
    {
        var (j, across) = Cell(grid.Columns, x);
        var (i, along) = Cell(grid.Rows, y);
        if (i < 0 || j < 0) return double.NaN;
        var z = grid.Z;
        return ((1 - along) * (((1 - across) * z[i, j]) + (across * z[i, j + 1]))) + (along * (((1 - across) * z[i + 1, j]) + (across * z[i + 1, j + 1])));
    }

    private static (int Index, double Share) Cell(IReadOnlyList<double> places, double at)
    {
        for (var i = 0; i + 1 < places.Count; i++)
        {
            var share = (at - places[i]) / (places[i + 1] - places[i]);
            if (share is >= -1e-9 and <= 1 + 1e-9) return (i, Math.Clamp(share, 0, 1));
        }
        return (-1, 0);
    }
}
