using System.Net;
using RnnLm.Notebooks.Figures.Drawing;

namespace RnnLm.Notebooks.Figures.Forms;

/// <summary>A figure as HTML that stands by itself: the still drawing, what draws it anew with Plotly, and its numbers as a table.</summary>
internal static class FigureHtml
{
    public static string Write(Figure figure)
    {
        // No text within may end the script element.
        var json = figure.ToPlotly().Replace("<", "\\u003c", StringComparison.Ordinal);
        return $"""
            <figure class="plot">
            <div class="still">{FigureDrawing.Write(figure)}</div>
            <script type="application/json">{json}</script>
            <details><summary>The numbers of this figure</summary><div tabindex="0">{Tables(figure)}</div></details>
            </figure>
            <style>{FigureAssets.Style}</style>
            <script>{FigureAssets.Script}</script>

            """;
    }

    private static string Tables(Figure figure)
    {
        var still = figure.Still();
        return string.Concat(still.Traces.Select(trace => Table(TraceTable.Of(trace, figure.Panels[trace.Panel]))));
    }

    private static string Table(TraceTable table)
    {
        var heads = string.Concat(table.Columns.Select(column => $"<th>{Encoded(column)}</th>"));
        var rows = string.Concat(table.Rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Encoded(cell)}</td>"))}</tr>"));
        var caption = table.Name + (table.LeftOut > 0 ? $" (the first {table.Rows.Count} of {table.Rows.Count + table.LeftOut})" : "");
        return $"<table><caption>{Encoded(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>";
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(FigureText.Plain(text));
}
