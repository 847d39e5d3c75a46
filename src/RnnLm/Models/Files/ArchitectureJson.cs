using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;

namespace RnnLm.Models.Files;

/// <summary>A neural model's hyper-parameters as the JSON that a model file's metadata hold.</summary>
internal static class ArchitectureJson
{
    private const string Window = "window";

    internal static string Format(NeuralArchitecture architecture)
    {
        var json = new JsonObject
        {
            ["kind"] = architecture switch
            {
                RecurrentArchitecture recurrent => recurrent.Kind.ToString().ToLowerInvariant(),
                FixedWindowArchitecture => Window,
                _ => throw new ArgumentException($"There is no file format for {architecture.GetType().Name}.", nameof(architecture)),
            },
            ["embedding_size"] = architecture.EmbeddingSize,
            ["hidden_size"] = architecture.HiddenSize,
            ["dropout"] = architecture.Dropout,
        };
        if (architecture is RecurrentArchitecture rnn)
        {
            json["layers"] = rnn.Layers;
            json["tied_weights"] = rnn.TiedWeights;
            json["activation"] = rnn.Activation.Name;
        }
        else if (architecture is FixedWindowArchitecture window)
        {
            json["window"] = window.Window;
            json["direct_connections"] = window.DirectConnections;
            json["activation"] = window.Activation.Name;
        }

        return json.ToJsonString();
    }

    /// <exception cref="ModelFileException">The text describes no architecture that this library knows.</exception>
    internal static NeuralArchitecture Parse(string text, string path)
    {
        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            var kind = json["kind"]!.GetValue<string>();
            var activation = Activation.Parse(json["activation"]?.GetValue<string>() ?? Activation.Tanh.Name);
            NeuralArchitecture architecture = kind switch
            {
                Window => new FixedWindowArchitecture(json["window"]!.GetValue<int>())
                {
                    DirectConnections = json["direct_connections"]?.GetValue<bool>() ?? false,
                    Activation = activation,
                },
                _ when Enum.TryParse<RecurrentKind>(kind, ignoreCase: true, out var recurrent) && char.IsAsciiLetter(kind[0]) => new RecurrentArchitecture(recurrent)
                {
                    Layers = json["layers"]!.GetValue<int>(),
                    TiedWeights = json["tied_weights"]?.GetValue<bool>() ?? false,
                    Activation = activation,
                },
                _ => throw new ModelFileException($"'{path}' holds a model of kind '{kind}', which this version does not know."),
            };
            architecture = architecture with
            {
                EmbeddingSize = json["embedding_size"]!.GetValue<int>(),
                HiddenSize = json["hidden_size"]!.GetValue<int>(),
                Dropout = json["dropout"]?.GetValue<double>() ?? 0,
            };
            architecture.Validate();
            return architecture;
        }
        // GetValue throws InvalidOperationException or FormatException for another type, and a missing entry is null.
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            throw SafetensorsHeader.Damaged(path, "its hyper-parameters cannot be read", e);
        }
    }

    /// <summary>
    /// Checks the sizes that determine a model's memory against the tensors, before it is built: what is allocated is then in proportion to the file.
    /// </summary>
    internal static void CheckSizes(NeuralArchitecture architecture, int vocabulary, IReadOnlyDictionary<string, NamedTensor> tensors, string path)
    {
        Check("encoder.weight", vocabulary, architecture.EmbeddingSize);
        if (architecture is FixedWindowArchitecture window)
        {
            var input = (long)window.Window * window.EmbeddingSize;
            Check("hidden.weight", window.HiddenSize, input);
            Check("decoder.weight", vocabulary, window.HiddenSize + (window.DirectConnections ? input : 0));
        }

        if (architecture is not RecurrentArchitecture recurrent) return;
        var gates = recurrent.Kind switch { RecurrentKind.Lstm => 4, RecurrentKind.Gru => 3, _ => 1 };
        // A file with as many layers has as many tensors, so that a great number ends soon.
        for (var layer = 0; layer < recurrent.Layers; layer++)
        {
            Check($"rnn.weight_ih_l{layer}", (long)gates * recurrent.HiddenSize, layer == 0 ? recurrent.EmbeddingSize : recurrent.HiddenSize);
            Check($"rnn.weight_hh_l{layer}", (long)gates * recurrent.HiddenSize, recurrent.HiddenSize);
        }

        if (!recurrent.TiedWeights) Check("decoder.weight", vocabulary, recurrent.HiddenSize);

        void Check(string name, long rows, long columns)
        {
            if (!tensors.TryGetValue(name, out var tensor)) throw new ModelFileException($"'{path}' lacks the weight '{name}'.");
            if (tensor.Shape is not [var r, var c] || r != rows || c != columns)
            {
                throw new ModelFileException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{path}' holds '{name}' of shape [{string.Join(", ", tensor.Shape)}], but by its vocabulary and hyper-parameters it is [{rows}, {columns}]."));
            }
        }
    }
}
