namespace RnnLm.Numerics;

/// <summary>
/// The one source of chance in the project: xoshiro256** (Blackman and Vigna 2018) seeded by SplitMix64 (Steele et al. 2014).
/// The same seed gives the same numbers on every machine and in every version.
/// </summary>
public sealed class RandomGenerator
{
    private ulong s0, s1, s2, s3;

    /// <summary>A generator that begins at this seed.</summary>
    public RandomGenerator(ulong seed)
    {
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = ulong.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in [0, bound), without bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        // Lemire 2019: the high half of a product, with the few values rejected that would make it uneven.
        var n = (ulong)bound;
        var threshold = unchecked(0UL - n) % n;
        while (true)
        {
            var high = Math.BigMul(NextUInt64(), n, out var low);
            if (low >= threshold) return (int)high;
        }
    }

    /// <summary>A number from the standard normal distribution (Box and Muller 1958).</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts the items into a random order, every order being equally likely (Fisher and Yates 1938; Durstenfeld 1964).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A generator of its own, independent of the numbers that this one gives afterwards.</summary>
    public RandomGenerator Split() => new(NextUInt64());

    /// <summary>The four words of the state, for a checkpoint.</summary>
    public ulong[] State() => [s0, s1, s2, s3];

    /// <summary>A generator that goes on where <see cref="State"/> was taken.</summary>
    /// <exception cref="ArgumentException">Not four words, or all of them zero.</exception>
    public static RandomGenerator FromState(ReadOnlySpan<ulong> state)
    {
        if (state.Length != 4 || state.IndexOfAnyExcept(0UL) < 0)
            throw new ArgumentException($"A generator's state is four words, not all zero, but {state.Length} came.", nameof(state));
        return new RandomGenerator(0) { s0 = state[0], s1 = state[1], s2 = state[2], s3 = state[3] };
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
