using RnnLm.Models;
using RnnLm.Notebooks.Figures;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

public sealed class GeneralFigureTests
{
    [Fact]
    public void A_matrix_product_is_worked_out_cell_by_cell_where_row_and_column_meet()
    {
        var figure = ProductFigures.Matrix(new double[,] { { 1, 2, 3 }, { 0, -1, 2 } }, new double[,] { { 2, 1 }, { 0, -1 }, { 1, 0 } });
        var frames = figure.Slider!.Frames;
        Assert.Equal(["1, 1", "1, 2", "2, 1", "2, 2"], frames.Select(frame => frame.Label));
        Assert.Equal("C<sub>2,2</sub> = 0·1 + (−1)·(−1) + 2·0 = <b>1</b>", frames[3].Caption);
        Assert.Equal(["5", "−1", "2", "1"], ((Scatter)frames[3].Traces[2]).Labels!);
        var row = Assert.Single(frames[3].Shapes!, shape => shape.Fill == Palette.Mark);
        var column = Assert.Single(frames[3].Shapes!, shape => shape.Fill == Palette.SecondMark);
        var cell = Assert.Single(frames[3].Shapes!, shape => shape.Colour == Palette.Vermilion);
        Assert.InRange((cell.Y0 + cell.Y1) / 2, row.Y0, row.Y1);
        Assert.InRange((cell.X0 + cell.X1) / 2, column.X0, column.X1);
        Assert.StartsWith("A is 1×2 and B is 3×1: A must have as many columns (2) as B has rows (3).",
            Assert.Throws<ArgumentException>(() => ProductFigures.Matrix(new double[1, 2], new double[3, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ProductFigures.Matrix(new double[8, 2], new double[2, 8]));
    }

    [Fact]
    public void A_dot_product_adds_one_product_after_the_other()
    {
        var figure = ProductFigures.Dot([1, 2, 3], [2, 0, -1]);
        Assert.Equal(["c = 1·2 = <b>2</b> so far", "c = 1·2 + 2·0 = <b>2</b> so far", "c = 1·2 + 2·0 + 3·(−1) = <b>−1</b>"], figure.Slider!.Frames.Select(frame => frame.Caption));
        Assert.Equal(["2", "2", "−1"], figure.Slider.Frames.Select(frame => ((Scatter)frame.Traces[2]).Labels![0]));
        var second = figure.Slider.Frames[1].Shapes!;
        var (a, b) = (Assert.Single(second, shape => shape.Fill == Palette.Mark), Assert.Single(second, shape => shape.Fill == Palette.SecondMark));
        Assert.Equal((1, 2), (a.X0, a.X1)); // the second number of the row
        Assert.Equal((1, 2), (b.Y0, b.Y1)); // and of the column
        Assert.StartsWith("a has 2 numbers and b 1: ", Assert.Throws<ArgumentException>(() => ProductFigures.Dot([1, 2], [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ProductFigures.Dot([1], [1]));
    }

    [Fact]
    public void An_element_wise_product_marks_one_place_in_all_three()
    {
        var figure = ProductFigures.Elementwise(new double[,] { { 1, 0.5 } }, new double[,] { { -3, 4 } });
        Assert.Equal("C<sub>1,1</sub> = 1·(−3) = <b>−3</b>", figure.Slider!.Frames[0].Caption);
        Assert.Equal(["−3", "2"], ((Scatter)figure.Slider.Frames[1].Traces[2]).Labels!);
        Assert.Throws<ArgumentException>(() => ProductFigures.Elementwise(new double[1, 2], new double[2, 1]));
    }

    [Fact]
    public void Predictions_are_ranked_bars_that_name_their_tokens()
    {
        var figure = PredictionBars.Of("next", ("a", [new("<unk>", 0.5), new("books", 0.25)]), ("b", [new("books", 0.9)]));
        Assert.Equal(["<unk>", "books"], figure.Panels[0].Y.Categories!);
        Assert.Equal([0.5, 0.25], ((Bar)figure.Traces[0]).Values);
        Assert.Equal(["50.0 %", "25.0 %"], ((Bar)figure.Traces[0]).Labels!);
        Assert.Equal(1, figure.Traces[1].Panel);
        Assert.Contains($"  <unk>  50.0 %  {new string('█', 40)}\n  books  25.0 %  {new string('█', 20)}\n", figure.As("text/plain"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PredictionBars.Of("next"));
    }

    [Fact]
    public void Predictions_along_a_text_change_their_words_with_the_slider()
    {
        Prediction[] first = [new("x", 0.6), new("y", 0.1)], second = [new("y", 0.8), new("z", 0.05)];
        var frames = PredictionBars.Along("m", [("the", first), ("the students", second)]).Slider!.Frames;
        Assert.Equal(["the", "students"], frames.Select(frame => frame.Label));
        Assert.Equal(["y", "z"], ((Scatter)frames[1].Traces[1]).Labels!);
        Assert.Equal([0.8, 0.05], ((Bar)frames[1].Traces[0]).Values);
        Assert.Throws<ArgumentException>(() => PredictionBars.Along("m", [("the", first), ("the students", second[..1])]));
    }

    [Fact]
    public void Curves_of_one_name_share_a_legend_entry_across_panels_and_a_range_lies_behind_its_curve()
    {
        Curve curve = new("LSTM", Palette.Lstm, [0, 1], [1, 0.5]) { Range = ([0.9, 0.4], [1.1, 0.6]) };
        var traces = CurveFigure.Of("t", "c", "d", new CurvePanel("left", new(), new(), [curve]), new CurvePanel("right", new(), new(), [curve with { Range = null }])).Traces;
        Assert.Equal([typeof(Band), typeof(Scatter), typeof(Scatter)], traces.Select(trace => trace.GetType()));
        Assert.Equal([false, true, false], traces.Select(trace => trace.InLegend));
        Assert.All(traces, trace => Assert.Equal("LSTM", trace.Group)); // a click on the entry hides all of it
        var (x, y) = ((Band)traces[0]).Outline();
        Assert.Equal([0, 1, 1, 0], x);
        Assert.Equal([1.1, 0.6, 0.4, 0.9], y);
    }

    [Fact]
    public void A_text_is_darkest_where_its_weight_is_greatest_and_breaks_into_lines()
    {
        var words = Enumerable.Range(0, 30).Select(i => $"word{i}").ToArray();
        var figure = WeightedText.Of("t", "c", words, ("row", [.. words.Select((_, i) => (double)i)]));
        Assert.Equal(ColourScale.Sequential.At(1), figure.Shapes[29].Fill);
        Assert.Equal(ColourScale.Sequential.At(0), figure.Shapes[0].Fill);
        var text = (Scatter)figure.Traces[0];
        Assert.True(text.Y[29] > text.Y[0] + 3);
        Assert.All(figure.Shapes, tile => Assert.InRange(tile.X1, 0, 46));
        Assert.Contains("  word0: 0  word1: 1  ", figure.As("text/plain"), StringComparison.Ordinal);
        Assert.Contains("'word29'", figure.Description, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WeightedText.Of("t", "c", ["a"], ("row", [-1])));
        Assert.Throws<ArgumentException>(() => WeightedText.Of("t", "c", ["a"], ("row", [1, 2])));
    }

    [Fact]
    public void A_graph_lights_the_path_of_each_step()
    {
        GraphNode[] nodes = [new("x", 0, 0, "x"), new("y", 2, 0, "y") { Below = "2" }];
        var figure = GraphFigure.Of("t", "c", "d", nodes, [new("x", "y", "1")],
            [new("first", "", []), new("second", "lit", [("x", "y")]) { Below = new Dictionary<string, string> { ["y"] = "3" } }]);
        var frames = figure.Slider!.Frames;
        Assert.Equal([Palette.Faint, Palette.Vermilion], frames.Select(frame => frame.Annotations![0].Colour));
        Assert.Equal(["", "3"], ((Scatter)frames[1].Traces[1]).Labels!);
        Assert.Equal(0.4, frames[0].Annotations![0].From!.Value.X, 12); // from edge to edge of the discs
        Assert.Equal(1.6, frames[0].Annotations![0].X, 12);
        Assert.Throws<ArgumentException>(() => GraphFigure.Of("t", "c", "d", nodes, [new("x", "nowhere")]));
        Assert.Throws<ArgumentException>(() => GraphFigure.Of("t", "c", "d", nodes, [new("x", "y")], [new("s", "", [("y", "x")])]));
    }
}
