using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Analysis;

/// <summary>
/// The cliff that gradient clipping is for (Pascanu et al. 2013, Fig. 6; slide B37): one unit, x_t = w·σ(x_{t−1}) + b, x_0 = 0.5, and the
/// error (σ(x_50) − 0.7)² as a surface over w and b.
/// </summary>
/// <remarks>Their cell applies the weight after σ, ours before. Draw it for w from 4.5 to 7 and b from −4 to −1.5, on a fine grid: the cliff is narrow.</remarks>
public static class ClippingCliff
{
    /// <summary>The number of steps.</summary>
    public const int Steps = 50;

    /// <summary>σ(x_50) is to become this.</summary>
    public const double Target = 0.7;

    /// <summary>(σ(x_50) − 0.7)².</summary>
    public static double Error(double w, double b) => Slope(w, b).Error;

    /// <summary>The error, with its derivatives for w and b.</summary>
    public static (double Error, double ByW, double ByB) Slope(double w, double b)
    {
        var (x, byW, byB) = (0.5, 0.0, 0.0); // x_0, ∂x/∂w, ∂x/∂b
        for (var t = 1; t <= Steps; t++)
        {
            var y = Activation.Sigmoid.Apply(x);
            var slope = Activation.Sigmoid.DerivativeFromOutput(y);
            (x, byW, byB) = ((w * y) + b, y + (w * slope * byW), 1 + (w * slope * byB));
        }

        var output = Activation.Sigmoid.Apply(x);
        var byX = 2 * (output - Target) * Activation.Sigmoid.DerivativeFromOutput(output); // ∂error/∂x_50
        return ((output - Target) * (output - Target), byX * byW, byX * byB);
    }

    /// <summary>The error over a grid: element (i, j) at w_i, b_j.</summary>
    public static Matrix<double> Surface(IReadOnlyList<double> w, IReadOnlyList<double> b)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(b);
        return Matrix<double>.Build.Dense(w.Count, b.Count, (i, j) => Error(w[i], b[j]));
    }

    /// <summary>The b between these bounds where the error is steepest for this w, ‖(∂/∂w, ∂/∂b)‖ largest, to within the spacing of the grid.</summary>
    public static double Steepest(double w, double from = -4, double to = -1.5, double spacing = 0.0005)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacing);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return Enumerable.Range(0, (int)((to - from) / spacing) + 1).Select(n => from + (n * spacing)).MaxBy(b =>
        {
            var (_, byW, byB) = Slope(w, b);
            return (byW * byW) + (byB * byB);
        });
    }
}
