using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class WindowsTests
{
    private static readonly string[] Museums = ["museums", "in", "Paris", "are", "amazing"];

    [Fact]
    public void A_window_is_padded_at_the_ends()
    {
        Assert.Equal(Museums, Windows.Around(Museums, 2, 2, "_"));
        Assert.Equal(["_", "_", "museums", "in", "Paris"], Windows.Around(Museums, 0, 2, "_"));
        Assert.Equal(["are", "amazing", "_"], Windows.Around(Museums, 4, 1, "_"));
        Assert.Equal(["Paris"], Windows.Around(Museums, 2, 0, "_"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Windows.Around(Museums, 5, 1, "_"));
    }

    [Fact]
    public void A_context_window_discards_what_is_too_far_back()
    {
        var text = "as the proctor started the clock the students opened their".Split(' ');
        Assert.Equal(["the", "students", "opened", "their"], ContextWindow.Before(text, 10, 4, "_"));
        Assert.Equal(["as", "the", "proctor", "started", "the", "clock"], ContextWindow.Discarded(text, 10, 4));
        Assert.Equal(["_", "_", "_", "as"], ContextWindow.Before(text, 1, 4, "_"));
        Assert.Equal(["_", "_"], ContextWindow.Before(text, 0, 2, "_"));
        Assert.Empty(ContextWindow.Discarded(text, 3, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContextWindow.Before(text, 11, 4, "_"));
    }

    [Fact]
    public void Segments_are_consecutive()
    {
        Assert.Equal([[1, 2, 3], [4, 5, 6], [7]], Segments.Of([1, 2, 3, 4, 5, 6, 7], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Segments.Of([1], 0));
    }
}
