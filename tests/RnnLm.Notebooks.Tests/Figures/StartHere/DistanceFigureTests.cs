using System.Text.Json.Nodes;
using RnnLm.Notebooks.Figures;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

public sealed class DistanceFigureTests
{
    private static readonly ModelAnswers Model = new("5-gram", Palette.NGram, [[0.5, 0.25], [0.125, 0.75]]);

    [Fact]
    public void Each_position_of_the_slider_shows_what_each_model_says_there()
    {
        var figure = DistanceFigure.Of(["exams", "books"], ["a b", "a b c"], [2, 3], Model, Model with { Name = "LSTM" });
        Assert.Equal(["2 words back", "3 words back"], figure.Slider!.Frames.Select(frame => frame.Label));
        Assert.Equal("a b c ___", figure.Slider.Frames[1].Caption);
        Assert.Equal(["5-gram", "LSTM"], figure.Traces.Select(trace => trace.Name));
        Assert.Equal([0.125, 0.75], ((Bar)figure.Slider.Frames[1].Traces[1]).Values);
        Assert.Equal((0, 1.1 * 0.75), figure.Panels[0].X.Range);
        Assert.Contains("exams", figure.ToPlotly(), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_are_shortened_in_the_middle()
    {
        var text = "as the proctor started the clock , the students near the windows of the house opened their";
        var figure = DistanceFigure.Of(["exams", "books"], ["a b", text], [2, 15], Model);
        Assert.Equal("as the proctor started the clock , the students … opened their ___", figure.Slider!.Frames[1].Caption);
    }

    [Fact]
    public void In_Plotly_the_models_stand_side_by_side()
    {
        var traces = JsonNode.Parse(DistanceFigure.Of(["exams", "books"], ["a b", "a b c"], [2, 3], Model, Model with { Name = "LSTM" }).ToPlotly())!["data"]!;
        Assert.Equal((0.375, -0.375), ((double)traces[0]!["width"]!, (double)traces[0]!["offset"]!));
        Assert.Equal((0.375, 0.0), ((double)traces[1]!["width"]!, (double)traces[1]!["offset"]!));
    }

    [Fact]
    public void A_model_must_answer_each_text()
    {
        var error = Assert.Throws<ArgumentException>(() => DistanceFigure.Of(["exams", "books"], ["a", "b", "c"], [1, 2, 3], Model));
        Assert.StartsWith("There are 3 texts, but the model '5-gram' answers 2", error.Message, StringComparison.Ordinal);
    }
}
