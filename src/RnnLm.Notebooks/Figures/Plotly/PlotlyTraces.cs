using System.Text.Json.Nodes;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>Our traces as Plotly's.</summary>
internal static class PlotlyTraces
{
    /// <summary>One trace, in the axes and with the colour range that it has in its figure.</summary>
    public static JsonObject Write(Trace trace, int index, Figure figure, PanelPlaces places)
    {
        var json = trace switch
        {
            Scatter points => Points(points),
            Band band => Area(band),
            Bar bar => Bars(bar),
            Heatmap map => Cells(map, Ranges.OfValues(figure, index)),
            Contour contour => new JsonObject { ["type"] = "contour", ["ncontours"] = contour.Levels, ["line"] = new JsonObject { ["width"] = 0.5, ["color"] = Palette.Faint } },
            Surface => new JsonObject { ["type"] = "surface" },
            SpaceCurve curve => Curve(curve),
            _ => throw new ArgumentException($"There is no way to draw a {trace.GetType().Name}.", nameof(trace)),
        };
        if (trace is Grid grid) AddGrid(json, grid, Ranges.OfValues(figure, index), places.ScaleOf(trace.Panel));
        if (trace is Bar one) AddPlaceInGroup(json, one, index, figure);
        if (trace is Grid { ShowScale: false })
        {
            json.Remove("colorbar");
            json["showscale"] = false;
        }
        if (trace.Name.Length > 0) json["name"] = Markup(trace.Name);
        if (trace is not Grid) json["showlegend"] = trace.InLegend && trace.Name.Length > 0;
        if (trace.Group is not null && trace is not Grid) json["legendgroup"] = trace.Group;
        if (trace.Opacity < 1) json["opacity"] = trace.Opacity;
        if (trace.Hover is not null)
        {
            json["hovertext"] = Texts(trace.Hover);
            json["hoverinfo"] = "text";
        }
        places.Assign(json, trace.Panel);
        return json;
    }

    private static JsonObject Points(Scatter points)
    {
        var marks = points.Marks.ToString().ToLowerInvariant().Replace(", ", "+", StringComparison.Ordinal);
        var json = new JsonObject { ["type"] = "scatter", ["mode"] = marks, ["x"] = Numbers(points.X), ["y"] = Numbers(points.Y) };
        if (points.Marks.HasFlag(Marks.Lines)) json["line"] = Line(points.Colour, points.Width, points.Dash);
        if (points.Marks.HasFlag(Marks.Markers))
        {
            json["marker"] = new JsonObject
            {
                ["color"] = points.Colours is { } colours ? Texts(colours) : points.Colour,
                ["size"] = points.Size,
                ["symbol"] = points.Symbol switch { Symbol.Triangle => "triangle-up", Symbol.Cross => "x", var other => other.ToString().ToLowerInvariant() },
            };
        }
        if (points.Labels is { } labels) json["text"] = Texts(labels);
        if (points.Marks.HasFlag(Marks.Text))
        {
            json["textposition"] = points.LabelPlace switch
            {
                LabelPlace.Above => "top center",
                LabelPlace.Below => "bottom center",
                LabelPlace.Left => "middle left",
                LabelPlace.Right => "middle right",
                _ => "middle center",
            };
            json["textfont"] = new JsonObject { ["color"] = points.Colours is { } each && !points.Marks.HasFlag(Marks.Markers) ? Texts(each) : Palette.Ink };
        }
        if (points.FilledToZero) (json["fill"], json["fillcolor"]) = ("tozeroy", points.Colour + "33");
        return json;
    }

