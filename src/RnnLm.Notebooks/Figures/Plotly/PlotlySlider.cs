using System.Text.Json.Nodes;
using static RnnLm.Notebooks.Figures.Plotly.PlotlyJson;

namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>
/// The slider as Plotly's. A step of the slider carries its frame as an <c>update</c> of what differs between frames: a program that knows
/// data and layout alone, as VS Code's renderer, drops Plotly's own frames, and their slider would do nothing there.
/// </summary>
internal static class PlotlySlider
{
    public static JsonObject Write(Figure figure, Slider slider, JsonObject[][] frames, PanelPlaces places, Header header)
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
        // The texts of the first and the last mark stand half beyond the ends.
        double Beyond(Frame frame, int margin) => Math.Max(0, (frame.Label.Length * 3.5) + 6 - margin) / 760;
        var (before, after) = (Beyond(slider.Frames[0], PlotlyFigure.LeftMargin(figure)), Beyond(slider.Frames[^1], PlotlyFigure.RightMargin));
        return new JsonObject
        {
            ["active"] = slider.Start,
            ["steps"] = steps,
            ["currentvalue"] = new JsonObject { ["prefix"] = Markup(slider.Label) + ": ", ["font"] = new JsonObject { ["size"] = 14 } },
            ["x"] = Number(before),
            ["len"] = Number(1 - before - after),
            ["y"] = Number(-(places.Below - 8.0) / places.Height),
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["t"] = 4, ["b"] = 4 },
            ["bgcolor"] = Palette.Rule,
            ["bordercolor"] = Palette.Faint,
            ["tickcolor"] = Palette.Faint,
        };
    }

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
