using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Models.Recurrent.Cells;

/// <summary>Central differences, and random cells to try them on.</summary>
internal static class Differences
{
    private const double Step = 1e-5;

    /// <summary>∂f/∂x for each element of x.</summary>
    public static Vector<double> Gradient(Func<Vector<double>, double> f, Vector<double> x) =>
        Vector<double>.Build.Dense(x.Count, i => Central(step =>
        {
            var moved = x.Clone();
            moved[i] += step;
            return f(moved);
        }));

    /// <summary>∂f/∂x for each element of x.</summary>
    public static Matrix<double> Gradient(Func<Matrix<double>, double> f, Matrix<double> x) =>
        Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (i, j) => Central(step =>
        {
            var moved = x.Clone();
            moved[i, j] += step;
            return f(moved);
        }));

    /// <summary>‖a − b‖ / max(‖a‖, ‖b‖) ≤ tolerance.</summary>
    public static void Close(Matrix<double> expected, Matrix<double> actual, double tolerance)
    {
        var scale = Math.Max(Math.Max(expected.FrobeniusNorm(), actual.FrobeniusNorm()), 1e-3);
        Assert.True((expected - actual).FrobeniusNorm() <= tolerance * scale, $"expected {expected}, got {actual}");
    }

    public static void Close(Vector<double> expected, Vector<double> actual, double tolerance) =>
        Close(expected.ToRowMatrix(), actual.ToRowMatrix(), tolerance);

    public static Vector<double> RandomVector(int count, RandomGenerator generator) =>
        Vector<double>.Build.Dense(count, _ => generator.NextGaussian());

    /// <summary>One cell of each kind, with d_e = 3 and d_h = 4.</summary>
    public static IRecurrentCell Cell(string kind, RandomGenerator generator) => kind switch
    {
        "lstm" => LstmCell.Random(3, 4, generator),
        "gru" => GruCell.Random(3, 4, generator),
        "stack" => new StackedCell(LstmCell.Random(3, 2, generator), GruCell.Random(2, 3, generator), LstmCell.Random(3, 4, generator)),
        _ => ElmanCell.Random(3, 4, Activation.Parse(kind), generator),
    };

    public static IRecurrentCell WithWeight(this IRecurrentCell cell, int index, Matrix<double> value)
    {
        var weights = cell.Weights.ToArray();
        weights[index] = value;
        return cell.WithWeights(weights);
    }

    private static double Central(Func<double, double> f) => (f(Step) - f(-Step)) / (2 * Step);
}
