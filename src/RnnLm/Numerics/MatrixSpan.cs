namespace RnnLm.Numerics;

/// <summary>A matrix to write to: rows that lie one stride apart in somebody's row-major buffer. Nothing is copied.</summary>
public readonly ref struct MatrixSpan<T>
{
    /// <summary>A matrix whose rows follow each other without gaps.</summary>
    /// <exception cref="ArgumentException">There are fewer values than rows·columns.</exception>
    public MatrixSpan(Span<T> values, int rows, int columns)
        : this(values, rows, columns, columns)
    {
    }

    /// <summary>A matrix whose row i begins at values[i·stride].</summary>
    /// <exception cref="ArgumentException">The stride is shorter than a row, or the values end before the last row does.</exception>
    public MatrixSpan(Span<T> values, int rows, int columns, int stride)
    {
        ReadOnlyMatrixSpan<T>.CheckShape(values.Length, rows, columns, stride);
        Values = values;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>The buffer, beginning with element (0, 0).</summary>
    public Span<T> Values { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>How many values lie between the beginnings of two rows.</summary>
    public int Stride { get; }

    /// <summary>The element at row i, column j.</summary>
    public ref T this[int i, int j] => ref Row(i)[j];

    /// <summary>Row i.</summary>
    public Span<T> Row(int i)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Rows, nameof(i));
        return Values.Slice(i * Stride, Columns);
    }

    /// <summary>Some rows that follow each other.</summary>
    public MatrixSpan<T> Slice(int firstRow, int rows) => new(Values[Math.Min(firstRow * Stride, Values.Length)..], rows, Columns, Stride);

    /// <summary>The same matrix, to read only.</summary>
    public static implicit operator ReadOnlyMatrixSpan<T>(MatrixSpan<T> matrix) =>
        new(matrix.Values, matrix.Rows, matrix.Columns, matrix.Stride);

    /// <summary>Sets every element.</summary>
    public void Fill(T value)
    {
        for (var i = 0; i < Rows; i++)
            Row(i).Fill(value);
    }
}

/// <summary>A matrix to read: rows that lie one stride apart in somebody's row-major buffer. Nothing is copied.</summary>
public readonly ref struct ReadOnlyMatrixSpan<T>
{
    /// <summary>A matrix whose rows follow each other without gaps.</summary>
    /// <exception cref="ArgumentException">There are fewer values than rows·columns.</exception>
    public ReadOnlyMatrixSpan(ReadOnlySpan<T> values, int rows, int columns)
        : this(values, rows, columns, columns)
    {
    }

    /// <summary>A matrix whose row i begins at values[i·stride].</summary>
    /// <exception cref="ArgumentException">The stride is shorter than a row, or the values end before the last row does.</exception>
    public ReadOnlyMatrixSpan(ReadOnlySpan<T> values, int rows, int columns, int stride)
    {
        CheckShape(values.Length, rows, columns, stride);
        Values = values;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>The buffer, beginning with element (0, 0).</summary>
    public ReadOnlySpan<T> Values { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>How many values lie between the beginnings of two rows.</summary>
    public int Stride { get; }

    /// <summary>The element at row i, column j.</summary>
    public ref readonly T this[int i, int j] => ref Row(i)[j];

    /// <summary>Row i.</summary>
    public ReadOnlySpan<T> Row(int i)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Rows, nameof(i));
        return Values.Slice(i * Stride, Columns);
    }

    /// <summary>Some rows that follow each other.</summary>
    public ReadOnlyMatrixSpan<T> Slice(int firstRow, int rows) =>
        new(Values[Math.Min(firstRow * Stride, Values.Length)..], rows, Columns, Stride);

    internal static void CheckShape(int length, int rows, int columns, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (stride < columns)
            throw new ArgumentException($"A row of {columns} values does not fit into a stride of {stride}.", nameof(stride));
        var needed = rows == 0 ? 0 : ((rows - 1L) * stride) + columns;
        if (length < needed)
        {
            throw new ArgumentException(
                $"A {rows}×{columns} matrix of stride {stride} needs {needed} values, but there are {length}.", nameof(length));
        }
    }
}
