using RnnLm.Notebooks.Figures.Forms;
using RnnLm.Notebooks.Figures.Plotly;

namespace RnnLm.Notebooks.Figures.Drawing;

/// <summary>A figure as a still SVG drawing on a card of its own, so that it reads on any page: the slider at its beginning, the menus as they begin.</summary>
internal static class FigureDrawing
{
    private const double Width = 760;
    private const double Margin = 16;
    private const double Room = Width - (2 * Margin);
    private const double Said = 13.5; // Height of the letters of what a frame says.

    public static string Write(Figure figure)
    {
        var still = figure.Still();
        var body = new Svg();
        var y = Heading(body, figure, Margin + 8);
        y = Legend(body, still, y);
        y = Panels(body, figure, still, y);
        var svg = new Svg();
        svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {Svg.Number(Width)} {Svg.Number(y)}"), ("width", Width), ("height", y), ("role", "img"),
            ("font-family", "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"));
        svg.Words("title", FigureText.Plain(figure.Title));
        svg.Words("desc", FigureText.Plain(figure.Description));
        svg.Shape("rect", ("width", Width), ("height", y), ("rx", 6), ("fill", Palette.Card));
        return svg.ToString() + body + "</svg>";
    }

    private static double Heading(Svg svg, Figure figure, double y)
    {
        svg.Text(Margin, y + 6, figure.Title, 17, bold: true);
        y += 12;
        foreach (var line in Wrap(figure.Caption, 13))
        {
            y += 18;
            svg.Text(Margin, y, line, 13, Palette.Faint);
        }
        y += 14;
        var frame = figure.Slider?.Frames[figure.Slider.Start];
        if (frame is not null)
        {
            var at = $"<b>{figure.Slider!.Label}: {frame.Label}</b>";
            var line = $"{at}   {frame.Caption}".Trim();
            foreach (var part in 1.06 * Svg.Width(line, Said) <= Room ? [line] : Wrap(frame.Caption, Said).Prepend(at))
            {
                svg.Text(Margin, y + 12, part, Said);
                y += 19;
            }
            y += 5;
        }
        return y;
    }

    private static IReadOnlyList<string> Wrap(string text, double size) => Header.Wrap(text, (int)(Room / Svg.Width("x", size)));

    private static double Legend(Svg svg, Figure still, double y)
    {
        var named = still.Traces.Where(trace => trace is not Grid && trace.InLegend && trace.Name.Length > 0).ToArray();
        if (named.Length == 0) return y;
        var x = Margin;
        foreach (var trace in named)
        {
            var width = 24 + 8 + Svg.Width(trace.Name, 13) + 16;
            if (x + width > Width - Margin && x > Margin) (x, y) = (Margin, y + 20);
            SvgTraces.Key(svg, trace, x, y + 8);
            svg.Text(x + 31, y + 12.5, trace.Name);
            x += width;
        }
        return y + 24;
    }

    private static double Panels(Svg svg, Figure figure, Figure still, double y)
    {
        var panels = figure.Panels;
        var beside = figure.Arrangement == Arrangement.Beside;
        var titles = panels.Any(panel => panel.Title.Length > 0) ? 24 : 6;
        const double Between = 22;
        var room = Room - (beside ? Between * (panels.Count - 1) : 0);
        var (x, lowest) = (Margin, y);
        for (var i = 0; i < panels.Count; i++)
        {
            var width = beside ? room * panels[i].Share / panels.Sum(panel => panel.Share) : room;
            var bottom = y + titles + figure.Height;
            PanelDrawing.Draw(svg, figure, still, i, (x, y + titles, x + width - 8, bottom));
            bottom += PanelDrawing.Below(panels[i], width - 60);
            lowest = Math.Max(lowest, bottom);
            if (beside) x += width + Between;
            else y = bottom + 10;
        }
        return lowest + 10;
    }
}
