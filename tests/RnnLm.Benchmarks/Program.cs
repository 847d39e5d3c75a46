using System.Diagnostics;
using System.Globalization;
using RnnLm.Benchmarks;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["product", ..])
{
    ProductBenchmark.Run(args.Length > 1 ? int.Parse(args[1], null) : 1);
    return 0;
}

if (args is ["ngram", var train, var test, ..])
{
    NGramBenchmark.Run(train, test, args.Length > 3 ? int.Parse(args[3], null) : 5);
    return 0;
}

var setup = args.Length > 1 && args[0] == "step" ? TrainingSetup.All.FirstOrDefault(s => s.Name == args[1]) : null;
if (setup is null || args.Length < 3 || !int.TryParse(args[2], out var threads) || threads < 1)
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/RnnLm.Benchmarks -- step S|M|P|C THREADS [Elman|Lstm|Gru] [--peer] [--seconds N]
            tokens a second of the whole training step, and the share of the machine's peak measured in between;
            with --peer the same training in PyTorch (python3), in turns with ours, and the ratio of the two
        dotnet run -c Release --project tests/RnnLm.Benchmarks -- product [THREADS]
            the matrix products of a model, in floating-point operations a second
        dotnet run -c Release --project tests/RnnLm.Benchmarks -- ngram TRAIN TEST [ORDER]
            seconds to estimate an n-gram model and tokens a second of its queries; with KENLM_BIN beside lmplz and query of KenLM
        """);
    return 2;
}

var kind = args.Length > 3 && Enum.TryParse<RecurrentKind>(args[3], out var given) ? given : RecurrentKind.Elman;
var secondsAt = Array.IndexOf(args, "--seconds");
var seconds = secondsAt > 0 ? double.Parse(args[secondsAt + 1], null) : 20;
using var workers = new Workers(threads);
using var peer = args.Contains("--peer") ? new TorchPeer(setup, kind, threads) : null;
if (peer is { IsFair: false })
{
    Console.Error.WriteLine(
        $"The peer is {peer.Version}: that is far from PyTorch's best, and a ratio to it would say nothing. Install OpenBLAS for OpenMP (Debian: apt install libopenblas0-openmp).");
    return 1;
}

var peak = new MachinePeak(workers);
var trainer = setup.CreateTrainer(kind, workers);
TrainingSetup.Run(trainer, 5);
peer?.Run(2);
peak.Measure();

var clock = Stopwatch.StartNew();
var ours = new List<double>();
var theirs = new List<double>();
var processorRatios = new List<double>();
var shares = new List<double>();
var batches = 1;
while (clock.Elapsed.TotalSeconds < seconds || ours.Count < 5)
{
    var before = peak.Measure();
    var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    TrainingSetup.Run(trainer, batches);
    var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
    var worked = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
    var possible = (before + peak.Measure()) / 2;
    var rate = batches * setup.TokensOfBatch / elapsed;
    ours.Add(rate);
    shares.Add(rate * setup.Operations(kind) / 1e9 / possible);
    if (peer is not null)
    {
        var (clockSeconds, processorSeconds) = peer.Run(batches);
        theirs.Add(batches * setup.TokensOfBatch / clockSeconds);
        processorRatios.Add(processorSeconds / worked);
    }

    batches = Math.Max(1, (int)(batches * 0.2 / elapsed)); // a fifth of a second each
}

Console.WriteLine($"{setup.Name} {kind}, {threads} thread(s): |V| = {setup.Tokens}, d = h = {setup.Size}, batch {setup.Streams}, L = {setup.Steps}; SGD, clipping, carried state");
Console.WriteLine($"  ours   {Median(ours),9:F0} tokens/s (best {ours.Max():F0}), {Median(shares):P0} of the peak measured in between; {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
if (peer is not null)
{
    Console.WriteLine($"  theirs {Median(theirs),9:F0} tokens/s (best {theirs.Max():F0}); {peer.Version}");
    Console.WriteLine($"  ratio  {Median([.. ours.Zip(theirs, (a, b) => a / b)]),9:F2} (median of {ours.Count} turns), best to best {ours.Max() / theirs.Max():F2}");
    // Of the processor's time, the noise of a shared machine is a smaller part. Several threads also spend it waiting for each other.
    if (threads == 1) Console.WriteLine($"         {Median(processorRatios),9:F2} by the processor's time");
}

return 0;

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
