using System.Text.Json.Nodes;
using RnnLm.Notebooks.Figures.Drawing;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>Our axes as Plotly's.</summary>
internal static class PlotlyAxes
{
    public static void Add(JsonObject layout, Figure figure, int index, PanelPlaces places)
    {
        var panel = figure.Panels[index];
        var (left, right, bottom, top) = places[index];
        var suffix = places.Suffix(index);
        if (panel.Z is { } height)
        {
            layout["scene" + suffix] = new JsonObject
            {
                ["domain"] = new JsonObject { ["x"] = Pair(left, right), ["y"] = Pair(bottom, top) },
                ["xaxis"] = InSpace(panel.X),
                ["yaxis"] = InSpace(panel.Y),
                ["zaxis"] = InSpace(height),
                ["camera"] = new JsonObject { ["eye"] = new JsonObject { ["x"] = -1.7, ["y"] = -1.7, ["z"] = 1 } },
            };
            return;
        }
        var (x, y) = (Write(panel.X, Ranges.Of(figure, index, vertical: false)), Write(panel.Y, Ranges.Of(figure, index, vertical: true)));
        (x["domain"], y["domain"]) = (Pair(left, right), Pair(bottom, top));
        (x["anchor"], y["anchor"]) = ("y" + suffix, "x" + suffix);
        if (panel.EqualUnits)
        {
            (y["scaleanchor"], y["scaleratio"]) = ("x" + suffix, 1);
            y["title"]!["standoff"] = 14; // where the axis comes to stand, Plotly finds out later
            (x["constrain"], y["constrain"]) = ("domain", "domain");
        }
        layout["xaxis" + suffix] = x;
        layout["yaxis" + suffix] = y;
    }

    private static JsonObject Write(Axis axis, (double First, double Last) range)
    {
        var json = new JsonObject
        {
            ["range"] = Pair(range.First, range.Last),
            ["automargin"] = true,
            ["zeroline"] = Ranges.MarksZero(axis, range),
            ["zerolinecolor"] = Palette.Faint,
            ["zerolinewidth"] = 1,
            ["showgrid"] = axis.Grid && axis.Categories is null,
            ["gridcolor"] = Palette.Rule,
            ["linecolor"] = Palette.Faint,
            ["tickcolor"] = Palette.Faint,
            ["title"] = Title(axis),
            // Plotly writes powers of ten a quarter larger than it is told.
            ["tickfont"] = new JsonObject { ["size"] = axis.Log && axis.Ticks is null && !IsShort(axis, range) ? 9.6 : 12 },
        };
        if (!axis.Visible) json["visible"] = false;
        if (axis.Log) (json["type"], json["exponentformat"], json["dtick"]) = ("log", "power", Decades(range));
        else json["type"] = "linear";
        AddTicks(json, IsShort(axis, range) ? axis with { Ticks = new AxisScale(axis, range, 0, 1).Ticks(10) } : axis);
        return json;
    }

    // Never more than about ten marks.
    private static int Decades((double First, double Last) range) => Math.Max(1, (int)Math.Ceiling(Math.Abs(range.Last - range.First) / 10));

    // Over little more than a power of ten Plotly writes the 2 and the 5 between in letters too small to read.
    private static bool IsShort(Axis axis, (double First, double Last) range) => axis.Log && axis.Ticks is null && Math.Abs(range.Last - range.First) < 1.5;

    private static JsonObject InSpace(Axis axis)
    {
        var json = new JsonObject
        {
            ["title"] = Title(axis),
            ["gridcolor"] = Palette.Rule,
            ["zerolinecolor"] = Palette.Rule,
            ["type"] = axis.Log ? "log" : "linear",
        };
        if (axis.Range is { } range) json["range"] = Pair(Ranges.Scaled(axis, range.Low), Ranges.Scaled(axis, range.High));
        AddTicks(json, axis);
        return json;
    }

    private static JsonObject Title(Axis axis) => new() { ["text"] = Markup(axis.Title), ["font"] = new JsonObject { ["size"] = 13 } };

    private static void AddTicks(JsonObject json, Axis axis)
    {
        var ticks = axis.Ticks ?? axis.Categories?.Select((name, i) => new Tick(i, name)).ToArray();
        if (ticks is null) return;
        json.Remove("dtick");
        json["tickmode"] = "array";
        json["tickvals"] = Numbers(ticks.Select(tick => tick.Value));
        json["ticktext"] = Texts(ticks.Select(tick => tick.Label));
    }
}
