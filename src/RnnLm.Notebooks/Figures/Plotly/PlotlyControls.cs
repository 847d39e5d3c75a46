using System.Text.Json.Nodes;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>
/// Slider and menus as Plotly's. A step of the slider carries its frame as an <c>update</c> of what differs between frames: a program that knows
/// data and layout alone, as VS Code's renderer, drops Plotly's own frames, and their slider would do nothing there.
/// </summary>
internal static class PlotlyControls
{
    public static JsonObject Slider(Figure figure, Slider slider, JsonObject[][] frames, PanelPlaces places, Header header)
    {
        var steps = new JsonArray();
        var (moving, keys) = Moving(frames);
        var annotated = slider.Frames.Any(frame => frame.Annotations is not null || frame.Caption.Length > 0);
        var shaped = slider.Frames.Any(frame => frame.Shapes is not null);
        for (var i = 0; i < frames.Length; i++)
        {
            var traces = new JsonObject();
            foreach (var key in keys)
                traces[key] = new JsonArray([.. moving.Select(trace => Find(frames[i][trace], key)?.DeepClone())]);
            var layout = new JsonObject();
            if (annotated) layout["annotations"] = PlotlyMarks.Annotations(figure, slider.Frames[i], places, header);
            if (shaped) layout["shapes"] = PlotlyMarks.Shapes(figure, slider.Frames[i], places);
            steps.Add(new JsonObject
            {
                ["label"] = Markup(slider.Frames[i].Label),
                ["method"] = "update",
                ["args"] = moving.Length > 0 ? new JsonArray(traces, layout, new JsonArray([.. moving.Select(m => (JsonNode)m)])) : new JsonArray(traces, layout),
            });
        }
        return new JsonObject
        {
            ["active"] = slider.Start,
            ["steps"] = steps,
            ["currentvalue"] = new JsonObject { ["prefix"] = Markup(slider.Label) + ": ", ["font"] = new JsonObject { ["size"] = 14 } },
            ["x"] = 0,
            // The last mark's text stands half beyond the end.
            ["len"] = Number(1 - (Math.Max(0, (slider.Frames[^1].Label.Length * 3.5) - 24) / 760)),
            ["y"] = Number(-(places.Below - 8.0) / places.Height),
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["t"] = 4, ["b"] = 4 },
            ["bgcolor"] = Palette.Rule,
            ["bordercolor"] = Palette.Faint,
            ["tickcolor"] = Palette.Faint,
        };
    }

    public static JsonArray Menus(Figure figure, PanelPlaces places, Header header)
    {
        var left = 0.0;
        var menus = new JsonArray();
        foreach (var menu in figure.Menus)
        {
            var governed = menu.Governed;
            menus.Add(new JsonObject
            {
                ["name"] = menu.Label,
                ["type"] = menu.Dropdown ? "dropdown" : "buttons",
                ["direction"] = menu.Dropdown ? "down" : "right",
                ["active"] = menu.Start,
                ["x"] = Number(left),
                ["xanchor"] = "left",
                ["y"] = Number(1 + ((double)header.Menus / places.Height)),
                ["yanchor"] = "bottom",
                ["pad"] = new JsonObject { ["b"] = 6 },
                ["bgcolor"] = Palette.Card,
                ["bordercolor"] = Palette.Faint,
                ["font"] = new JsonObject { ["color"] = Palette.Ink, ["size"] = 12 },
                ["buttons"] = new JsonArray([.. menu.Items.Select(item => Button(item, governed))]),
            });
            left += (double)(menu.Dropdown ? menu.Items.Max(item => item.Label.Length) + 5 : menu.Items.Sum(item => item.Label.Length + 4)) * 7 / 760;
        }
        return menus;
    }

    private static JsonObject Button(MenuItem item, int[] governed) => new()
    {
        ["label"] = Markup(item.Label),
        ["method"] = "restyle",
        ["args"] = new JsonArray(
            new JsonObject { ["visible"] = new JsonArray([.. governed.Select(i => (JsonNode)item.Traces.Contains(i))]) },
            new JsonArray([.. governed.Select(i => (JsonNode)i)])),
    };

    /// <summary>The traces that differ between frames, and the attributes in which some does.</summary>
    private static (int[] Traces, string[] Keys) Moving(JsonObject[][] frames)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        var traces = new List<int>();
        for (var t = 0; t < frames[0].Length; t++)
        {
            var written = frames.Select(frame => frame[t]).ToArray();
            var different = written.SelectMany(Paths).Distinct()
                .Where(path => written.Any(other => !JsonNode.DeepEquals(Find(other, path), Find(written[0], path)))).ToArray();
            if (different.Length == 0) continue;
            traces.Add(t);
            keys.UnionWith(different);
        }
        return ([.. traces], [.. keys]);
    }

    private static IEnumerable<string> Paths(JsonObject json) =>
        json.SelectMany(member => member.Value is JsonObject inner ? Paths(inner).Select(path => $"{member.Key}.{path}") : [member.Key]);

    private static JsonNode? Find(JsonObject json, string path) =>
        path.Split('.').Aggregate((JsonNode?)json, (node, key) => node is JsonObject inner ? inner[key] : null);
}
