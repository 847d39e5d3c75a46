using System.Text.Json.Nodes;
using System.Xml.Linq;
using RnnLm.Notebooks.Display;
using RnnLm.Notebooks.Figures;
using RnnLm.Notebooks.Figures.Drawing;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

public sealed class FigureTests
{
    public static TheoryData<string> Names => [.. FigureGallery.All.Keys];

    private static Figure Lines(params Trace[] traces) => new() { Title = "T", Caption = "C", Description = "D", Traces = traces };

    private static Scatter Line(params double[] y) => new() { X = [.. y.Select((_, i) => (double)i)], Y = y };

    private static JsonNode Json(Figure figure) => JsonNode.Parse(figure.ToPlotly())!;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_has_all_its_forms(string name)
    {
        var figure = FigureGallery.All[name]();
        var json = Json(figure);
        Assert.Equal(figure.Traces.Count, json["data"]!.AsArray().Count);
        Assert.Equal(figure.Slider?.Frames.Count ?? 0, json["layout"]!["sliders"]?[0]!["steps"]!.AsArray().Count ?? 0);

        var svg = XDocument.Parse(figure.As(MimeTypes.Svg)!).Root!;
        Assert.NotEmpty(svg.Elements().Single(e => e.Name.LocalName == "title").Value);
        Assert.NotEmpty(svg.Elements().Single(e => e.Name.LocalName == "desc").Value);
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg.ToString(), StringComparison.Ordinal);
        Assert.All(HeadingLines(svg), line => Assert.InRange(line.Width, 0, 728));

