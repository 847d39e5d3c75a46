using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Files;

/// <summary>PyTorch's own modules read our files, and we read theirs: the same distributions, to 1e-5 in single precision and closer in double.</summary>
[Trait("Speed", "slow")]
public sealed class TorchInteropTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly Lazy<bool> HasTorch = new(() => File.Exists(Python) && Run("-c", "import torch").ExitCode == 0);
    private static readonly int[] Read = [2, 3, 5, 2, 0, 4, 6];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(RecurrentKind.Elman, 1, false, 3)]
    [InlineData(RecurrentKind.Lstm, 2, true, 3)]
    [InlineData(RecurrentKind.Gru, 2, true, 5)]
    public void PyTorch_reads_our_files(RecurrentKind kind, int layers, bool tied, int embedding)
    {
        SkipWithoutTorch();
        var vocabulary = new Vocabulary(new WordTokenizer(), ["a", "b", "c", "d"]);
        var architecture = new RecurrentArchitecture(kind) { HiddenSize = 5, EmbeddingSize = embedding, Layers = layers, TiedWeights = tied };
        var model = architecture.Create<float>(vocabulary, new RandomGenerator(11));
        var random = new RandomGenerator(12);
        foreach (var parameter in model.Parameters)
        {
            for (var i = 0; i < parameter.Count; i++) parameter.Value[i] = (float)random.NextGaussian();
        }

        NeuralModelFile.Save(folder["ours.safetensors"], model);
        Compare(Ask("read", folder["ours.safetensors"], Tokens), model, 1e-5);
    }

    [Theory]
    [InlineData("elman", 1, "untied")]
    [InlineData("lstm", 2, "tied")]
    [InlineData("gru", 1, "tied")]
    public void We_read_the_files_of_PyTorch(string kind, int layers, string tied)
    {
        SkipWithoutTorch();
        var path = folder["theirs.safetensors"];
        var expected = Ask("write", path, kind, layers.ToString(CultureInfo.InvariantCulture), tied, Tokens);
        Compare(expected, NeuralModelFile.Load<double>(path), 1e-12);
        Compare(expected, ModelFile.Load(path), 1e-5);
    }

    private static string Tokens => string.Join(',', Read);

    private static void SkipWithoutTorch() => Assert.SkipUnless(HasTorch.Value, $"{Python} with PyTorch is not on this machine.");

    private static void Compare(double[][] expected, ILanguageModel model, double tolerance)
    {
        var context = model.Start();
        var actual = new double[model.Vocabulary.Count];
        for (var t = 0; t < Read.Length; t++)
        {
            // Start stands for the EOS that is read first.
            if (t > 0) context.Read(Read[t]);
            context.Next(actual);
            for (var v = 0; v < actual.Length; v++)
            {
                if (v == Vocabulary.Bos) Assert.Equal(double.NegativeInfinity, actual[v]);
                else Assert.Equal(expected[t][v], actual[v], tolerance);
            }
        }
    }

    private static double[][] Ask(params string[] arguments)
    {
        var (exitCode, output, error) = Run([Path.Combine(AppContext.BaseDirectory, "Golden", "torch_interop.py"), .. arguments]);
        Assert.True(exitCode == 0, error);
        return JsonSerializer.Deserialize<double[][]>(output)!;
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
