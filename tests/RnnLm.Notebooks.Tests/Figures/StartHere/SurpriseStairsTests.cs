using RnnLm.Notebooks.Figures;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

public sealed class SurpriseStairsTests
{
    [Fact]
    public void Each_step_begins_where_the_last_one_ended()
    {
        var figure = SurpriseStairs.Of(["a", "b", "c"], new ModelAnswers("LSTM", Palette.Lstm, [[1, 0.5, 2]]));
        var stairs = (Bar)Assert.Single(figure.Traces);
        Assert.Equal([0, 1, 1.5], stairs.Bases);
        Assert.Equal([1, 0.5, 2], stairs.Values);
        Assert.Contains("LSTM ends at 3.5 nats", figure.Description, StringComparison.Ordinal);
        Assert.Contains("\"b\"", figure.ToPlotly(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_model_gives_one_number_for_each_word()
    {
        var error = Assert.Throws<ArgumentException>(() => SurpriseStairs.Of(["a", "b"], new ModelAnswers("LSTM", Palette.Lstm, [[1]])));
        Assert.StartsWith("There are 2 words; give the model 'LSTM' one row of as many numbers.", error.Message, StringComparison.Ordinal);
    }
}
