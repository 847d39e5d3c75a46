using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Numerics;
using RnnLm.Tests.Models.Recurrent.Cells;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class SpectrumTests
{
    private static readonly Matrix<double> NonNormal = Matrix<double>.Build.DenseOfArray(new[,] { { 0.9, 5 }, { 0, 0.9 } });

    [Fact]
    public void ASpectralRadiusBelowOneDoesNotKeepPowersFromGrowing()
    {
        Assert.Equal(0.9, Spectrum.Radius(NonNormal), 6);
        var norms = Spectrum.NormsOfPowers(NonNormal, 60);
        Assert.Equal(1, norms[0]);
        Assert.Equal(9, Array.IndexOf(norms, norms.Max()));
        Assert.Equal(19.379, norms[9], 3);
        Assert.Equal(54, Array.FindLastIndex(norms, norm => norm > 1));
        Assert.Equal(1.014, norms[54], 3);
    }

    [Fact]
    public void EigenvaluesAndSingularValuesWorkedOutByHand()
    {
        // [[0 2] [−2 0]] turns by 90° and doubles: λ = ±2i, σ = 2, 2.
        var turn = Matrix<double>.Build.DenseOfArray(new[,] { { 0.0, 2 }, { -2, 0 } });
        Assert.All(Spectrum.Eigenvalues(turn), value => Assert.Equal(0, value.Real, 12));
        Assert.Equal([-2, 2], Spectrum.Eigenvalues(turn).Select(value => Math.Round(value.Imaginary, 12)).Order());
        // [[3 0] [4 5]]: λ = 3, 5; WᵀW = [[25 20] [20 25]] has 45 and 5.
        var triangle = Matrix<double>.Build.DenseOfArray(new[,] { { 3.0, 0 }, { 4, 5 } });
        Assert.Equal([5, 3], Spectrum.Eigenvalues(triangle).Select(value => Math.Round(Complex.Abs(value), 12)));
        Assert.Equal(Math.Sqrt(45), Spectrum.Norm(triangle), 12);
        Assert.Equal(Math.Sqrt(5), Spectrum.SingularValues(triangle)[1], 12);
        Assert.Throws<ArgumentException>(() => Spectrum.Eigenvalues(Matrix<double>.Build.Dense(2, 3)));
    }

    [Fact]
    public void RandomMatricesHaveTheWantedRadius()
    {
        var generator = new RandomGenerator(1);
        var gaussian = RandomMatrix.Gaussian(30, 1.5, generator);
        Assert.Equal(1.5, Spectrum.Radius(gaussian), 10);
        Assert.InRange(Spectrum.Norm(gaussian), 2, 4); // about 2ρ

        var orthogonal = RandomMatrix.Orthogonal(30, 1.5, generator);
        Differences.Close(Matrix<double>.Build.DenseIdentity(30) * 2.25, orthogonal * orthogonal.Transpose(), 1e-12);
        Assert.All(Spectrum.Eigenvalues(orthogonal), value => Assert.Equal(1.5, Complex.Abs(value), 10));
        Assert.Equal(RandomMatrix.Orthogonal(5, 1, new RandomGenerator(3)), RandomMatrix.Orthogonal(5, 1, new RandomGenerator(3)));
    }

    [Fact]
    public void TheOrthogonalGroupIsDrawnFromEvenly()
    {
        // In two dimensions half are rotations (determinant 1), half reflections, and the first element averages to nothing.
        var generator = new RandomGenerator(2);
        var draws = Enumerable.Range(0, 400).Select(_ => RandomMatrix.Orthogonal(2, 1, generator)).ToArray();
        Assert.InRange(draws.Count(q => q.Determinant() > 0), 160, 240);
        Assert.InRange(draws.Average(q => q[0, 0]), -0.12, 0.12);
    }
}
