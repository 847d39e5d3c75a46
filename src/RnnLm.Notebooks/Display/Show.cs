using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks.Display;

/// <summary>Shows in a cell what kernels would show as a tree of properties. Each gives a value to end a cell with, or to <c>display</c>.</summary>
public static class Show
{
    /// <summary>A matrix with its name, its shape, and cells marked if wished.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="name">What the text calls it, such as <c>W_h</c>; what follows <c>_</c> is set below the line.</param>
    /// <param name="marked">Cells (row, column), from 0, to stand out.</param>
    public static MatrixView Matrix(Matrix<double> matrix, string name = "", params (int Row, int Column)[] marked)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new MatrixView(matrix.ToArray(), name) { Marked = marked };
    }

    /// <inheritdoc cref="Matrix(Matrix{double}, string, ValueTuple{int, int}[])"/>
    public static MatrixView Matrix(Matrix<float> matrix, string name = "", params (int Row, int Column)[] marked)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Matrix(matrix.ToDouble(), name, marked);
    }

    /// <inheritdoc cref="Matrix(Matrix{double}, string, ValueTuple{int, int}[])"/>
    public static MatrixView Matrix(double[,] matrix, string name = "", params (int Row, int Column)[] marked)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new MatrixView((double[,])matrix.Clone(), name) { Marked = marked };
    }

    /// <summary>A row vector with its name and its length.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="name">What the text calls it, such as <c>h(1)</c>.</param>
    /// <param name="marked">Entries, from 0, to stand out.</param>
    public static MatrixView Vector(IEnumerable<double> vector, string name = "", params int[] marked)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(marked);
        var values = vector.ToArray();
        var row = new double[1, values.Length];
        for (var j = 0; j < values.Length; j++) row[0, j] = values[j];
        return new MatrixView(row, name) { IsVector = true, Marked = [.. marked.Select(j => (0, j))] };
    }
}
