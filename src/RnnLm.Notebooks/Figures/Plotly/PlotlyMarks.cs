using System.Text.Json.Nodes;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>Annotations and shapes as Plotly's.</summary>
internal static class PlotlyMarks
{
    /// <summary>Those of a frame, or of the figure; with the panels' titles, the frame's caption and the menus' labels.</summary>
    public static JsonArray Annotations(Figure figure, Frame? frame, PanelPlaces places, Header header)
    {
        var written = new JsonArray();
        for (var i = 0; i < figure.Panels.Count; i++)
        {
            if (figure.Panels[i].Title.Length > 0) written.Add(PanelTitle(figure.Panels[i].Title, places[i]));
        }
        foreach (var annotation in frame?.Annotations ?? figure.Annotations) written.Add(Write(annotation, figure.Panels[annotation.Panel], places.Suffix(annotation.Panel)));
        if (!string.IsNullOrEmpty(frame?.Caption)) written.Add(FrameCaption(frame.Caption, header));
        foreach (var label in PlotlyMenus.Labels(figure, places, header)) written.Add(label);
        return written;
    }

    /// <summary>Those of a frame, or of the figure.</summary>
    public static JsonArray Shapes(Figure figure, Frame? frame, PanelPlaces places) =>
        [.. (frame?.Shapes ?? figure.Shapes).Select(shape => (JsonNode)Write(shape, places.Suffix(shape.Panel)))];

    private static JsonObject Write(Annotation annotation, Panel panel, string suffix)
    {
        var json = new JsonObject
        {
            ["x"] = Number(Ranges.Scaled(panel.X, annotation.X)),
            ["y"] = Number(Ranges.Scaled(panel.Y, annotation.Y)),
            ["xref"] = "x" + suffix,
            ["yref"] = "y" + suffix,
            ["text"] = Markup(annotation.Text),
            ["font"] = new JsonObject { ["color"] = annotation.Colour, ["size"] = annotation.Size },
            ["showarrow"] = annotation.From is not null,
        };
        if (annotation.From is { } from)
        {
            (json["axref"], json["ayref"]) = ("x" + suffix, "y" + suffix);
            (json["ax"], json["ay"]) = (Number(Ranges.Scaled(panel.X, from.X)), Number(Ranges.Scaled(panel.Y, from.Y)));
            (json["arrowhead"], json["arrowsize"], json["arrowwidth"], json["arrowcolor"]) = (2, 1, annotation.Width, annotation.Colour);
        }
        else
        {
            (json["xanchor"], json["yanchor"]) = annotation.Anchor switch
            {
                Anchor.Left => ("left", "middle"),
                Anchor.Right => ("right", "middle"),
                Anchor.Top => ("center", "top"),
                Anchor.Bottom => ("center", "bottom"),
                _ => ("center", "middle"),
            };
            if (annotation.Shift.Right != 0) json["xshift"] = annotation.Shift.Right;
            if (annotation.Shift.Up != 0) json["yshift"] = annotation.Shift.Up;
        }
        if (annotation.Background is { } background) (json["bgcolor"], json["borderpad"]) = (background, 2);
        return json;
    }

    private static JsonObject Write(Shape shape, string suffix)
    {
        var json = new JsonObject
        {
            ["type"] = shape.Kind switch { ShapeKind.Line => "line", ShapeKind.Rectangle => "rect", _ => "circle" },
            ["layer"] = shape.Behind ? "below" : "above",
            ["line"] = PlotlyTraces.Line(shape.Colour, shape.Width, shape.Dash),
        };
        Span(json, "x", suffix, shape.X0, shape.X1);
        Span(json, "y", suffix, shape.Y0, shape.Y1);
        if (shape.Fill is { } fill)
        {
            json["fillcolor"] = fill;
            if (shape.FillOpacity < 1) json["fillcolor"] = fill + ((int)Math.Round(255 * shape.FillOpacity)).ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
        }
        return json;
    }

    // Plotly takes a shape's coordinates as values on a log axis too, unlike an annotation's.
    private static void Span(JsonObject json, string axis, string suffix, double from, double to)
    {
        var whole = double.IsNaN(from) || double.IsNaN(to);
        json[axis + "ref"] = axis + suffix + (whole ? " domain" : "");
        (json[axis + "0"], json[axis + "1"]) = whole ? (0, 1) : (Number(from), Number(to));
    }

    /// <summary>A text that is placed in the drawing and not in a panel; its lower edge is so many pixels above its place.</summary>
    /// <param name="name">By which a page's script knows it.</param>
    /// <param name="text">What it reads, in Plotly's markup.</param>
    /// <param name="x">Its place, as a share of the panels' width.</param>
    /// <param name="y">Its place, as a share of the panels' height from below.</param>
    /// <param name="up">Pixels.</param>
    /// <param name="size">Height of the letters in pixels.</param>
    public static JsonObject Placed(string name, string text, double x, double y, double up, int size) => new()
    {
        ["name"] = name,
        ["text"] = text,
        ["x"] = Number(x),
        ["y"] = Number(y),
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["xanchor"] = "left",
        ["yanchor"] = "bottom",
        ["yshift"] = up,
        ["showarrow"] = false,
        ["align"] = "left",
        ["font"] = new JsonObject { ["size"] = size },
    };

    private static JsonObject PanelTitle(string title, (double Left, double Right, double Bottom, double Top) place)
    {
        var json = Placed("panel title", $"<b>{Markup(title)}</b>", (place.Left + place.Right) / 2, place.Top, up: 4, size: 13);
        json["xanchor"] = "center";
        return json;
    }

    private static JsonObject FrameCaption(string caption, Header header) => Placed("frame caption", Markup(caption), 0, 1, up: header.FrameCaption, size: 15);
}
