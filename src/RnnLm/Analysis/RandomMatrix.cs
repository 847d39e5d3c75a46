using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Analysis;

/// <summary>Random recurrent weights W_h of a wanted spectral radius ρ.</summary>
public static class RandomMatrix
{
    /// <summary>Independent normal elements, the whole scaled so that max |λ| is exactly ρ. σ₁ is then about 2ρ (Geman 1980).</summary>
    public static Matrix<double> Gaussian(int size, double radius, RandomGenerator generator)
    {
        var matrix = Normal(size, generator);
        return matrix * (radius / Spectrum.Radius(matrix));
    }

    /// <summary>
    /// ρ times a random orthogonal matrix (uniform over the orthogonal group; Mezzadri 2007): every |λ| and every singular
    /// value is ρ, so that a linear network scales every gradient by exactly ρ a step.
    /// </summary>
    public static Matrix<double> Orthogonal(int size, double radius, RandomGenerator generator)
    {
        var qr = Normal(size, generator).QR();
        // Q alone depends on how the decomposition chooses signs; with R's diagonal made positive it is uniform.
        var signs = qr.R.Diagonal().Map(x => x < 0 ? -radius : radius, Zeros.Include);
        return qr.Q * Matrix<double>.Build.DiagonalOfDiagonalVector(signs);
    }

    private static Matrix<double> Normal(int size, RandomGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return Matrix<double>.Build.Dense(size, size, (_, _) => generator.NextGaussian());
    }
}
