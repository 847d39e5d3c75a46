using System.Diagnostics;
using RnnLm.Numerics;

namespace RnnLm.Benchmarks;

/// <summary>What the machine can do at this moment: the product of two blocks that stay in the first cache, on all workers.</summary>
internal sealed unsafe class MachinePeak(Workers workers)
{
    private const int Rows = 12;
    private const int Depth = 200;
    private const int Repeats = 4000;
    private readonly AlignedBuffer<float>[] buffers = [.. Enumerable.Range(0, workers.Count).Select(_ => new AlignedBuffer<float>())];

    /// <summary>Multiply-adds in 10⁹ floating-point operations a second, two for each.</summary>
    public double Measure()
    {
        foreach (var buffer in buffers)
        {
            buffer.Ensure((Rows + Panel.Width<float>()) * Depth * 2);
            buffer.Span((Rows + Panel.Width<float>()) * Depth * 2).Fill(0.01f);
        }

        var start = Stopwatch.GetTimestamp();
        workers.Run(workers.Count, new Work(buffers));
        return 2.0 * Rows * Depth * Panel.Width<float>() * Repeats * workers.Count / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    private readonly struct Work(AlignedBuffer<float>[] buffers) : IParallelWork
    {
        public void Run(int task, int worker)
        {
            var width = Panel.Width<float>();
            var a = buffers[task].Pointer;
            var b = a + (Rows * Depth);
            for (var i = 0; i < Repeats; i++)
                Panel.Multiply(new LeftMatrix<float>(a, Depth, 1), b, width, b + (width * Depth), width, Rows, Depth, width, accumulate: false);
        }
    }
}