        var html = figure.As(MimeTypes.Html)!;
        Assert.Contains("<div class=\"still\"><svg", html, StringComparison.Ordinal);
        Assert.Contains("<table>", html, StringComparison.Ordinal);
        var lines = figure.As(MimeTypes.Plain)!.Split('\n');
        Assert.InRange(lines.Length, 4, 200);
        Assert.DoesNotContain(lines, line => line.Contains("<sub>", StringComparison.Ordinal) || line.Contains("<b>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_figure_takes_the_width_that_its_window_gives_it_then_and_later()
    {
        var json = Json(Lines(Line(1, 2)));
        Assert.True((bool)json["config"]!["responsive"]!);
        Assert.Null(json["layout"]!["width"]);
    }

    [Fact]
    public void Numbers_keep_five_digits_whole_ones_all_and_what_is_none_is_null()
    {
        var y = Json(Lines(Line(1.23456789, 1234567, double.NaN, 1e-7 / 3)))["data"]![0]!["y"]!;
        Assert.Equal("[1.2346,1234567,null,3.3333E-08]", y.ToJsonString());
    }

    [Fact]
    public void A_step_updates_what_differs_between_frames_and_leaves_visibility_to_the_menus()
    {
        Trace[] At(double y) => [Line(0, y), new Scatter { X = [0, 1], Y = [5, 5], Name = "still" }, Line(y, 2)];
        var figure = Lines(At(1)) with
        {
            Slider = new Slider("y", [new("one", At(1)), new("two", At(2)) { Caption = "worked out" }]) { Start = 1 },
            Menus = [new Menu("", [new("first", [0]), new("last", [2])])],
        };
        var json = Json(figure);
        Assert.Equal("[0,2]", json["data"]![0]!["y"]!.ToJsonString()); // it begins at its start
        Assert.Null(json["data"]![0]!["visible"]);
        Assert.False((bool)json["data"]![2]!["visible"]!);
        var step = json["layout"]!["sliders"]![0]!["steps"]![0]!;
        Assert.Equal("update", (string?)step["method"]);
        Assert.Equal("""[{"y":[[0,1],[1,2]]},{"annotations":[]},[0,2]]""", step["args"]!.ToJsonString());
        var button = json["layout"]!["updatemenus"]![0]!["buttons"]![1]!;
        Assert.Equal("""[{"visible":[false,true]},[0,2]]""", button["args"]!.ToJsonString());
        Assert.StartsWith("T\nC\ny: two: worked out\n", figure.As(MimeTypes.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_menus_may_name_a_trace_which_is_then_seen_where_both_show_it()
    {
        Trace[] traces = [.. new[] { "tanh, orthogonal", "tanh, Gaussian", "sigmoid, orthogonal", "sigmoid, Gaussian" }.Select(name => Line(1, 2) with { Name = name, Opacity = name[0] == 's' ? 0.5 : 1 })];
        var figure = Lines(traces) with { Menus = [new("f", [new("tanh", [0, 1]), new("sigmoid", [2, 3])]), new("weights", [new("orthogonal", [0, 2]), new("Gaussian", [1, 3])]) { Start = 1 }] };
        Assert.Equal([false, true, false, false], traces.Select((_, i) => figure.IsSeen(i)));
        var json = Json(figure);
        Assert.Equal([null, null, false, false], json["data"]!.AsArray().Select(trace => (bool?)trace!["visible"]));
        Assert.Equal([0, null, 0, 0.5], json["data"]!.AsArray().Select(trace => (double?)trace!["opacity"]));
        Assert.Equal(["f", "weights"], json["layout"]!["annotations"]!.AsArray().Select(note => (string?)note!["text"]));
        var buttons = json["layout"]!["updatemenus"]!.AsArray().Select(menu => menu!["buttons"]![0]!["args"]!.ToJsonString()).ToArray();
        Assert.Equal("""[{"visible":[true,true,false,false]},[0,1,2,3]]""", buttons[0]);
        Assert.Equal("""[{"opacity":[1,0,0.5,0],"hoverinfo":["all","skip","all","skip"],"showlegend":[true,false,true,false]},[0,1,2,3]]""", buttons[1]);
    }

    [Fact]
    public void Axes_span_the_data_of_every_frame_so_that_they_do_not_move()
    {
        var figure = Lines(Line(0, 1)) with { Slider = new Slider("y", [new("one", [Line(0, 1)]), new("ten", [Line(0, 10)])]) };
        Assert.Equal("[-0.5,10.5]", Json(figure)["layout"]!["yaxis"]!["range"]!.ToJsonString());
    }

    [Fact]
    public void A_log_axis_places_annotations_and_ends_by_exponents_and_leaves_out_zero()
    {
        var figure = Lines(Line(0, 0.01, 100)) with { Panels = [new Panel { Y = new Axis { Log = true, Range = (0.001, 1000) } }], Annotations = [new Annotation(1, 0.01, "here")] };
        var layout = Json(figure)["layout"]!;
        Assert.Equal("[-3,3]", layout["yaxis"]!["range"]!.ToJsonString());
        Assert.Equal(-2, (double)layout["annotations"]![0]!["y"]!);
        var line = XDocument.Parse(figure.As(MimeTypes.Svg)!).Descendants().Single(e => e.Name.LocalName == "polyline" && e.Attribute("stroke")!.Value == Palette.Blue);
        Assert.Equal(2, line.Attribute("points")!.Value.Split(' ').Length);
    }

    [Fact]
    public void A_token_in_angle_brackets_stands_for_itself()
    {
        var figure = Lines(new Bar { Values = [1], Labels = ["<unk>"] }) with { Title = "W<sub>h</sub> of <s> a < b" };
        Assert.Equal("<b>W<sub>h</sub> of &lt;s> a &lt; b</b>", (string?)Json(figure)["layout"]!["title"]!["text"]);
        Assert.Equal("&lt;unk>", (string?)Json(figure)["data"]![0]!["text"]![0]);
        var svg = XDocument.Parse(figure.As(MimeTypes.Svg)!);
        Assert.Contains(svg.Descendants(), e => e.Name.LocalName == "text" && e.Value == "<unk>");
        Assert.Contains(svg.Descendants(), e => e.Name.LocalName == "text" && e.Value == "Wh of <s> a < b");
        Assert.StartsWith("W_h of <s> a < b\n", figure.As(MimeTypes.Plain), StringComparison.Ordinal);
        Assert.DoesNotContain("</script><s", figure.As(MimeTypes.Html), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_lie_in_the_still_drawing_where_their_values_say()
    {
        var figure = Lines(new Bar { Values = [1, -2], Colours = [Palette.Positive, Palette.Negative] });
        var bars = XDocument.Parse(figure.As(MimeTypes.Svg)!).Descendants().Where(e => e.Name.LocalName == "rect" && e.Attribute("fill")!.Value is Palette.Positive or Palette.Negative).ToArray();
        double Of(XElement bar, string name) => double.Parse(bar.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(2, bars.Length);
        Assert.Equal(2 * Of(bars[0], "height"), Of(bars[1], "height"), 0.05);
        Assert.Equal(Of(bars[0], "y") + Of(bars[0], "height"), Of(bars[1], "y"), 0.05); // both begin at zero
    }

    [Fact]
    public void What_a_frame_says_is_broken_into_lines_in_the_still_drawing()
    {
        var said = string.Join(' ', Enumerable.Repeat("the gradient keeps little of its length", 6));
        var figure = Lines(Line(1, 2)) with { Slider = new Slider("training", [new("epoch 1", [Line(1, 2)]) { Caption = said }, new("epoch 2", [Line(1, 3)])]) };
        var lines = HeadingLines(XDocument.Parse(figure.As(MimeTypes.Svg)!).Root!).ToArray();
        Assert.All(lines, line => Assert.InRange(line.Width, 0, 728));
        Assert.Equal($"training: epoch 1 {said}", string.Join(' ', lines.Skip(2).Select(line => line.Text))); // after title and caption
    }

    // What stands on the left above the panels, and about how wide it is.
    private static IEnumerable<(string Text, double Width)> HeadingLines(XElement svg) =>
        from text in svg.Elements()
        where text.Name.LocalName == "text" && text.Attribute("x")!.Value == "16"
        select (text.Value, Svg.Width(text.Value, double.Parse(text.Attribute("font-size")!.Value, System.Globalization.CultureInfo.InvariantCulture)));

    public static TheoryData<string, Figure> Faulty => new()
    {
        { "its caption is empty: say what to look at", Lines(Line(1)) with { Caption = " " } },
        { "it has no traces, so nothing would be drawn", Lines() },
        { "is in panel 1, and there are 1 (counted from 0)", Lines(Line(1) with { Panel = 1 }) },
        { "A trace has 2 x and 1 y: give as many of both.", Lines(new Scatter { X = [1, 2], Y = [1] }) },
        { "is a Surface in a panel without a Z axis", Lines(new Surface { Z = new double[2, 2] }) },
        { "its slider has 61 frames: give 2 to 60", Lines(Line(1)) with { Slider = new Slider("n", [.. Enumerable.Range(0, 61).Select(n => new Frame($"{n}", [Line(n)]))]) } },
        { "its frame 'two' has 2 traces, and the figure 1: a frame carries all of them", Lines(Line(1)) with { Slider = new Slider("n", [new("one", [Line(1)]), new("two", [Line(1), Line(2)])]) } },
        { "trace 0 of its frame 'two' is of another type", Lines(Line(1)) with { Slider = new Slider("n", [new("one", [Line(1)]), new("two", [new Bar { Values = [1] }])]) } },
        { "3 menus name trace 0: at most two may", Lines(Line(1), Line(2)) with { Menus = [.. "abc".Select(menu => new Menu($"{menu}", [new("x", [0]), new("y", [1])]))] } },
        { "two menus name trace 0, which is no curve, area or bars", Lines(new Heatmap { Z = new double[2, 2] }) with { Menus = [.. "ab".Select(menu => new Menu($"{menu}", [new("x", [0]), new("y", [])]))] } },
        { "bytes; at most 1,000,000 are allowed: draw fewer points or fewer frames", Lines(Line([.. Enumerable.Range(0, 110_000).Select(i => i / 7.0)])) },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Parts_that_do_not_fit_together_are_refused_in_a_sentence(string sentence, Figure figure) =>
        Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => figure.ToPlotly()).Message, StringComparison.Ordinal);
}
