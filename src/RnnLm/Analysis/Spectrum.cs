using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Analysis;

/// <summary>Eigenvalues and singular values of a recurrent weight matrix (slide B34), by MathNet.</summary>
/// <remarks>
/// They answer different questions. The largest |λ|, the spectral radius ρ, says what W^ℓ does in the limit; the largest singular value σ₁
/// says how much one step can stretch at most. ρ ≤ σ₁, and only for a normal matrix are they equal: [[.9, 5], [0, .9]] has
/// ρ = .9, and yet its powers first grow, to 19.379 at ℓ = 9.
/// </remarks>
public static class Spectrum
{
    /// <summary>The eigenvalues, the largest |λ| first.</summary>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static Complex[] Eigenvalues(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.RowCount != matrix.ColumnCount)
            throw new ArgumentException($"Only a square matrix has eigenvalues, but {matrix.RowCount}×{matrix.ColumnCount} came.", nameof(matrix));
        return [.. matrix.Evd().EigenValues.OrderByDescending(Complex.Abs)];
    }

    /// <summary>The singular values, the largest first.</summary>
    public static double[] SingularValues(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return [.. matrix.Svd(computeVectors: false).S];
    }

    /// <summary>ρ = max |λ|.</summary>
    public static double Radius(Matrix<double> matrix) => Complex.Abs(Eigenvalues(matrix)[0]);

    /// <summary>σ₁ = ‖W‖₂, the largest singular value.</summary>
    public static double Norm(Matrix<double> matrix) => SingularValues(matrix)[0];

    /// <summary>‖W^ℓ‖₂ for ℓ = 0 … last: how far a linear network can stretch a gradient over ℓ steps.</summary>
    public static double[] NormsOfPowers(Matrix<double> matrix, int last)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        var norms = new double[last + 1];
        var power = Matrix<double>.Build.DenseIdentity(matrix.RowCount);
        for (var l = 0; l <= last; l++)
        {
            norms[l] = Norm(power);
            power *= matrix;
        }

        return norms;
    }
}
