using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnLm.Notebooks.Figures.Drawing;

/// <summary>Writes the elements of an SVG drawing.</summary>
internal sealed partial class Svg
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Open(string element, params (string Name, object? Value)[] attributes) => Element(element, attributes, closed: false);

    public void Close(string element) => _text.Append("</").Append(element).Append(">\n");

    public void Shape(string element, params (string Name, object? Value)[] attributes) => Element(element, attributes, closed: true);

    public void Line(double x0, double y0, double x1, double y1, string colour, double width = 1, Dash dash = Dash.Solid) =>
        Shape("line", ("x1", x0), ("y1", y0), ("x2", x1), ("y2", y1), ("stroke", colour), ("stroke-width", width), ("stroke-dasharray", Strokes(dash)));

    public void Rectangle(double x, double y, double width, double height, string fill) =>
        Shape("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("fill", fill));

    /// <summary>A text with our small markup; several lines at its <c>&lt;br&gt;</c>.</summary>
    public void Text(double x, double y, string text, double size = 13, string colour = Palette.Ink, string anchor = "start", bool bold = false, double turn = 0)
    {
        // SVG would draw several spaces as one.
        var lines = text.Replace("  ", " \u00a0", StringComparison.Ordinal).Split("<br>");
        for (var i = 0; i < lines.Length; i++)
        {
            var top = y + ((i - ((lines.Length - 1) / 2.0)) * size * 1.3);
            Open("text", ("x", x), ("y", top), ("font-size", size), ("fill", colour), ("text-anchor", anchor == "start" ? null : anchor),
                ("font-weight", bold ? "bold" : null), ("transform", turn == 0 ? null : $"rotate({Number(turn)} {Number(x)} {Number(top)})"));
            _text.Append(Marked(lines[i], size));
            Close("text");
        }
    }

    /// <summary>An element that only holds text, such as the title.</summary>
    public void Words(string element, string text) => _text.Append('<').Append(element).Append('>').Append(WebUtility.HtmlEncode(text)).Append("</").Append(element).Append(">\n");

    /// <summary>About how wide a text is.</summary>
    public static double Width(string text, double size = 13) => text.Split("<br>").Max(line => Tag().Replace(line, "").Length) * size * 0.56;

    public static string? Strokes(Dash dash) => dash switch { Dash.Dashed => "7 5", Dash.Dotted => "2 4", _ => null };

    public static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    public static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));

    private void Element(string element, (string Name, object? Value)[] attributes, bool closed)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is null) continue;
            var written = value is double number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            _text.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(written)).Append('"');
        }
        _text.Append(closed ? "/>\n" : ">");
    }

    private static string Marked(string text, double size)
    {
        var html = new StringBuilder();
        var style = new List<string>();
        var raised = 0.0; // How far above the line we are; SVG shifts relative to what went before.
        foreach (var part in Tag().Split(text).Zip([.. Tag().Matches(text).Select(match => match.Value), ""]))
        {
            var target = style.Contains("sup") ? size * 0.38 : style.Contains("sub") ? -size * 0.22 : 0;
            if (part.First.Length > 0)
            {
                var attributes = (style.Contains("b") ? " font-weight=\"bold\"" : "") + (style.Contains("i") ? " font-style=\"italic\"" : "")
                    + (target != 0 ? $" font-size=\"{Number(size * 0.75)}\"" : "") + (target != raised ? $" dy=\"{Number(raised - target)}\"" : "");
                var written = WebUtility.HtmlEncode(part.First);
                html.Append(attributes.Length > 0 ? $"<tspan{attributes}>{written}</tspan>" : written);
                raised = target;
            }
            var name = part.Second.Trim('<', '>', '/');
            if (part.Second.StartsWith("</", StringComparison.Ordinal)) style.Remove(name);
            else if (name.Length > 0) style.Add(name);
        }
        return html.ToString();
    }

    [GeneratedRegex("</?(?:b|i|sub|sup)>")]
    private static partial Regex Tag();
}
