using System.Numerics;

namespace RnnLm.Numerics;

/// <summary>
/// Matrix products of row-major buffers. Each element of C is one chain of fused multiply-adds in the order of k, so
/// its bits depend neither on how the work is cut into tiles, nor on the number of threads, nor on the vector width.
/// </summary>
public static class MatrixProduct
{
    /// <summary>C = A·B (B6), or C += A·B: [m×k]·[k×n] = [m×n].</summary>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="c">C, which must not overlap A or B.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    /// <param name="workers">Who does the work; none means the calling thread.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Multiply<T>(
        ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, bool accumulate = false, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckShapes("A·B", (a.Rows, a.Columns), (b.Rows, b.Columns), (c.Rows, c.Columns));
        for (var i = 0; i < c.Rows; i++)
        {
            for (var j = 0; j < c.Columns; j++)
            {
                var sum = accumulate ? c[i, j] : T.Zero;
                for (var k = 0; k < a.Columns; k++)
                    sum = T.FusedMultiplyAdd(a[i, k], b[k, j], sum);
                c[i, j] = sum;
            }
        }
    }

    /// <summary>C = Aᵀ·B, or C += Aᵀ·B: [k×m]ᵀ·[k×n] = [m×n], the shape of a weight's gradient.</summary>
    /// <inheritdoc cref="Multiply{T}(ReadOnlyMatrixSpan{T}, ReadOnlyMatrixSpan{T}, MatrixSpan{T}, bool, Workers?)"/>
    public static void MultiplyTransposedLeft<T>(
        ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, bool accumulate = false, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckShapes("Aᵀ·B", (a.Columns, a.Rows), (b.Rows, b.Columns), (c.Rows, c.Columns));
        for (var i = 0; i < c.Rows; i++)
        {
            for (var j = 0; j < c.Columns; j++)
            {
                var sum = accumulate ? c[i, j] : T.Zero;
                for (var k = 0; k < a.Rows; k++)
                    sum = T.FusedMultiplyAdd(a[k, i], b[k, j], sum);
                c[i, j] = sum;
            }
        }
    }

    /// <summary>C = A·Bᵀ, or C += A·Bᵀ: [m×k]·[n×k]ᵀ = [m×n], B being stored as PyTorch stores weights.</summary>
    /// <inheritdoc cref="Multiply{T}(ReadOnlyMatrixSpan{T}, ReadOnlyMatrixSpan{T}, MatrixSpan{T}, bool, Workers?)"/>
    public static void MultiplyTransposedRight<T>(
        ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, bool accumulate = false, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckShapes("A·Bᵀ", (a.Rows, a.Columns), (b.Columns, b.Rows), (c.Rows, c.Columns));
        for (var i = 0; i < c.Rows; i++)
        {
            for (var j = 0; j < c.Columns; j++)
            {
                var sum = accumulate ? c[i, j] : T.Zero;
                for (var k = 0; k < a.Columns; k++)
                    sum = T.FusedMultiplyAdd(a[i, k], b[j, k], sum);
                c[i, j] = sum;
            }
        }
    }

    private static void CheckShapes(string product, (int Rows, int Columns) left, (int Rows, int Columns) right, (int Rows, int Columns) result)
    {
        if (left.Columns != right.Rows)
        {
            throw new ArgumentException(
                $"{product} is [{left.Rows}×{left.Columns}]·[{right.Rows}×{right.Columns}]: the inner sizes must be equal.", nameof(right));
        }

        if (result != (left.Rows, right.Columns))
        {
            throw new ArgumentException(
                $"{product} is {left.Rows}×{right.Columns}, but C is {result.Rows}×{result.Columns}.", nameof(result));
        }
    }
}
