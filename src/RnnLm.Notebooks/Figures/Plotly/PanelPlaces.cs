using System.Text.Json.Nodes;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>Where each panel stands in the drawing, as shares of its width and height, and what its axes are called.</summary>
internal sealed class PanelPlaces
{
    private const double Gap = 0.11; // Between panels side by side, for the axis titles between them.
    private const double StackedGap = 90; // Pixels between panels one above the other.
    private const double ScaleRoom = 0.09; // For a colour bar on the right of its panel.

    private readonly Figure _figure;
    private readonly List<(double Left, double Right, double Bottom, double Top)> _domains = [];

    public PanelPlaces(Figure figure)
    {
        _figure = figure;
        var panels = figure.Panels;
        var beside = figure.Arrangement == Arrangement.Beside;
        Height = beside ? figure.Height : (int)((figure.Height * panels.Count) + (StackedGap * (panels.Count - 1)));
        var gap = beside ? Gap : StackedGap / Height;
        var room = 1 - (gap * (panels.Count - 1));
        var total = panels.Sum(panel => panel.Share);
        var begin = 0.0;
        for (var i = 0; i < panels.Count; i++)
        {
            var end = begin + (room * panels[i].Share / total);
            var (left, right) = beside ? (begin, end) : (0, 1);
            if (HasScale(i) && (panels.Count > 1 || panels[i].Z is not null)) right -= beside ? ScaleRoom : ScaleRoom * 0.8;
            _domains.Add(beside ? (left, right, 0, 1) : (left, right, 1 - end, 1 - begin));
            begin = end + gap;
        }
    }

    /// <summary>Height of all panels together, in pixels.</summary>
    public int Height { get; }

    /// <summary>Pixels under the panels, for the marks and the titles of horizontal axes.</summary>
    public int Below => _figure.Panels.Any(panel => panel.X.Visible && panel.Z is null) ? 64 : 14;

    public (double Left, double Right, double Bottom, double Top) this[int panel] => _domains[panel];

    /// <summary>The name of a panel's axes: "" for the first in the plane, then "2", "3"; spaces count by themselves.</summary>
    public string Suffix(int panel)
    {
        var before = _figure.Panels.Take(panel).Count(other => other.Z is null == _figure.Panels[panel].Z is null);
        return before == 0 ? "" : (before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Puts a trace into its panel.</summary>
    public void Assign(JsonObject trace, int panel)
    {
        var suffix = Suffix(panel);
        if (suffix.Length == 0) return;
        if (_figure.Panels[panel].Z is not null)
            trace["scene"] = "scene" + suffix;
        else
            (trace["xaxis"], trace["yaxis"]) = ("x" + suffix, "y" + suffix);
    }

    /// <summary>The place of a colour bar: on the right of its panel, as high as that.</summary>
    public JsonObject ScaleOf(int panel)
    {
        var (_, right, bottom, top) = _domains[panel];
        return new JsonObject
        {
            ["x"] = Number(right + 0.01),
            ["xanchor"] = "left",
            ["y"] = Number((bottom + top) / 2),
            ["yanchor"] = "middle",
            ["len"] = Number(top - bottom),
            ["lenmode"] = "fraction",
            ["thickness"] = 12,
            ["outlinewidth"] = 0,
        };
    }

    /// <summary>What a page's script needs to move a panel.</summary>
    public JsonObject ForPages(int panel)
    {
        var traces = Enumerable.Range(0, _figure.Traces.Count).Where(i => _figure.Traces[i].Panel == panel).Select(i => (JsonNode)i);
        var json = new JsonObject { ["title"] = _figure.Panels[panel].Title.Length > 0, ["scale"] = HasScale(panel), ["traces"] = new JsonArray([.. traces]) };
        if (_figure.Panels[panel].Z is not null) json["scene"] = "scene" + Suffix(panel);
        else (json["x"], json["y"]) = ("xaxis" + Suffix(panel), "yaxis" + Suffix(panel));
        return json;
    }

    private bool HasScale(int panel) => _figure.AllTraces.Any(trace => trace.Panel == panel && trace is Grid { ShowScale: true });
}
