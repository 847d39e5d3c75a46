using RnnLm.Models;
using Xunit;

namespace RnnLm.Notebooks.Tests;

public sealed class BarsTests
{
    [Fact]
    public void A_bar_is_as_long_as_its_probability_of_forty_characters()
    {
        var text = Bars.Of([new Prediction("books", 0.5), new Prediction("a", 0.0125), new Prediction("b", 0.001)]);
        Assert.Equal($"books  0.500  {new string('█', 20)}\na      0.013  █\nb      0.001  \n", text);
        Assert.Equal("", Bars.Of([]));
    }
}
