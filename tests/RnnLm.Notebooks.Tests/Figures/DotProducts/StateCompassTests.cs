using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Notebooks.Figures;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

public sealed class StateCompassTests
{
    private static readonly string[] Words = ["exams", "books", "laptops"];
    private static readonly Matrix<double> U = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 2, -1 }, { 1, 2, 3 } });
    private static readonly Vector<double> B2 = Vector<double>.Build.DenseOfArray([0, 0.5, 0]);

    [Fact]
    public void Each_position_and_length_shows_the_softmax_of_its_scores()
    {
        var figure = StateCompass.Of(Words, U, B2, [1, 4], startAt: 90);
        Assert.Equal(9, figure.Slider!.Start);
        Assert.Equal("90°", figure.Slider.Frames[9].Label);
        var (one, four) = ((Bar)figure.Traces[2], (Bar)figure.Traces[4]);
        AssertClose([Math.Exp(1), Math.Exp(2.5), Math.Exp(3)], one.Values);      // h = [0 1]
        AssertClose([Math.Exp(4), Math.Exp(8.5), Math.Exp(12)], four.Values);    // h = [0 4]
        AssertClose([Math.Exp(-3), Math.Exp(-1.5), Math.Exp(1)], ((Bar)figure.Slider.Frames[18].Traces[2]).Values); // h = [−1 0]
        var h = (Scatter)figure.Traces[3];
        Assert.Equal(4, h.Y[1], 12);
    }

    [Fact]
    public void A_button_chooses_the_length_and_nothing_else()
    {
        var menu = Assert.Single(StateCompass.Of(Words, U, B2, [1, 0.25]).Menus);
        Assert.Equal(["1", "0.25"], menu.Items.Select(item => item.Label));
        Assert.Equal([1, 2], menu.Items[0].Traces);
        Assert.Equal([3, 4], menu.Items[1].Traces);
    }

    [Fact]
    public void Bars_that_a_button_exchanges_each_have_the_whole_breadth()
    {
        var traces = JsonNode.Parse(StateCompass.Of(Words, U, B2, [1, 4]).ToPlotly())!["data"]!;
        Assert.All((int[])[2, 4], bar => Assert.Equal((0.75, null), ((double)traces[bar]!["width"]!, (double?)traces[bar]!["offset"])));
    }

    [Fact]
    public void It_is_drawn_and_a_wrong_shape_is_refused_in_words()
    {
        Assert.Contains("exams", StateCompass.Of(Words, U, B2, [1, 2]).ToPlotly(), StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => StateCompass.Of(Words, U.Transpose(), B2, [1, 2]));
        Assert.StartsWith("A compass needs a state of two numbers, and a column of U and a number of b₂ for each of the 3 words; U is 3×2", error.Message, StringComparison.Ordinal);
    }

    private static void AssertClose(double[] weights, IReadOnlyList<double> probabilities)
    {
        for (var v = 0; v < weights.Length; v++) Assert.Equal(weights[v] / weights.Sum(), probabilities[v], 12);
    }
}
