using System.Text.Json.Nodes;
using RnnLm.Notebooks.Figures.Forms;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>
/// Menus as Plotly's, side by side above the panels. A button does not know what another menu shows, so the two that may name a trace work on attributes of their
/// own: the first hides it by its visibility, the second makes it transparent, and it is seen where both show it.
/// </summary>
internal static class PlotlyMenus
{
    // About, in pixels.
    private const double Letter = 6.2;
    private const double ButtonPadding = 29;
    private const double Between = 16;
    private const double Width = 760;

    /// <summary>The menus; from the written traces they hide what they do not show at first.</summary>
    public static JsonArray Write(Figure figure, JsonObject[] data, PanelPlaces places, Header header)
    {
        var menus = new JsonArray();
        var named = new HashSet<int>();
        foreach (var (menu, _, left) in Placed(figure))
        {
            var governed = menu.Governed;
            var transparently = named.Overlaps(governed);
            named.UnionWith(governed);
            menus.Add(new JsonObject
            {
                ["name"] = Markup(menu.Label),
                ["type"] = menu.Dropdown ? "dropdown" : "buttons",
                ["direction"] = menu.Dropdown ? "down" : "right",
                ["active"] = menu.Start,
                ["x"] = Number(left / Width),
                ["xanchor"] = "left",
                ["y"] = Number(Height(places, header)),
                ["yanchor"] = "bottom",
                ["pad"] = new JsonObject { ["b"] = 6 },
                ["bgcolor"] = Palette.Card,
                ["bordercolor"] = Palette.Faint,
                ["font"] = new JsonObject { ["color"] = Palette.Ink, ["size"] = 12 },
                ["buttons"] = new JsonArray([.. menu.Items.Select(item => Button(item, governed, data, transparently))]),
            });
            foreach (var trace in governed.Except(menu.Items[menu.Start].Traces).Select(i => data[i]))
            {
                foreach (var (attribute, value) in Showing(trace, false, transparently)) trace[attribute] = value;
            }
        }
        return menus;
    }

    /// <summary>What each menu chooses, on its left: Plotly's menus have no names of their own.</summary>
    public static IEnumerable<JsonObject> Labels(Figure figure, PanelPlaces places, Header header) =>
        Placed(figure).Where(placed => placed.Menu.Label.Length > 0)
            .Select(placed => PlotlyMarks.Placed("menu label", Markup(placed.Menu.Label), placed.Label / Width, Height(places, header), up: 11, size: 12));

    private static double Height(PanelPlaces places, Header header) => 1 + ((double)header.Menus / places.Height);


    // Each menu with where its label begins, and where its buttons do.
    private static IEnumerable<(Menu Menu, double Label, double Buttons)> Placed(Figure figure)
    {
        var left = 0.0;
        foreach (var menu in figure.Menus)
        {
            var label = left;
            if (menu.Label.Length > 0) left += (Letter * FigureText.Plain(menu.Label).Length) + 8;
            yield return (menu, label, left);
            var buttons = menu.Items.Select(item => (Letter * FigureText.Plain(item.Label).Length) + ButtonPadding);
            left += Between + (menu.Dropdown ? buttons.Max() : buttons.Sum());
        }
    }

    private static JsonObject Button(MenuItem item, int[] governed, JsonObject[] data, bool transparently)
    {
        var changes = governed.Select(i => Showing(data[i], item.Traces.Contains(i), transparently)).ToArray();
        return new JsonObject
        {
            ["label"] = Markup(item.Label),
            ["method"] = "restyle",
            ["args"] = new JsonArray(
                new JsonObject(changes[0].Select((change, k) => KeyValuePair.Create(change.Attribute, (JsonNode?)new JsonArray([.. changes.Select(each => each[k].Value)])))),
                new JsonArray([.. governed.Select(i => (JsonNode)i)])),
        };
    }

    // What a trace is given so that it is seen, or not.
    private static (string Attribute, JsonNode Value)[] Showing(JsonObject trace, bool shown, bool transparently) => !transparently ? [("visible", shown)] :
    [
        ("opacity", shown ? trace["opacity"]?.DeepClone() ?? 1 : 0),
        ("hoverinfo", shown ? trace["hoverinfo"]?.DeepClone() ?? "all" : "skip"),
        ("showlegend", shown && (bool?)trace["showlegend"] == true),
    ];
}
