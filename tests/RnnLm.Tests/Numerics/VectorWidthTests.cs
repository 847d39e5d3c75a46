using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Numerics;

/// <summary>
/// The results are the same bits whatever vectors the machine has. The runtime chooses its vectors when it starts, so each
/// choice needs a process of its own: this test assembly, asked to run <see cref="The_fingerprint_is_the_same_again"/> only and to leave what it saw in a file.
/// </summary>
public sealed class VectorWidthTests
{
    private const string File = "RNNLM_FINGERPRINT_FILE";

    [Theory]
    [InlineData("512 bits off", "DOTNET_EnableAVX512", 256)]
    [InlineData("256 bits off", "DOTNET_EnableAVX2", 128)]
    [InlineData("no vector instructions", "DOTNET_EnableHWIntrinsic", 0)]
    public async Task Narrower_vectors_change_no_bit(string choice, string setting, int widest)
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "This machine has no wider vectors that could be switched off.");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var start = new ProcessStartInfo("dotnet", [typeof(VectorWidthTests).Assembly.Location, "-method", $"{typeof(VectorWidthTests).FullName}.{nameof(The_fingerprint_is_the_same_again)}"])
            {
                RedirectStandardOutput = true,
                Environment = { [setting] = "0", [File] = path },
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, output);

            var lines = await System.IO.File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
            Assert.True(int.Parse(lines[0], null) <= widest, $"{choice}: vectors of {lines[0]} bits were in use all the same.");
            Assert.Equal(Fingerprint(), lines[1]);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void The_fingerprint_is_the_same_again()
    {
        var fingerprint = Fingerprint();
        Assert.Equal(fingerprint, Fingerprint());
        var widest = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        if (Environment.GetEnvironmentVariable(File) is { } path) System.IO.File.WriteAllLines(path, [$"{widest}", fingerprint]);
    }

    /// <summary>A hash of everything that is computed with vectors, in float and in double.</summary>
    private static string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add<float>(hash);
        Add<double>(hash);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add<T>(IncrementalHash hash)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomGenerator(11);
        T[] Numbers(int count, double spread)
        {
            var numbers = new T[count];
            foreach (ref var number in numbers.AsSpan()) number = T.CreateChecked(random.NextGaussian() * spread);
            return numbers;
        }

        void Append(params ReadOnlySpan<T> values) => hash.AppendData(MemoryMarshal.AsBytes(values));

        var x = Numbers(501, 20);
        var y = new T[x.Length];
        Elementwise.Exp<T>(x, y);
        Append(y);
        Elementwise.Tanh<T>(x, y);
        Append(y);
        Elementwise.Sigmoid<T>(x, y);
        Append(y);
        Softmax.Probabilities<T>(x, y);
        Append(y);
        Append(Softmax.LogSumExp<T>(x));

        var (m, k, n) = (29, 270, 45);
        var c = Numbers(m * n, 1);
        MatrixProduct.Multiply<T>(new(Numbers(m * k, 1), m, k), new ReadOnlyMatrixSpan<T>(Numbers(k * n, 1), k, n), new(c, m, n), accumulate: true);
        Append(c);
        MatrixProduct.MultiplyTransposedRight<T>(new(Numbers(m * k, 1), m, k), new(Numbers(n * k, 1), n, k), new(c, m, n));
        Append(c);
        MatrixProduct.MultiplyTransposedLeft<T>(new(Numbers(k * m, 1), k, m), new(Numbers(k * n, 1), k, n), new(c, m, n));
        Append(c);

        var (positions, size, tokens) = (37, 19, 230);
        var weight = new Parameter<T>("decoder.weight", tokens, size);
        var bias = new Parameter<T>("decoder.bias", 1, tokens);
        Numbers(tokens * size, 1).CopyTo(weight.Value, 0);
        Numbers(tokens, 1).CopyTo(bias.Value, 0);
        var targets = Enumerable.Range(0, positions).Select(_ => random.Next(tokens)).ToArray();
        var gradient = new T[positions * size];
        var loss = new SoftmaxOutput<T>(maskedToken: 1).Train(
            new(Numbers(positions * size, 1), positions, size), weight, bias, targets, T.CreateChecked(0.1), new(gradient, positions, size));
        Append(T.CreateChecked(loss));
        Append(gradient);
        Append(weight.Gradient);
        Append(bias.Gradient);

        foreach (RecurrentLayer<T> layer in (RecurrentLayer<T>[])[new ElmanLayer<T>(0, 5, 21, Activation.Tanh), new LstmLayer<T>(0, 5, 21), new GruLayer<T>(0, 5, 21)])
        {
            layer.Initialise(random);
            var unrolled = layer.Unroll();
            unrolled.Resize(steps: 4, streams: 3);
            unrolled.Forward(Numbers(12 * 5, 1));
            Append(unrolled.Outputs.Span);
            var inputGradient = new T[12 * 5];
            unrolled.Backward(Numbers(12 * 21, 1), inputGradient, 1, 4);
            Append(inputGradient);
            foreach (var parameter in layer.Parameters) Append(parameter.Gradient);
        }
    }
}
