using System.Numerics;
using RnnLm.Numerics;

namespace RnnLm.Models.Neural;

/// <summary>Random values for weights before training.</summary>
public static class Initialisation
{
    /// <summary>Fills with uniform numbers from [−bound, bound).</summary>
    public static void FillUniform<T>(this RandomGenerator random, Span<T> values, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        for (var i = 0; i < values.Length; i++) values[i] = T.CreateTruncating(((2 * random.NextDouble()) - 1) * bound);
    }
}
