using FsCheck;
using FsCheck.Fluent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Numerics;

/// <summary>Every product against the loops of its definition.</summary>
public sealed class MatrixProductTests
{
    /// <summary>Random shapes, and those around the edges of tiles, panels and blocks.</summary>
    private static readonly Gen<int> Size = Gen.OneOf(
        Gen.Choose(1, 40), Gen.Elements(1, 2, 7, 8, 11, 12, 13, 15, 16, 17, 31, 32, 33, 64, 119, 120, 121, 255, 256, 257, 300));

    private static readonly Arbitrary<Shape> Shapes = Arb.From(
        from rows in Size
        from depth in Size
        from columns in Size
        from gap in Gen.Choose(0, 3)
        from accumulate in Gen.Elements(false, true)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Shape(rows, depth, columns, gap, accumulate, seed));

    [Fact]
    public void Products_in_double_are_the_sums_of_the_definition() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Shapes, shape => Agrees<double>(shape, null)));

    [Fact]
    public void Products_in_float_are_bit_for_bit_the_chains_of_multiply_adds_in_the_order_of_k()
    {
        using var workers = new Workers(3);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(Shapes, shape => Agrees<float>(shape, workers)));
    }

    [Fact]
    public void A_large_product_is_the_same_on_1_2_and_4_threads()
    {
        using var two = new Workers(2);
        using var four = new Workers(4);
        var shape = new Shape(250, 260, 270, 1, true, 5);
        Assert.True(Agrees<float>(shape, null));
        Assert.True(Agrees<float>(shape, two));
        Assert.True(Agrees<float>(shape, four));
    }

    [Fact]
    public void A_product_without_terms_is_zero_or_what_was_there()
    {
        float[] c = [1, 2];
        MatrixProduct.Multiply(new ReadOnlyMatrixSpan<float>([], 1, 0), new ReadOnlyMatrixSpan<float>([], 0, 2), new(c, 1, 2), accumulate: true);
        Assert.Equal([1, 2], c);
        MatrixProduct.Multiply(new ReadOnlyMatrixSpan<float>([], 1, 0), new ReadOnlyMatrixSpan<float>([], 0, 2), new(c, 1, 2));
        Assert.Equal([0, 0], c);
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        var six = new float[6];
        var inner = Assert.Throws<ArgumentException>(() =>
            MatrixProduct.Multiply(new ReadOnlyMatrixSpan<float>(six, 2, 3), new ReadOnlyMatrixSpan<float>(six, 2, 3), new(six, 2, 3)));
        Assert.StartsWith("A·B is [2×3]·[2×3]: the inner sizes must be equal.", inner.Message, StringComparison.Ordinal);
        var outer = Assert.Throws<ArgumentException>(() =>
            MatrixProduct.MultiplyTransposedLeft(new ReadOnlyMatrixSpan<float>(six, 2, 3), new ReadOnlyMatrixSpan<float>(six, 2, 3), new(six, 2, 3)));
        Assert.StartsWith("Aᵀ·B is 3×3, but C is 2×3.", outer.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MatrixSpan<float>(six, 2, 4));
        Assert.Throws<ArgumentException>(() => new MatrixSpan<float>(six, 2, 3, 2));
    }

    /// <summary>Whether all four ways to say the same product give exactly the bits of the naive loops.</summary>
    private static bool Agrees<T>(Shape shape, Workers? workers)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomGenerator((ulong)shape.Seed);
        var (m, k, n) = (shape.Rows, shape.Depth, shape.Columns);
        var a = Matrix<T>(random, m, k + shape.Gap);
        var b = Matrix<T>(random, k, n + shape.Gap);
        var before = Matrix<T>(random, m, n + shape.Gap);

        var expected = (T[])before.Clone();
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = shape.Accumulate ? before[(i * (n + shape.Gap)) + j] : T.Zero;
                for (var s = 0; s < k; s++)
                    sum = T.FusedMultiplyAdd(a[(i * (k + shape.Gap)) + s], b[(s * (n + shape.Gap)) + j], sum);
                expected[(i * (n + shape.Gap)) + j] = sum;
            }
        }

        var at = Transpose(a, m, k + shape.Gap);
        var bt = Transpose(b, k, n + shape.Gap);
        var packed = new PackedMatrix<T>();
        packed.PackTransposed(new(bt, n, k));
        var results = new T[4][];
        for (var way = 0; way < 4; way++)
        {
            results[way] = (T[])before.Clone();
            var c = new MatrixSpan<T>(results[way], m, n, n + shape.Gap);
            var left = new ReadOnlyMatrixSpan<T>(a, m, k, k + shape.Gap);
            var right = new ReadOnlyMatrixSpan<T>(b, k, n, n + shape.Gap);
            if (way == 0) MatrixProduct.Multiply(left, right, c, shape.Accumulate, workers);
            if (way == 1) MatrixProduct.MultiplyTransposedLeft(new ReadOnlyMatrixSpan<T>(at, k, m), right, c, shape.Accumulate, workers);
            if (way == 2) MatrixProduct.MultiplyTransposedRight(left, new ReadOnlyMatrixSpan<T>(bt, n, k), c, shape.Accumulate, workers);
            if (way == 3) MatrixProduct.Multiply(left, packed, c, shape.Accumulate, workers);
        }

        return results.All(result => result.AsSpan().SequenceEqual(expected));
    }

    private static T[] Matrix<T>(RandomGenerator random, int rows, int stride)
        where T : System.Numerics.INumberBase<T>
    {
        var values = new T[rows * stride];
        foreach (ref var value in values.AsSpan()) value = T.CreateChecked(random.NextDouble() - 0.5);
        return values;
    }

    private static T[] Transpose<T>(T[] values, int rows, int columns)
    {
        var transposed = new T[values.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                transposed[(j * rows) + i] = values[(i * columns) + j];
        }

        return transposed;
    }

    private sealed record Shape(int Rows, int Depth, int Columns, int Gap, bool Accumulate, int Seed);
}
