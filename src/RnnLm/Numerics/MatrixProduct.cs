using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnLm.Numerics;

/// <summary>
/// Matrix products of row-major buffers. Each element of C is one chain of fused multiply-adds in the order of k, so
/// its bits depend neither on how the work is cut into tiles, nor on the number of threads, nor on the vector width.
/// </summary>
public static unsafe class MatrixProduct
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
        fixed (T* x = a.Values, y = b.Values, z = c.Values)
            Run(new Tiles<T>(x, a.Stride, 1, y, b.Stride, 1, z, c.Stride, c.Rows, a.Columns, c.Columns, accumulate), workers);
    }

    /// <summary>C = Aᵀ·B, or C += Aᵀ·B: [k×m]ᵀ·[k×n] = [m×n], the shape of a weight's gradient.</summary>
    /// <inheritdoc cref="Multiply{T}(ReadOnlyMatrixSpan{T}, ReadOnlyMatrixSpan{T}, MatrixSpan{T}, bool, Workers?)"/>
    public static void MultiplyTransposedLeft<T>(
        ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, bool accumulate = false, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckShapes("Aᵀ·B", (a.Columns, a.Rows), (b.Rows, b.Columns), (c.Rows, c.Columns));
        fixed (T* x = a.Values, y = b.Values, z = c.Values)
            Run(new Tiles<T>(x, 1, a.Stride, y, b.Stride, 1, z, c.Stride, c.Rows, a.Rows, c.Columns, accumulate), workers);
    }

    /// <summary>C = A·Bᵀ, or C += A·Bᵀ: [m×k]·[n×k]ᵀ = [m×n], B being stored as PyTorch stores weights.</summary>
    /// <inheritdoc cref="Multiply{T}(ReadOnlyMatrixSpan{T}, ReadOnlyMatrixSpan{T}, MatrixSpan{T}, bool, Workers?)"/>
    public static void MultiplyTransposedRight<T>(
        ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, bool accumulate = false, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckShapes("A·Bᵀ", (a.Rows, a.Columns), (b.Columns, b.Rows), (c.Rows, c.Columns));
        fixed (T* x = a.Values, y = b.Values, z = c.Values)
            Run(new Tiles<T>(x, a.Stride, 1, y, 1, b.Stride, z, c.Stride, c.Rows, a.Columns, c.Columns, accumulate), workers);
    }

    /// <summary>C = A·B, or C += A·B, with a B that was packed before.</summary>
    /// <inheritdoc cref="Multiply{T}(ReadOnlyMatrixSpan{T}, ReadOnlyMatrixSpan{T}, MatrixSpan{T}, bool, Workers?)"/>
    public static void Multiply<T>(
        ReadOnlyMatrixSpan<T> a, PackedMatrix<T> b, MatrixSpan<T> c, bool accumulate = false, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(b);
        CheckShapes("A·B", (a.Rows, a.Columns), (b.Rows, b.Columns), (c.Rows, c.Columns));
        fixed (T* x = a.Values, z = c.Values)
            Run(new Tiles<T>(x, a.Stride, 1, b.Panel(0), 0, 0, z, c.Stride, c.Rows, a.Columns, c.Columns, accumulate), workers);
    }

    private static void Run<T>(Tiles<T> tiles, Workers? workers)
        where T : unmanaged
    {
        // Handing out less than some ten microseconds of work does not pay.
        if (workers is null || tiles.Operations < 1_000_000)
        {
            for (var task = 0; task < tiles.Count; task++)
                tiles.Run(task, worker: 0);
        }
        else
        {
            workers.Run(tiles.Count, tiles);
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

    // The product cut into tasks: some rows of A times one panel of B. Element (i, k) of A stands at a[i·aRowStride + k·aDepthStride],
    // (k, j) of B at b[k·bDepthStride + j·bColumnStride]; if both of these are 0, B is packed.
    private readonly struct Tiles<T>(
        T* a,
        nint aRowStride,
        nint aDepthStride,
        T* b,
        nint bDepthStride,
        nint bColumnStride,
        T* c,
        nint cStride,
        int rows,
        int depth,
        int columns,
        bool accumulate) : IParallelWork
        where T : unmanaged
    {
        private const int RowsOfTask = 120;

        // With fewer rows of A than this, a panel is read too few times for copying it to pay, unless its rows lie far apart in memory.
        private const int RowsWorthPacking = 64;
        private const int FarApart = 512;

        public long Operations => 2L * rows * depth * columns;

        public int Count => Panels * ((rows + RowsOfTask - 1) / RowsOfTask);

        private int Panels => (columns + Panel.Width<T>() - 1) / Panel.Width<T>();

        [SkipLocalsInit]
        public void Run(int task, int worker)
        {
            var width = Panel.Width<T>();
            var j = task % Panels * width;
            var i = task / Panels * RowsOfTask;
            var taskRows = Math.Min(RowsOfTask, rows - i);
            var taskColumns = Math.Min(width, columns - j);
            var target = c + (i * cStride) + j;
            if (depth == 0 && !accumulate)
            {
                for (var row = 0; row < taskRows; row++)
                    new Span<T>(target + (row * cStride), taskColumns).Clear();
            }

            var isPacked = bDepthStride == 0;
            var isReadInPlace = bColumnStride == 1 && rows < RowsWorthPacking && bDepthStride < FarApart && Panel.IsWhole<T>(taskColumns);
            var scratch = stackalloc T[isPacked || isReadInPlace ? 0 : Panel.Depth * width];
            for (var k = 0; k < depth; k += Panel.Depth)
            {
                var taskDepth = Math.Min(Panel.Depth, depth - k);
                var panel = scratch;
                if (isPacked) panel = b + ((nint)j * depth) + ((nint)k * width);
                else if (isReadInPlace) panel = b + (k * bDepthStride) + j;
                else Panel.Pack(b + (k * bDepthStride) + (j * bColumnStride), bDepthStride, bColumnStride, taskDepth, taskColumns, panel);
                var left = new LeftMatrix<T>(a + (i * aRowStride) + (k * aDepthStride), aRowStride, aDepthStride);
                Panel.Multiply(left, panel, isReadInPlace ? bDepthStride : width, target, cStride, taskRows, taskDepth, taskColumns, accumulate || k > 0);
            }
        }
    }
}
