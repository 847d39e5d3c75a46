using System.Numerics;

namespace RnnLm.Numerics;

/// <summary>
/// A copy of a matrix B in the order in which products A·B read it. A weight that is used at every step of a segment is packed
/// once for all of them.
/// </summary>
public sealed unsafe class PackedMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> panels = new();

    /// <summary>The number of rows of B.</summary>
    public int Rows { get; private set; }

    /// <summary>The number of columns of B.</summary>
    public int Columns { get; private set; }

    /// <summary>Copies B.</summary>
    public void Pack(ReadOnlyMatrixSpan<T> b) => Pack(b, 0, b.Rows);

    /// <summary>Copies B, given as Bᵀ: a weight as PyTorch stores it.</summary>
    public void PackTransposed(ReadOnlyMatrixSpan<T> transposed) => PackTransposed(transposed, 0, transposed.Rows);

    /// <summary>Makes room for B and copies those of its rows that will be read.</summary>
    internal void Pack(ReadOnlyMatrixSpan<T> b, int firstRow, int endRow)
    {
        Resize(b.Rows, b.Columns);
        fixed (T* values = b.Values)
        {
            for (var j = 0; j < Columns; j += Width)
            {
                Numerics.Panel.Pack(
                    values + ((nint)firstRow * b.Stride) + j, b.Stride, 1, endRow - firstRow, Math.Min(Width, Columns - j),
                    Panel(j / Width) + ((nint)firstRow * Width));
            }
        }
    }

    /// <summary>Makes room for B, given as Bᵀ, and copies those of its columns that will be read, in whole panels.</summary>
    internal void PackTransposed(ReadOnlyMatrixSpan<T> transposed, int firstColumn, int endColumn)
    {
        Resize(transposed.Columns, transposed.Rows);
        fixed (T* values = transposed.Values)
        {
            for (var j = firstColumn / Width * Width; j < endColumn; j += Width)
                Numerics.Panel.Pack(values + ((nint)j * transposed.Stride), 1, transposed.Stride, Rows, Math.Min(Width, Columns - j), Panel(j / Width));
        }
    }

    /// <summary>The panel of columns j ≥ index·width.</summary>
    internal T* Panel(int index) => panels.Pointer + ((nint)index * Width * Rows);

    private static int Width => Numerics.Panel.Width<T>();

    private void Resize(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        panels.Ensure((long)((columns + Width - 1) / Width) * Width * rows);
    }
}
