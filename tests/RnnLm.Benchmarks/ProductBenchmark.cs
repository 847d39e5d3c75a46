using System.Diagnostics;
using RnnLm.Numerics;

namespace RnnLm.Benchmarks;

/// <summary>The speed of single matrix products, beside the peak measured in between.</summary>
internal static class ProductBenchmark
{
    private static readonly (int Rows, int Depth, int Columns)[] Shapes = [(20, 200, 200), (700, 200, 200), (320, 64, 1000), (700, 200, 10000)];

    public static void Run(int threads)
    {
        using var workers = new Workers(threads);
        var peak = new MachinePeak(workers);
        foreach (var (m, k, n) in Shapes)
        {
            var random = new RandomGenerator(1);
            var a = Numbers(random, m * k);
            var b = Numbers(random, k * n);
            var c = new float[m * n];
            var packed = new PackedMatrix<float>();
            packed.Pack(new(b, k, n));
            Report("A·B", () => MatrixProduct.Multiply(new ReadOnlyMatrixSpan<float>(a, m, k), new ReadOnlyMatrixSpan<float>(b, k, n), new(c, m, n), workers: workers));
            Report("A·B packed", () => MatrixProduct.Multiply(new ReadOnlyMatrixSpan<float>(a, m, k), packed, new(c, m, n), workers: workers));
            Report("Aᵀ·B", () => MatrixProduct.MultiplyTransposedLeft<float>(new(a, k, m), new(b, k, n), new(c, m, n), workers: workers));
            Report("A·Bᵀ", () => MatrixProduct.MultiplyTransposedRight<float>(new(a, m, k), new(b, n, k), new(c, m, n), workers: workers));

            void Report(string name, Action product)
            {
                var rates = new List<double>();
                var shares = new List<double>();
                var repeats = Math.Max(1, (int)(2e8 / ((double)m * k * n)));
                for (var round = 0; round < 15; round++)
                {
                    var possible = peak.Measure();
                    var start = Stopwatch.GetTimestamp();
                    for (var i = 0; i < repeats; i++) product();
                    var rate = 2.0 * m * k * n * repeats / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
                    rates.Add(rate);
                    shares.Add(rate / possible);
                }

                Console.WriteLine($"[{m}×{k}]·[{k}×{n}] {name,-11} {rates.Order().ElementAt(7),7:F1} GFLOP/s (best {rates.Max():F1}), {shares.Order().ElementAt(7):P0} of the peak");
            }
        }
    }

    private static float[] Numbers(RandomGenerator random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan()) number = (float)(random.NextDouble() - 0.5);
        return numbers;
    }
}
