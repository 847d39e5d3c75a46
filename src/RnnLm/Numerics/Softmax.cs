using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Numerics;

/// <summary>
/// The softmax (B14) without overflow: every exponent is taken relative to the largest logit, which changes nothing, since
/// softmax(z + c) = softmax(z). A logit of −∞ has the probability 0.
/// </summary>
public static class Softmax
{
    /// <summary>ŷᵥ = e^zᵥ / Σᵤ e^zᵤ. Input and output may be the same span.</summary>
    /// <exception cref="ArgumentException">The spans are empty or differ in length.</exception>
    public static void Probabilities<T>(ReadOnlySpan<T> logits, Span<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLengths(logits.Length, probabilities.Length);
        var largest = Largest(logits);
        for (var i = 0; i < logits.Length; i++)
            probabilities[i] = logits[i] - largest;
        Elementwise.Exp(probabilities, probabilities);
        var sum = Sums.Sum<T>(probabilities);
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] /= sum;
    }

    /// <summary>ln ŷᵥ = zᵥ − ln Σᵤ e^zᵤ. Input and output may be the same span.</summary>
    /// <exception cref="ArgumentException">The spans are empty or differ in length.</exception>
    public static void LogProbabilities<T>(ReadOnlySpan<T> logits, Span<T> logProbabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLengths(logits.Length, logProbabilities.Length);
        var normalizer = LogSumExp(logits);
        for (var i = 0; i < logits.Length; i++)
            logProbabilities[i] = logits[i] - normalizer;
    }

    /// <summary>ln Σᵥ e^zᵥ = m + ln Σᵥ e^(zᵥ − m) with m = max z.</summary>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    public static T LogSumExp<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLengths(logits.Length, logits.Length);
        var largest = Largest(logits);
        var shift = Vector512.Create(largest);
        var sum = Vector512<T>.Zero;
        ref var first = ref MemoryMarshal.GetReference(logits);
        var width = Vector512<T>.Count;
        var i = 0;
        for (; i <= logits.Length - width; i += width)
            sum += Lanes.Exp(Vector512.LoadUnsafe(ref first, (nuint)i) - shift);
        if (i < logits.Length)
        {
            Span<T> rest = stackalloc T[width];
            rest.Fill(T.NegativeInfinity);
            logits[i..].CopyTo(rest);
            sum += Lanes.Exp(Vector512.Create<T>(rest) - shift);
        }

        return largest + T.Log(Lanes.Sum(sum));
    }

    /// <summary>The largest logit; the lowest finite number if all are −∞, so that subtracting it is harmless.</summary>
    private static T Largest<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lowest = -T.BitDecrement(T.PositiveInfinity);
        var largest = lowest;
        foreach (var logit in logits)
            largest = logit > largest ? logit : largest;
        return largest;
    }

    private static void CheckLengths(int logits, int output)
    {
        if (logits == 0) throw new ArgumentException("A softmax needs at least one logit.", nameof(logits));
        if (logits != output)
            throw new ArgumentException($"The output must be as long as the logits, {logits}, but is {output} long.", nameof(output));
    }
}
