using System.Globalization;
using System.Net;
using System.Text;

namespace RnnLm.Notebooks.Display;

/// <summary>A matrix or a row vector as a table, with its name and shape.</summary>
/// <param name="Values">The entries, [row, column].</param>
/// <param name="Name">What the text calls it; empty for none.</param>
[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Plain])]
public sealed record MatrixView(double[,] Values, string Name) : IDisplayed
{
    private const int Most = 12; // Rows and columns shown; the middle ones of more are left out.

    /// <summary>Cells that stand out, by row and column from 0.</summary>
    public IReadOnlyList<(int Row, int Column)> Marked { get; init; } = [];

    /// <summary>Whether it is a vector, whose shape is its length.</summary>
    public bool IsVector { get; init; }

    /// <summary>Its name and shape: <c>W_h  4×3</c>.</summary>
    public string Heading => (Name.Length > 0 ? Name + "  " : "") + (IsVector ? $"{Values.GetLength(1)} entries" : $"{Values.GetLength(0)}×{Values.GetLength(1)}");

    /// <inheritdoc/>
    public string? As(string mimeType) => mimeType switch { MimeTypes.Html => Html(), MimeTypes.Plain => Plain(), _ => null };

    private string Plain()
    {
        var cells = Cells();
        var width = cells.SelectMany(row => row).Select(cell => cell.Length).DefaultIfEmpty().Max() + 2;
        return string.Join('\n', cells.Select(row => string.Concat(row.Select(cell => cell.PadLeft(width)))).Prepend(Heading));
    }

    private string Html()
    {
        // Colours come from the page, so that it reads in dark themes as in light ones.
        var html = new StringBuilder("""<table style="width:auto;border-collapse:collapse;border-left:2px solid;border-right:2px solid;border-radius:4px;font-variant-numeric:tabular-nums">""");
        html.Append("""<caption style="caption-side:top;text-align:left;padding:0 0 4px;color:inherit;white-space:nowrap">""").Append(HtmlHeading()).Append("</caption>");
        foreach (var (i, cells) in Rows().Zip(Cells()))
        {
            html.Append("<tr style=\"background:none\">");
            foreach (var (j, cell) in Columns().Zip(cells))
            {
                var mark = Marked.Contains((i, j)) ? "background:#fbe3a6;color:#22272e;font-weight:bold;" : "";
                html.Append("<td style=\"").Append(mark).Append("text-align:right;padding:2px 9px;border:none\">").Append(cell).Append("</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</table>").ToString();
    }

    private string HtmlHeading()
    {
        var (name, below) = Name.IndexOf('_', StringComparison.Ordinal) is > 0 and var at ? (Name[..at], Name[(at + 1)..]) : (Name, "");
        var text = $"<b><i>{WebUtility.HtmlEncode(name)}</i>{(below.Length > 0 ? $"<sub>{WebUtility.HtmlEncode(below)}</sub>" : "")}</b>";
        return (Name.Length > 0 ? text + "&ensp;" : "") + $"<span style=\"opacity:.75\">{Heading[(Name.Length > 0 ? Name.Length + 2 : 0)..]}</span>";
    }

    private IEnumerable<int> Rows() => Shown(Values.GetLength(0));

    private IEnumerable<int> Columns() => Shown(Values.GetLength(1));

    /// <summary>All indices, or the first and last ones with −1 for those between.</summary>
    private static IEnumerable<int> Shown(int count) => count <= Most ? Enumerable.Range(0, count)
        : [.. Enumerable.Range(0, Most - 2), -1, count - 1];

    private static string Cell(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>One number format for the whole matrix: whole numbers whole, else three decimals unless they would hide the size.</summary>
    private string Format()
    {
        var values = Values.Cast<double>().Where(double.IsFinite).ToArray();
        if (values.All(value => value == Math.Round(value) && Math.Abs(value) < 1e6)) return "F0";
        return values.Max(Math.Abs) is < 1e4 and >= 0.01 ? "F3" : "0.00e+0";
    }

    private string[][] Cells()
    {
        var format = Format();
        return [.. Rows().Select(i => Columns().Select(j => (i, j) switch
        {
            (-1, -1) => "⋱",
            (-1, _) => "⋮",
            (_, -1) => "…",
            _ => Cell(Values[i, j], format),
        }).ToArray())];
    }
}
