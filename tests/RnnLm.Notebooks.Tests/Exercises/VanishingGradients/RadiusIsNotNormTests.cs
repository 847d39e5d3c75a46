using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using Xunit;

namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class RadiusIsNotNormTests
{
    [Theory]
    [InlineData(0.8, 30, 0, 0.5, true)]
    [InlineData(0.95, 1, 0, 0.95, false)] // peaks at about 7.4
    [InlineData(0.95, 2, 0, 0.95, true)]
    [InlineData(-0.7, 0, 20, 0.1, true)] // below the diagonal, a negative eigenvalue
    [InlineData(0.5, 100, 0.0001, 0.5, true)]
    public void Any_matrix_with_the_properties_passes(double a, double b, double c, double d, bool passes)
    {
        var verdict = Exercises.RadiusIsNotNorm.Check([[a, b], [c, d]]);
        Assert.Equal(passes ? VerdictState.Passed : VerdictState.NotYet, verdict.State);
        Assert.Contains("ρ =", verdict.Got ?? verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shortcoming_has_its_sentence()
    {
        Assert.Equal("not a 2×2 matrix", Name([[1, 2, 3], [4, 5, 6]]));
        Assert.Equal("not a 2×2 matrix", Name([[double.NaN, 2], [4, 5]]));
        Assert.Equal("the matrix from above", Name([[0.9, 500], [0, 0.9]]));
        Assert.Equal("the radius is not below 1", Name([[0, 2], [2, 0]]));
        Assert.Equal("the radius is not below 1", Name([[0, 100], [0.5, 0]]));
        Assert.Equal("the radius is not below 1", Name([[1e300, 1e300], [-1e300, 1e300]]));
        Assert.Equal("not a 2×2 matrix", Name([null!, [1, 2]]));
        Assert.Equal("a symmetric matrix", Name([[0.3, -0.6], [-0.6, 0.1]]));
        Assert.Equal("large only as it is", Name([[0, 1000], [0, 0]]));
        Assert.Equal("its powers stay below 10", Name([[0.3, 2], [0, 0.3]]));
        Assert.Equal(VerdictState.NotAttempted, Exercises.RadiusIsNotNorm.Check(null).State);
    }

    [Theory]
    [InlineData(0.8, 30, 0, 0.5)]
    [InlineData(0.3, -2, 0.1, 0.4)] // a pair of complex eigenvalues
    [InlineData(-0.7, 0, 20, 0.1)]
    public void Radius_and_norms_are_the_library_s(double a, double b, double c, double d)
    {
        var w = Matrix<double>.Build.DenseOfArray(new[,] { { a, b }, { c, d } });
        Assert.Equal(
            FormattableString.Invariant($"ρ = {Spectrum.Radius(w):G4}, σ₁ = {Spectrum.Norm(w):G4}, and the largest norm of a power from W² on is {Spectrum.NormsOfPowers(w, 200).Skip(2).Max():G4}."),
            Exercises.RadiusIsNotNorm.Measured([[a, b], [c, d]]));
    }

    private static string? Name(double[][] answer) => Exercises.RadiusIsNotNorm.Check(answer).Mistake?.Name;
}
