using System.Numerics;

namespace RnnLm.Numerics;

/// <summary>A named weight matrix or bias with its gradient, both row-major.</summary>
/// <typeparam name="T"><c>float</c> for training, <c>double</c> for gradient checks and teaching.</typeparam>
public sealed class Parameter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ValuesOfPart = 1 << 14;

    private readonly T[] gradient;
    private bool clearWhenRead;

    // Of a sparse gradient: the rows that may differ from zero, in the order in which they were marked.
    private readonly bool[] isMarked = [];
    private readonly int[] marked = [];
    private int markedCount;

    /// <summary>A parameter of zeros.</summary>
    /// <param name="name">Its name in a model file, PyTorch's for the same weight, such as <c>rnn.weight_hh_l0</c>.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; 1 row is a bias.</param>
    /// <param name="sparseGradient">Whether a step changes few rows of the gradient, as of embeddings: whoever writes to a row of it
    /// says so with <see cref="MarkRow"/>, and all other rows are passed over.</param>
    public Parameter(string name, int rows, int columns, bool sparseGradient = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        Name = name;
        Rows = rows;
        Columns = columns;
        Value = GC.AllocateArray<T>(checked(rows * columns), pinned: true);
        gradient = GC.AllocateArray<T>(rows * columns, pinned: true);
        if (sparseGradient) (isMarked, marked) = (new bool[rows], new int[rows]);
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
    public T[] Gradient
    {
        get
        {
            if (clearWhenRead) Array.Clear(gradient);
            clearWhenRead = false;
            return gradient;
        }
    }

    /// <summary>Whether the gradient was cleared and not touched since. Then who writes all of it may use <see cref="GradientToOverwrite"/>.</summary>
    internal bool GradientIsZero => clearWhenRead;

    /// <summary>The gradient for somebody who will write every value of it without reading any: what it holds has no meaning.</summary>
    internal T[] GradientToOverwrite
    {
        get
        {
            clearWhenRead = false;
            return gradient;
        }
    }

    /// <summary><see cref="Value"/> as a matrix.</summary>
    public MatrixSpan<T> Matrix => new(Value, Rows, Columns);

    /// <summary><see cref="Gradient"/> as a matrix.</summary>
    public MatrixSpan<T> GradientMatrix => new(Gradient, Rows, Columns);

    /// <summary>
    /// The number of parts of the gradient that may differ from zero: the marked rows if it is sparse, else pieces of the whole,
    /// small enough to be shared among workers.
    /// </summary>
    public int GradientParts => isMarked.Length > 0 ? markedCount : (Count + ValuesOfPart - 1) / ValuesOfPart;

    /// <summary>Where a part lies in <see cref="Value"/> and <see cref="Gradient"/>.</summary>
    public (int Start, int Length) GradientPart(int index)
    {
        if (isMarked.Length > 0) return (marked[index] * Columns, Columns);
        return (index * ValuesOfPart, Math.Min(ValuesOfPart, Count - (index * ValuesOfPart)));
    }

    /// <summary>Says that a row of the gradient may no longer be zero. Needed, and of consequence, only if it is sparse.</summary>
    public void MarkRow(int row)
    {
        if (isMarked.Length == 0 || isMarked[row]) return;
        isMarked[row] = true;
        marked[markedCount++] = row;
    }

    /// <summary>Says so of all rows.</summary>
    public void MarkAllRows()
    {
        for (var row = 0; row < isMarked.Length && markedCount < Rows; row++) MarkRow(row);
    }

    /// <summary>Sets the gradient to zero: at once where it is sparse, else when it is next read, which spares a large weight one pass over it.</summary>
    public void ClearGradient()
    {
        if (isMarked.Length == 0)
        {
            clearWhenRead = true;
            return;
        }

        for (var part = 0; part < GradientParts; part++)
        {
            var (start, length) = GradientPart(part);
            Array.Clear(gradient, start, length);
        }

        foreach (var row in marked.AsSpan(0, markedCount)) isMarked[row] = false;
        markedCount = 0;
    }

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
