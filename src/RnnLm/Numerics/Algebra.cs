using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Numerics;

/// <summary>
/// The products of the lecture's algebra slides (B4–B8), each written as the loops of its definition.
/// They are there to be read and compared with; the models themselves use <see cref="MatrixProduct"/>.
/// </summary>
public static class Algebra
{
    /// <summary>The dot product a·bᵀ = Σᵢ aᵢ bᵢ (B4).</summary>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static double Dot(Vector<double> a, Vector<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count)
            throw Mismatch($"a has {a.Count} elements and b has {b.Count}: a dot product needs two vectors of one length.", nameof(b));

        var sum = 0.0;
        for (var i = 0; i < a.Count; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The row vector times the matrix, cⱼ = Σᵢ aᵢ Bᵢⱼ: [1×n]·[n×m] = [1×m] (B5).</summary>
    /// <exception cref="ArgumentException">a has not as many elements as B has rows.</exception>
    public static Vector<double> Multiply(Vector<double> a, Matrix<double> B)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(B);
        if (a.Count != B.RowCount)
        {
            throw Mismatch(
                $"a is 1×{a.Count} and B is {Shape(B)}: the inner sizes, {a.Count} and {B.RowCount}, must be equal.", nameof(B));
        }

        var c = Vector<double>.Build.Dense(B.ColumnCount);
        for (var j = 0; j < B.ColumnCount; j++)
        {
            for (var i = 0; i < a.Count; i++)
                c[j] += a[i] * B[i, j];
        }

        return c;
    }

    /// <summary>The matrix product, Cᵢⱼ = Σₖ Aᵢₖ Bₖⱼ: [n×p]·[p×m] = [n×m] (B6).</summary>
    /// <exception cref="ArgumentException">A has not as many columns as B has rows.</exception>
    public static Matrix<double> Multiply(Matrix<double> A, Matrix<double> B)
    {
        ArgumentNullException.ThrowIfNull(A);
        ArgumentNullException.ThrowIfNull(B);
        if (A.ColumnCount != B.RowCount)
        {
            throw Mismatch(
                $"A is {Shape(A)} and B is {Shape(B)}: the inner sizes, {A.ColumnCount} and {B.RowCount}, must be equal.", nameof(B));
        }

        var C = Matrix<double>.Build.Dense(A.RowCount, B.ColumnCount);
        for (var i = 0; i < A.RowCount; i++)
        {
            for (var j = 0; j < B.ColumnCount; j++)
            {
                for (var k = 0; k < A.ColumnCount; k++)
                    C[i, j] += A[i, k] * B[k, j];
            }
        }

        return C;
    }

    /// <summary>The element-wise product of two vectors, (a ⊙ b)ᵢ = aᵢ bᵢ (B7).</summary>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static Vector<double> Hadamard(Vector<double> a, Vector<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count)
            throw Mismatch($"a has {a.Count} elements and b has {b.Count}: an element-wise product needs equal shapes.", nameof(b));

        var c = Vector<double>.Build.Dense(a.Count);
        for (var i = 0; i < a.Count; i++)
            c[i] = a[i] * b[i];
        return c;
    }

    /// <summary>The element-wise product of two matrices, (A ⊙ B)ᵢⱼ = Aᵢⱼ Bᵢⱼ (B8).</summary>
    /// <exception cref="ArgumentException">The matrices differ in shape.</exception>
    public static Matrix<double> Hadamard(Matrix<double> A, Matrix<double> B)
    {
        ArgumentNullException.ThrowIfNull(A);
        ArgumentNullException.ThrowIfNull(B);
        if (A.RowCount != B.RowCount || A.ColumnCount != B.ColumnCount)
            throw Mismatch($"A is {Shape(A)} and B is {Shape(B)}: an element-wise product needs equal shapes.", nameof(B));

        var C = Matrix<double>.Build.Dense(A.RowCount, A.ColumnCount);
        for (var i = 0; i < A.RowCount; i++)
        {
            for (var j = 0; j < A.ColumnCount; j++)
                C[i, j] = A[i, j] * B[i, j];
        }

        return C;
    }

    private static string Shape(Matrix<double> matrix) =>
        string.Create(CultureInfo.InvariantCulture, $"{matrix.RowCount}×{matrix.ColumnCount}");

    private static ArgumentException Mismatch(FormattableString message, string parameter) =>
        new(FormattableString.Invariant(message), parameter);
}
