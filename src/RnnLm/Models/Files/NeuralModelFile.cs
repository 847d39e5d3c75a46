using System.Numerics;
using System.Text.Json;
using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Files;

/// <summary>
/// Neural models as safetensors files: the weights as tensors named and shaped as PyTorch's <c>nn.Embedding</c>, <c>nn.RNN</c>,
/// <c>nn.LSTM</c>, <c>nn.GRU</c> and <c>nn.Linear</c> have them, the hyper-parameters, tokenizer and vocabulary as metadata in JSON.
/// </summary>
/// <remarks>
/// Elman and LSTM layers have one bias here and two in PyTorch, which adds them: it is written as <c>bias_ih</c> beside a
/// <c>bias_hh</c> of zeros, and the sum of both is read. Where the weights are tied, <c>decoder.weight</c> is left out, and read only if it is the same.
/// </remarks>
public static class NeuralModelFile
{
    private const string ArchitectureKey = "architecture";
    private const string TokenizerKey = "tokenizer";
    private const string VocabularyKey = "vocabulary";

    /// <summary>Writes a model, all or nothing.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<T>(string path, NeuralLanguageModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        SafetensorsFile.Write(path, Tensors(model), Metadata(model));
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="workers">Who computes batches; none means the calling thread.</param>
    /// <exception cref="ModelFileException">The file is damaged, or it does not hold such a model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static NeuralLanguageModel<T> Load<T>(string path, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create<T>(SafetensorsFile.Read(path), path, workers);

    /// <summary>What a file says of a model beside its weights.</summary>
    internal static Dictionary<string, string> Metadata<T>(NeuralLanguageModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(StringComparer.Ordinal)
        {
            ["format"] = "rnnlm",
            [ArchitectureKey] = ArchitectureJson.Format(model.Architecture),
            [TokenizerKey] = TokenizerJson.Format(model.Vocabulary.Tokenizer),
            [VocabularyKey] = JsonSerializer.Serialize(model.Vocabulary.Tokens, TokenizerJson.Options),
        };

    /// <summary>A model's weights as PyTorch names them.</summary>
    internal static IEnumerable<NamedTensor> Tensors<T>(NeuralLanguageModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var names = model.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in model.Parameters)
        {
            yield return NamedTensor.Of(parameter.Name, Shape(parameter), parameter.Value);
            var recurrent = RecurrentBias(parameter.Name);
            if (recurrent is not null && !names.Contains(recurrent)) yield return NamedTensor.Of(recurrent, Shape(parameter), new T[parameter.Count]);
        }
    }

    /// <summary>The model that this file holds.</summary>
    internal static NeuralLanguageModel<T> Create<T>(SafetensorsFile file, string path, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var architecture = ArchitectureJson.Parse(Require(file, ArchitectureKey, path), path);
        var vocabulary = ReadVocabulary(file, path);
        ArchitectureJson.CheckSizes(architecture, vocabulary.Count, file.Tensors, path);
        NeuralLanguageModel<T> model;
        try
        {
            model = architecture.Create<T>(vocabulary, new RandomGenerator(0), workers);
        }
        catch (ArgumentException e)
        {
            throw SafetensorsHeader.Damaged(path, "its hyper-parameters make no model", e);
        }

        Fill(model, file, path);
        return model;
    }

    private static void Fill<T>(NeuralLanguageModel<T> model, SafetensorsFile file, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unused = file.Tensors.Keys.ToHashSet(StringComparer.Ordinal);
        var names = model.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in model.Parameters)
        {
            Copy(file, parameter.Name, parameter, path).CopyTo(parameter.Value, 0);
            unused.Remove(parameter.Name);
            if (RecurrentBias(parameter.Name) is not { } recurrent || names.Contains(recurrent) || !unused.Remove(recurrent)) continue;
            var bias = Copy(file, recurrent, parameter, path);
            for (var i = 0; i < bias.Length; i++) parameter.Value[i] += bias[i];
        }

        // PyTorch lists a tied weight under both names.
        if (unused.Contains("decoder.weight") && model.Parameters.FirstOrDefault(p => p.Name == "encoder.weight") is { } encoder
            && Copy(file, "decoder.weight", encoder, path).AsSpan().SequenceEqual(encoder.Value))
        {
            unused.Remove("decoder.weight");
        }

        if (unused.Count > 0)
            throw new ModelFileException($"'{path}' holds a weight that its model does not have: '{unused.Order(StringComparer.Ordinal).First()}'.");
    }

    private static T[] Copy<T>(SafetensorsFile file, string name, Parameter<T> parameter, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = Shape(parameter);
        if (!file.Tensors.TryGetValue(name, out var tensor)) throw new ModelFileException($"'{path}' lacks the weight '{name}'.");
        if (!tensor.Shape.SequenceEqual(shape))
        {
            throw new ModelFileException(
                $"'{path}' holds '{name}' of shape [{string.Join(", ", tensor.Shape)}], but the model's is [{string.Join(", ", shape)}].");
        }

        var values = tensor.ToArray<T>();
        if (!Array.TrueForAll(values, T.IsFinite)) throw new ModelFileException($"'{path}' holds '{name}' with a value that is no finite number.");
        return values;
    }

    // rnn.bias_ih_l0 → rnn.bias_hh_l0; null for every other parameter.
    private static string? RecurrentBias(string name) =>
        name.StartsWith("rnn.bias_ih_", StringComparison.Ordinal) ? name.Replace("bias_ih", "bias_hh", StringComparison.Ordinal) : null;

    // A bias has one dimension, a matrix two, even if it has one row.
    private static int[] Shape<T>(Parameter<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        parameter.Name.Split('.')[^1].StartsWith("bias", StringComparison.Ordinal) ? [parameter.Count] : [parameter.Rows, parameter.Columns];

    private static string Require(SafetensorsFile file, string key, string path) => file.Metadata.TryGetValue(key, out var value)
        ? value
        : throw new ModelFileException($"'{path}' is a safetensors file, but not of a language model: its metadata lack '{key}'.");

    private static Vocabulary ReadVocabulary(SafetensorsFile file, string path)
    {
        try
        {
            var tokens = JsonSerializer.Deserialize<string[]>(Require(file, VocabularyKey, path), TokenizerJson.Options) ?? [];
            var vocabulary = new Vocabulary(TokenizerJson.Parse(Require(file, TokenizerKey, path)), tokens.Select(token => token ?? ""));
            return vocabulary.Tokens.SequenceEqual(tokens)
                ? vocabulary
                : throw SafetensorsHeader.Damaged(path, "its vocabulary does not begin with <unk>, <s>, </s>");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException)
        {
            throw SafetensorsHeader.Damaged(path, "its vocabulary or tokenizer cannot be read", e);
        }
    }
}
