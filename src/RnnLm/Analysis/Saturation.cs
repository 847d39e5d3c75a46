using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Analysis;

/// <summary>Where the values of units or gates lie (Karpathy et al. 2015): in the flat ends of their range, gradients hardly pass.</summary>
/// <param name="Low">The share of values below the lower threshold.</param>
/// <param name="High">The share above the upper one.</param>
/// <param name="Mean">The mean value.</param>
public sealed record Saturation(double Low, double High, double Mean)
{
    /// <summary>Of a gate over time, such as an LSTM's f(1) … f(T): below 0.1 it is shut, above 0.9 open.</summary>
    public static Saturation OfGate(IEnumerable<Vector<double>> values) => Of(values, 0.1, 0.9);

    /// <summary>Of tanh units over time: beyond ±0.9, where f′ = 1 − h² is below 0.19.</summary>
    public static Saturation OfTanh(IEnumerable<Vector<double>> values) => Of(values, -0.9, 0.9);

    /// <summary>Of values with thresholds of one's own.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static Saturation Of(IEnumerable<Vector<double>> values, double lower, double upper)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] all = [.. values.SelectMany(v => v)];
        if (all.Length == 0) throw new ArgumentException("Saturation is a share of values, but none came.", nameof(values));
        return new Saturation(
            all.Count(x => x < lower) / (double)all.Length, all.Count(x => x > upper) / (double)all.Length, all.Average());
    }

    /// <summary>For each unit, the share of steps in which it is in a flat end: one point of Karpathy's plot is (low, high) of one unit.</summary>
    public static IReadOnlyList<Saturation> ByUnit(IReadOnlyList<Vector<double>> values, double lower, double upper)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0 ? [] : [.. Enumerable.Range(0, values[0].Count)
            .Select(unit => Of(values.Select(v => v.SubVector(unit, 1)), lower, upper))];
    }

    /// <summary>The mean of f′ over all units of an Elman network and all steps: the factor of diag(f′) in its Jacobians.</summary>
    public static double MeanSlope(IEnumerable<ElmanStep> steps) => steps.SelectMany(step => step.Slope).Average();
}
