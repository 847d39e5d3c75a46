using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Numerics;

public sealed class RandomGeneratorTests
{
    [Fact]
    public void Gives_the_numbers_of_xoshiro256_starstar()
    {
        // By hand from the state (1, 2, 3, 4): rotl(2·5, 7)·9 = 11520. The state becomes s2 ^= s0, s3 ^= s1, s1 ^= s2, s0 ^= s3 =
        // (7, 0, 2 ^ 2·2¹⁷, rotl(6, 45)): s1 = 0 gives 0. Then s2 = 262146 ^ 7 = 262149 and s1 = s2 = 262149: rotl(262149·5, 7)·9 = 1509978240.
        var random = RandomGenerator.FromState([1, 2, 3, 4]);
        Assert.Equal([11520, 0, 1509978240], new[] { random.NextUInt64(), random.NextUInt64(), random.NextUInt64() });
    }

    [Fact]
    public void A_seed_fills_the_state_with_the_numbers_of_SplitMix64() =>
        // The first output of SplitMix64 from 0, as its authors publish it.
        Assert.Equal(0xE220A8397B1DCDAFul, new RandomGenerator(0).State()[0]);

    [Fact]
    public void A_state_goes_on_where_it_was_taken()
    {
        var random = new RandomGenerator(5);
        random.NextUInt64();
        var again = RandomGenerator.FromState(random.State());
        Assert.Equal(random.NextUInt64(), again.NextUInt64());
        Assert.Throws<ArgumentException>(() => RandomGenerator.FromState([0, 0, 0, 0]));
    }

    [Fact]
    public void Integers_are_uniform()
    {
        var random = new RandomGenerator(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.Next(7)]++;
        // χ² with 6 degrees of freedom is below 22.5 in 99.9 % of all cases; the seed is fixed.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 22.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(0));
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var random = new RandomGenerator(2);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian()).ToArray();
        Assert.InRange(numbers.Average(), -0.01, 0.01);
        Assert.InRange(numbers.Average(x => x * x), 0.98, 1.02);
        Assert.InRange(numbers.Count(x => Math.Abs(x) > 1.96) / 100_000.0, 0.047, 0.053);
    }

    [Fact]
    public void A_split_generator_is_independent_of_its_parent()
    {
        var parent = new RandomGenerator(3);
        var child = parent.Split();
        var pairs = Enumerable.Range(0, 100_000).Select(_ => (X: parent.NextDouble() - 0.5, Y: child.NextDouble() - 0.5)).ToArray();
        var correlation = pairs.Average(pair => pair.X * pair.Y) * 12;
        Assert.InRange(correlation, -0.01, 0.01);
    }

    [Fact]
    public void A_shuffle_reaches_every_order_equally_often()
    {
        var random = new RandomGenerator(4);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 60_000; i++)
        {
            char[] letters = ['a', 'b', 'c'];
            random.Shuffle(letters.AsSpan());
            var order = new string(letters);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.InRange(counts.Values.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 20.5);
    }
}