    private static JsonObject Area(Band band)
    {
        var (x, y) = band.Outline();
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["x"] = Numbers(x),
            ["y"] = Numbers(y),
            ["fill"] = "toself",
            ["fillcolor"] = band.Colour + "33",
            ["line"] = new JsonObject { ["width"] = 0, ["color"] = band.Colour },
            ["hoverinfo"] = "skip",
        };
    }

    /// <summary>Bars that are seen together stand side by side, each with its share of the breadth, as in the still drawing.</summary>
    private static void AddPlaceInGroup(JsonObject json, Bar bar, int index, Figure figure)
    {
        int[] together = figure.StackedBars ? [index] : [.. Enumerable.Range(0, figure.Traces.Count)
            .Where(other => figure.Traces[other] is Bar && figure.Traces[other].Panel == bar.Panel && figure.SeenWith(index, other))];
        var rank = Array.IndexOf(together, index);
        json["width"] = Number(bar.Breadth / together.Length);
        if (together.Length > 1) json["offset"] = Number(bar.Breadth * (((double)rank / together.Length) - 0.5));
    }

    private static JsonObject Bars(Bar bar)
    {
        var (values, places) = bar.Horizontal ? ("x", "y") : ("y", "x");
        var json = new JsonObject
        {
            ["type"] = "bar",
            ["orientation"] = bar.Horizontal ? "h" : "v",
            [values] = Numbers(bar.Values),
            [places] = Numbers(bar.Places),
            ["marker"] = new JsonObject { ["color"] = bar.Colours is { } colours ? Texts(colours) : bar.Colour },
        };
        if (bar.Bases is { } bases) json["base"] = Numbers(bases);
        if (bar.Labels is { } labels)
        {
            json["text"] = Texts(labels);
            json["textposition"] = "outside";
            json["textangle"] = 0;
            json["cliponaxis"] = false;
            json["textfont"] = new JsonObject { ["color"] = Palette.Ink };
        }
        if (bar.Low is { } low && bar.High is { } high)
        {
            var ends = Enumerable.Range(0, bar.Values.Count).Select(i => bar.BaseOf(i) + bar.Values[i]).ToArray();
            json[bar.Horizontal ? "error_x" : "error_y"] = new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["array"] = Numbers(high.Zip(ends, (h, end) => h - end)),
                ["arrayminus"] = Numbers(ends.Zip(low, (end, l) => end - l)),
                ["color"] = Palette.Ink,
                ["thickness"] = 1.2,
                ["width"] = 4,
            };
        }
        return json;
    }

    private static JsonObject Cells(Heatmap map, (double Low, double High) range)
    {
        var json = new JsonObject { ["type"] = "heatmap", ["xgap"] = map.Gap, ["ygap"] = map.Gap };
        if (map.Labels is not null)
        {
            json["text"] = Labels(map, range);
            json["texttemplate"] = "%{text}";
            json["textfont"] = new JsonObject { ["size"] = 13 }; // Plotly's own fits the text with its markup.
            json["hoverinfo"] = "z";
        }
        return json;
    }

    // Each in the ink that reads best on its cell; Plotly's own choice is grey on blue.
    private static JsonArray Labels(Heatmap map, (double Low, double High) range) =>
        [.. Enumerable.Range(0, map.Z.GetLength(0)).Select(i => new JsonArray([.. Enumerable.Range(0, map.Z.GetLength(1)).Select(j => (JsonNode)(
            map.Labels![i, j].Length == 0 ? "" : $"<span style=\"color:{map.Scale.InkAt((map.Z[i, j] - range.Low) / (range.High - range.Low))}\">{Markup(map.Labels[i, j])}</span>"))]))];

    private static JsonObject Curve(SpaceCurve curve) => new()
    {
        ["type"] = "scatter3d",
        ["mode"] = "lines",
        ["x"] = Numbers(curve.X),
        ["y"] = Numbers(curve.Y),
        ["z"] = Numbers(curve.Z),
        ["line"] = new JsonObject { ["color"] = curve.Colour, ["width"] = curve.Width },
    };

    private static void AddGrid(JsonObject json, Grid grid, (double Low, double High) range, JsonObject bar)
    {
        var (least, most) = grid is Surface ? ("cmin", "cmax") : ("zmin", "zmax");
        json["x"] = Numbers(grid.Columns);
        json["y"] = Numbers(grid.Rows);
        json["z"] = Rows(grid.Z);
        json["colorscale"] = new JsonArray([.. grid.Scale.Stops.Select(stop => new JsonArray(stop.Place, stop.Colour))]);
        json[least] = Number(range.Low);
        json[most] = Number(range.High);
        bar["title"] = new JsonObject { ["text"] = Markup(grid.ScaleTitle), ["side"] = "right" }; // Plotly leaves room for the marks by this text's size: its own does.
        bar["tickfont"] = new JsonObject { ["size"] = 12 };
        if (grid.PowersOfTen)
        {
            (bar["tickprefix"], bar["ticksuffix"]) = ("10<sup>", "</sup>");
            if (range.High - range.Low >= 1.5) bar["dtick"] = Math.Ceiling((range.High - range.Low) / 8);
        }
        json["colorbar"] = bar;
    }

    public static JsonObject Line(string colour, double width, Dash dash)
    {
        var line = new JsonObject { ["color"] = colour, ["width"] = width };
        if (dash != Dash.Solid) line["dash"] = dash == Dash.Dashed ? "dash" : "dot";
        return line;
    }
}
