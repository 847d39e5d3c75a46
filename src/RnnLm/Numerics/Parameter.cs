using System.Numerics;

namespace RnnLm.Numerics;

/// <summary>A named weight matrix or bias with its gradient, both row-major.</summary>
/// <typeparam name="T"><c>float</c> for training, <c>double</c> for gradient checks and teaching.</typeparam>
public sealed class Parameter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A parameter of zeros.</summary>
    /// <param name="name">Its name in a model file, PyTorch's for the same weight, such as <c>rnn.weight_hh_l0</c>.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; 1 row is a bias.</param>
    public Parameter(string name, int rows, int columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        Name = name;
        Rows = rows;
        Columns = columns;
        Value = GC.AllocateArray<T>(checked(rows * columns), pinned: true);
        Gradient = GC.AllocateArray<T>(rows * columns, pinned: true);
    }

    /// <summary>Its name in a model file.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of values.</summary>
    public int Count => Value.Length;

    /// <summary>The weights, row after row: element (i, j) stands at i·Columns + j. Pinned, so that pointers into it hold.</summary>
    public T[] Value { get; }

    /// <summary>∂ℒ/∂Value, laid out as <see cref="Value"/>.</summary>
    public T[] Gradient { get; }

    /// <summary><see cref="Value"/> as a matrix.</summary>
    public MatrixSpan<T> Matrix => new(Value, Rows, Columns);

    /// <summary><see cref="Gradient"/> as a matrix.</summary>
    public MatrixSpan<T> GradientMatrix => new(Gradient, Rows, Columns);

    /// <summary>The weight at row i, column j.</summary>
    public T this[int i, int j]
    {
        get => Value[Offset(i, j)];
        set => Value[Offset(i, j)] = value;
    }

    private int Offset(int i, int j)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Rows, nameof(i));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)j, (uint)Columns, nameof(j));
        return (i * Columns) + j;
    }
}
