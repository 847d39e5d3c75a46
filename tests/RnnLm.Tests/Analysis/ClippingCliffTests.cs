using RnnLm.Analysis;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class ClippingCliffTests
{
    [Theory]
    [InlineData(4.5, -2.30)]
    [InlineData(5, -2.61)]
    [InlineData(6, -3.24)]
    [InlineData(7, -3.86)]
    public void TheCliffStandsWhereItIsKnownToStand(double w, double b) => Assert.Equal(b, ClippingCliff.Steepest(w), 0.006);

    [Theory]
    [InlineData(5, -2)]
    [InlineData(5, -2.7)]
    [InlineData(6.5, -3.5)]
    public void TheSlopesEqualCentralDifferences(double w, double b)
    {
        const double d = 1e-6;
        var (error, byW, byB) = ClippingCliff.Slope(w, b);
        Assert.Equal(ClippingCliff.Error(w, b), error);
        var (numericW, numericB) = (
            (ClippingCliff.Error(w + d, b) - ClippingCliff.Error(w - d, b)) / (2 * d),
            (ClippingCliff.Error(w, b + d) - ClippingCliff.Error(w, b - d)) / (2 * d));
        Assert.Equal(numericW, byW, 1e-6 * Math.Max(1, Math.Abs(numericW)));
        Assert.Equal(numericB, byB, 1e-6 * Math.Max(1, Math.Abs(numericB)));
    }

    [Fact]
    public void TheSurfaceIsAWallBetweenTwoPlains()
    {
        // With w = 0, x_50 = b: the error at b = 0 is (½ − .7)² = .04.
        Assert.Equal(0.04, ClippingCliff.Error(0, 0), 12);
        var surface = ClippingCliff.Surface([4.5, 5], [-4, -1.5]);
        Assert.Equal((2, 2), (surface.RowCount, surface.ColumnCount));
        Assert.Equal(ClippingCliff.Error(5, -4), surface[1, 0]);
        // At w = 5 the state ends near 0 left of the wall, σ ≈ 0, and near 1 right of it: errors near .49 and .09.
        Assert.InRange(surface[1, 0], 0.44, 0.49);
        Assert.InRange(surface[1, 1], 0.06, 0.09);
    }
}
