using System.Text.Json.Nodes;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>A figure as the data, layout and configuration of Plotly's schema.</summary>
internal static class PlotlyFigure
{
    public const int RightMargin = 30; // Pixels, as all here.

    private const int SliderHeight = 84;

    public static string Write(Figure figure)
    {
        var places = new PanelPlaces(figure);
        var header = new Header(figure);
        var start = figure.Slider?.Frames[figure.Slider.Start];
        var data = Traces(figure, start?.Traces ?? figure.Traces, places);
        var layout = Frame(figure, places, header);
        if (figure.Traces.Any(trace => trace is Bar)) layout["barmode"] = figure.StackedBars ? "relative" : "group";
        for (var i = 0; i < figure.Panels.Count; i++) PlotlyAxes.Add(layout, figure, i, places);
        layout["annotations"] = PlotlyMarks.Annotations(figure, start, places, header);
        layout["shapes"] = PlotlyMarks.Shapes(figure, start, places);
        if (figure.Slider is { } slider)
            layout["sliders"] = new JsonArray(PlotlySlider.Write(figure, slider, [.. slider.Frames.Select(frame => Traces(figure, frame.Traces, places))], places, header));
        if (figure.Menus.Count > 0) layout["updatemenus"] = PlotlyMenus.Write(figure, data, places, header);
        // An editor's window changes its width; what draws this there goes by the configuration, and would otherwise cut the figure off.
        var config = new JsonObject { ["responsive"] = true, ["displaylogo"] = false };
        return PlotlyJson.Write(new JsonObject { ["data"] = new JsonArray([.. data]), ["layout"] = layout, ["config"] = config });
    }

    public static int LeftMargin(Figure figure) => figure.Panels.Any(panel => panel.Y.Visible && panel.Z is null) ? 70 : 16;

    private static JsonObject[] Traces(Figure figure, IReadOnlyList<Trace> traces, PanelPlaces places) =>
        [.. traces.Select((trace, i) => PlotlyTraces.Write(trace, i, figure, places))];

    private static JsonObject Frame(Figure figure, PanelPlaces places, Header header)
    {
        var below = places.Below + (figure.Slider is null ? 0 : SliderHeight);
        return new JsonObject
        {
            ["title"] = new JsonObject
            {
                ["text"] = $"<b>{Markup(figure.Title)}</b>",
                ["font"] = new JsonObject { ["size"] = 16 },
                ["x"] = 0,
                ["xref"] = "paper",
                ["xanchor"] = "left",
                ["y"] = Number(1 - (12.0 / (places.Height + header.Height + below))),
                ["yref"] = "container",
                ["yanchor"] = "top",
                ["subtitle"] = new JsonObject
                {
                    ["text"] = string.Join("<br>", header.CaptionLines.Select(Markup)),
                    ["font"] = new JsonObject { ["size"] = 13, ["color"] = Palette.Faint },
                },
            },
            ["height"] = places.Height + header.Height + below,
            ["margin"] = new JsonObject { ["l"] = LeftMargin(figure), ["r"] = RightMargin, ["t"] = header.Height, ["b"] = below },
            ["font"] = new JsonObject { ["family"] = "system-ui, -apple-system, 'Segoe UI', sans-serif", ["size"] = 13, ["color"] = Palette.Ink },
            ["paper_bgcolor"] = Palette.Card,
            ["plot_bgcolor"] = Palette.Card,
            ["showlegend"] = header.HasLegend,
            ["legend"] = new JsonObject
            {
                ["orientation"] = "h",
                ["x"] = 0,
                ["xanchor"] = "left",
                ["y"] = Number(1 + ((double)header.Legend / places.Height)),
                ["yanchor"] = "bottom",
                ["bgcolor"] = "rgba(0,0,0,0)",
            },
            ["hovermode"] = "closest",
            ["meta"] = ForPages(figure, places, header),
        };
    }

    /// <summary>What the script of a page needs to know that Plotly does not: the texts, the room they took, and which panels to stack on a phone.</summary>
    private static JsonObject ForPages(Figure figure, PanelPlaces places, Header header)
    {
        var meta = new JsonObject
        {
            ["description"] = Markup(figure.Description),
            ["caption"] = Markup(figure.Caption),
            ["above"] = header.Height - header.Drawn,
            ["below"] = figure.Slider is null ? 0 : SliderHeight,
        };
        if (figure.Panels.Count > 1 && figure.Arrangement == Arrangement.Beside) meta["beside"] = new JsonArray([.. figure.Panels.Select((panel, i) => places.ForPages(i))]);
        return meta;
    }
}
