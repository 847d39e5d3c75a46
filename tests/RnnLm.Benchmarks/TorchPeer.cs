using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using RnnLm.Models.Recurrent;

namespace RnnLm.Benchmarks;

/// <summary>
/// The same training in PyTorch, in a process that waits between measurements (torch_step.py). It gets the BLAS it is fastest with: its own MKL, or Debian's
/// OpenBLAS for OpenMP, told about AVX-512, which OpenBLAS 0.3.21 does not see on newer processors. With any other, a ratio says nothing.
/// </summary>
internal sealed class TorchPeer : IDisposable
{
    private const string OpenBlas = "/usr/lib/x86_64-linux-gnu/openblas-openmp";
    private readonly Process process;

    public TorchPeer(TrainingSetup setup, RecurrentKind kind, int threads)
    {
        var start = new ProcessStartInfo(
            "python3",
            [Path.Combine(AppContext.BaseDirectory, "torch_step.py"), $"{setup.Tokens}", $"{setup.Size}", $"{setup.Streams}", $"{setup.Steps}", kind.ToString(), $"{threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["OPENBLAS_NUM_THREADS"] = $"{threads}", ["OMP_NUM_THREADS"] = $"{threads}" },
        };
        if (Directory.Exists(OpenBlas)) start.Environment["LD_LIBRARY_PATH"] = OpenBlas;
        if (Avx512F.IsSupported) start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
        process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        Version = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("torch_step.py gave no answer: is PyTorch installed for the python3 that comes first on PATH?");
    }

    /// <summary>The version of PyTorch and the library that it multiplies with.</summary>
    public string Version { get; }

    /// <summary>Whether that library is one that a comparison is fair with.</summary>
    public bool IsFair => Version.Contains("MKL", StringComparison.Ordinal) || Version.Contains("(OpenMP)", StringComparison.Ordinal);

    /// <summary>The seconds that this many batches take, by the clock and of the processor.</summary>
    public (double Clock, double Processor) Run(int batches)
    {
        process.StandardInput.WriteLine(batches);
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("torch_step.py ended before it had answered.");
        var seconds = answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (seconds[0], seconds[1]);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
