namespace RnnLm.Notebooks.Figures;

/// <summary>Whether the parts of a figure fit together.</summary>
internal static class FigureChecks
{
    /// <exception cref="ArgumentException">They do not; the text says which and what to do.</exception>
    public static void Check(Figure figure)
    {
        foreach (var (what, text) in new[] { ("title", figure.Title), ("caption", figure.Caption), ("description", figure.Description) })
            Require(!string.IsNullOrWhiteSpace(text), figure, $"its {what} is empty: say {(what == "caption" ? "what to look at" : "what it shows")}");
        Require(figure.Panels.Count > 0, figure, "it has no panel: leave Panels as it is for one");
        Require(figure.Traces.Count > 0, figure, "it has no traces, so nothing would be drawn");
        foreach (var trace in figure.AllTraces) Check(figure, trace);
        foreach (var (what, panel) in figure.Annotations.Select(a => ("an annotation", a.Panel)).Concat(figure.Shapes.Select(s => ("a shape", s.Panel))))
            InPanel(figure, what, panel);
        if (figure.Slider is not null) Check(figure, figure.Slider);
        Check(figure, figure.Menus);
    }

    private static void Check(Figure figure, Trace trace)
    {
        InPanel(figure, $"the trace '{trace.Name}'", trace.Panel);
        trace.Check();
        Require((trace is Surface or SpaceCurve) == figure.Panels[trace.Panel].Z is not null, figure,
            $"the trace '{trace.Name}' is a {trace.GetType().Name} in a panel {(figure.Panels[trace.Panel].Z is null ? "without" : "with")} a Z axis");
    }

    private static void Check(Figure figure, Slider slider)
    {
        Require(slider.Frames.Count is > 1 and <= Slider.MostFrames, figure,
            $"its slider has {slider.Frames.Count} frames: give 2 to {Slider.MostFrames}, for a reader's patience and a notebook's size");
        Require(slider.Start >= 0 && slider.Start < slider.Frames.Count, figure, $"its slider begins at frame {slider.Start} of {slider.Frames.Count}");
        foreach (var frame in slider.Frames)
        {
            Require(frame.Traces.Count == figure.Traces.Count, figure,
                $"its frame '{frame.Label}' has {frame.Traces.Count} traces, and the figure {figure.Traces.Count}: a frame carries all of them, those of every button");
            for (var i = 0; i < frame.Traces.Count; i++)
            {
                Require(frame.Traces[i].GetType() == figure.Traces[i].GetType() && frame.Traces[i].Panel == figure.Traces[i].Panel, figure,
                    $"trace {i} of its frame '{frame.Label}' is of another type or in another panel than the figure's");
            }
        }
    }

    private static void Check(Figure figure, IReadOnlyList<Menu> menus)
    {
        foreach (var menu in menus)
        {
            Require(menu.Items.Count > 1, figure, $"its menu '{menu.Label}' has {menu.Items.Count} items: a choice needs two");
            Require(menu.Start >= 0 && menu.Start < menu.Items.Count, figure, $"its menu '{menu.Label}' begins at item {menu.Start} of {menu.Items.Count}");
            Require(menu.Governed.All(i => i >= 0 && i < figure.Traces.Count), figure, $"its menu '{menu.Label}' names a trace that is not there");
        }
        var shared = menus.SelectMany(menu => menu.Governed).GroupBy(i => i).Where(group => group.Count() > 1).ToArray();
        var many = shared.FirstOrDefault(group => group.Count() > 2);
        Require(many is null, figure, $"{many?.Count()} menus name trace {many?.Key}: at most two may, so offer combinations as the items of one menu");
        var grid = shared.FirstOrDefault(group => figure.Traces[group.Key] is Grid or SpaceCurve);
        Require(grid is null, figure, $"two menus name trace {grid?.Key}, which is no curve, area or bars: offer their combinations as the items of one menu");
    }

    private static void InPanel(Figure figure, string what, int panel) =>
        Require(panel >= 0 && panel < figure.Panels.Count, figure, $"{what} is in panel {panel}, and there are {figure.Panels.Count} (counted from 0)");

    private static void Require(bool condition, Figure figure, string complaint)
    {
        if (!condition) throw new ArgumentException($"The figure '{figure.Title}' cannot be drawn: {complaint}.", nameof(figure));
    }
}
