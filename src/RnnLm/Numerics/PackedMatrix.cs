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
    public void Pack(ReadOnlyMatrixSpan<T> b)
    {
        fixed (T* values = b.Values)
            Pack(values, b.Stride, 1, b.Rows, b.Columns);
    }

    /// <summary>Copies B, given as Bᵀ: a weight as PyTorch stores it.</summary>
    public void PackTransposed(ReadOnlyMatrixSpan<T> transposed)
    {
        fixed (T* values = transposed.Values)
            Pack(values, 1, transposed.Stride, transposed.Columns, transposed.Rows);
    }

    /// <summary>The panel of columns j ≥ index·width.</summary>
    internal T* Panel(int index) => panels.Pointer + ((nint)index * Numerics.Panel.Width<T>() * Rows);

    private void Pack(T* b, nint depthStride, nint columnStride, int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        var width = Numerics.Panel.Width<T>();
        panels.Ensure((long)((columns + width - 1) / width) * width * rows);
        for (var j = 0; j < columns; j += width)
            Numerics.Panel.Pack(b + (j * columnStride), depthStride, columnStride, rows, Math.Min(width, columns - j), Panel(j / width));
    }
}
