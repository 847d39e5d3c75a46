using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>Arguments of exercises, drawn from a generator: normal numbers with two digits after the point, so that they can be read, and never zero.</summary>
public static class RandomArguments
{
    /// <summary>A number.</summary>
    public static double Number(this RandomGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var number = Math.Round(random.NextGaussian(), 2);
            if (number != 0) return number;
        }
    }

    /// <summary>An array of numbers.</summary>
    public static double[] Array(this RandomGenerator random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.Number())];

    /// <summary>A vector of numbers.</summary>
    public static Vector<double> Vector(this RandomGenerator random, int length) => Vector<double>.Build.DenseOfArray(random.Array(length));

    /// <summary>A matrix of numbers.</summary>
    public static Matrix<double> Matrix(this RandomGenerator random, int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => random.Number());
}
