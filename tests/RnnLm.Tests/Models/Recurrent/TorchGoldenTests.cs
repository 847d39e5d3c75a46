using System.Globalization;
using System.Text.Json;
using RnnLm.Models.Files;
using RnnLm.Models.Recurrent;
using RnnLm.Tests.Files;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Models.Recurrent;

/// <summary>
/// Losses, distributions, carried states and the gradient of every parameter against PyTorch's nn.RNN, nn.LSTM and nn.GRU in double
/// precision, to 1e-10. Golden/make_torch_golden.py says what was computed and how; it gives &lt;s&gt; the probability 0 as the models do.
/// </summary>
/// <remarks>
/// The parameters come in through <see cref="NeuralModelFile"/>, as PyTorch's two biases: where the layer has one, it is their sum, and
/// its gradient is the gradient of each.
/// </remarks>
public class TorchGoldenTests
{
    private const double Tolerance = 1e-10;
    private static readonly JsonElement Golden = Read();
    private static readonly Dictionary<string, JsonElement> Cases =
        Golden.GetProperty("cases").EnumerateArray().ToDictionary(element => element.GetProperty("name").GetString()!);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void Every_kind_depth_and_decoder_is_there() => Assert.Equal(
        from kind in (string[])["elman-tanh", "elman-relu", "lstm", "gru"]
        from layers in (int[])[1, 2]
        from decoder in (string[])["untied", "tied", "tied-with-projection"]
        select $"{kind} {layers} {decoder}",
        Cases.Keys);

    [Theory, MemberData(nameof(Names))]
    public void Losses_and_states_are_those_of_PyTorch(string name)
    {
        var golden = Cases[name];
        var (model, state, batch) = Load(golden);
        var losses = new double[batch.Targets.Length];
        var sum = model.NegativeLogLikelihood(batch, state, losses);
        Close(Doubles(golden.GetProperty("losses")), losses, "the losses");
        Assert.Equal(golden.GetProperty("loss").GetDouble() * batch.TargetCount, sum, Tolerance);

        var final = golden.GetProperty("final_state");
        for (var layer = 0; layer < model.Layers.Count; layer++)
        {
            Close(Doubles(final.GetProperty("hidden")[layer]), state.Hidden(layer), $"h(T) of layer {layer}");
            if (model.Layers[layer].HasCell) Close(Doubles(final.GetProperty("cell")[layer]), state.Cell(layer), $"c(T) of layer {layer}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Distributions_are_those_of_PyTorch(string name)
    {
        var golden = Cases[name];
        var (model, before, batch) = Load(golden);
        var size = model.Vocabulary.Count;
        var expected = golden.GetProperty("log_probabilities");
        var losses = new double[batch.Targets.Length];
        for (var token = 0; token < size; token++)
        {
            // The distribution at each position, one token at a time: the loss if that token were the target everywhere.
            var targets = new int[losses.Length];
            targets.AsSpan().Fill(token);
            model.NegativeLogLikelihood(batch with { Targets = targets }, before.Copy(), losses);
            for (var n = 0; n < losses.Length; n++)
            {
                var value = expected[(n * size) + token];
                if (token == Vocabulary.Bos) Assert.Equal((JsonValueKind.Null, double.PositiveInfinity), (value.ValueKind, losses[n]));
                else Assert.Equal(value.GetDouble(), -losses[n], Tolerance);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_of_every_parameter_is_that_of_PyTorch(string setting)
    {
        var golden = Cases[setting];
        var (model, state, batch) = Load(golden);
        Assert.Equal(golden.GetProperty("loss").GetDouble(), model.Accumulate(batch, state), Tolerance);

        var ours = model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Gradient);
        foreach (var parameter in golden.GetProperty("parameters").EnumerateObject())
        {
            // Two biases that are only added have one gradient.
            var name = parameter.Name;
            if (!ours.ContainsKey(name)) name = name.Replace("bias_hh", "bias_ih", StringComparison.Ordinal);
            Close(Doubles(parameter.Value.GetProperty("gradient")), ours[name], $"the gradient of {parameter.Name}");
        }

        Assert.All(ours.Keys, name => Assert.True(golden.GetProperty("parameters").TryGetProperty(name, out _)));
    }

    /// <summary>The model with PyTorch's parameters, h(0) ≠ 0, and the batch.</summary>
    private static (RecurrentLanguageModel<double> Model, RecurrentState<double> State, Batch Batch) Load(JsonElement golden)
    {
        using var folder = new TemporaryFolder();
        var path = folder["torch.safetensors"];
        var tensors =
            from parameter in golden.GetProperty("parameters").EnumerateObject()
            let shape = parameter.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()).ToArray()
            select new NamedTensor(parameter.Name, shape, Doubles(parameter.Value.GetProperty("values")));
        SafetensorsFile.Write(path, tensors, new Dictionary<string, string>
        {
            ["architecture"] = golden.GetProperty("architecture").GetRawText(),
            ["vocabulary"] = Golden.GetProperty("vocabulary").GetRawText(),
            ["tokenizer"] = """{"name": "word"}""",
        });
        var model = (RecurrentLanguageModel<double>)NeuralModelFile.Load<double>(path);

        var streams = Golden.GetProperty("streams").GetInt32();
        var state = (RecurrentState<double>)model.InitialState(streams);
        var initial = golden.GetProperty("initial_state");
        for (var layer = 0; layer < model.Layers.Count; layer++)
        {
            Doubles(initial.GetProperty("hidden")[layer]).CopyTo(state.Hidden(layer));
            if (model.Layers[layer].HasCell) Doubles(initial.GetProperty("cell")[layer]).CopyTo(state.Cell(layer));
        }

        var batch = new Batch(Tokens("inputs"), Tokens("targets"), streams, Golden.GetProperty("steps").GetInt32(), StartsAnew: false);
        return (model, state, batch);
    }

    private static int[] Tokens(string name) => [.. Golden.GetProperty(name).EnumerateArray().Select(token => token.GetInt32())];

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static void Close(double[] expected, ReadOnlySpan<double> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) < Tolerance,
                string.Create(CultureInfo.InvariantCulture, $"{what}: PyTorch has {expected[i]} at place {i}, we {actual[i]}"));
        }
    }

    private static JsonElement Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "torch-golden.json")));
        return document.RootElement.Clone();
    }
}
