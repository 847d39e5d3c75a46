using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Files;

public sealed class NeuralModelFileTests : IDisposable
{
    private static readonly int[] Text = [3, 5, 2, 0, 4, 4, 2, 2, 6, 3];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<RecurrentKind, int, bool, int> Models()
    {
        var data = new TheoryData<RecurrentKind, int, bool, int>();
        foreach (var kind in Enum.GetValues<RecurrentKind>())
        {
            data.Add(kind, 1, false, 3);
            data.Add(kind, 2, true, 3);
            data.Add(kind, 2, true, 5);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_saved_model_comes_back_bit_for_bit(RecurrentKind kind, int layers, bool tied, int embedding)
    {
        var model = Model<double>(kind, layers, tied, embedding, new CharacterTokenizer());
        NeuralModelFile.Save(folder["m.safetensors"], model);
        var loaded = NeuralModelFile.Load<double>(folder["m.safetensors"]);
        Assert.Equal(model.Architecture, loaded.Architecture);
        Assert.Equal(model.Vocabulary.Tokens, loaded.Vocabulary.Tokens);
        Assert.IsType<CharacterTokenizer>(loaded.Vocabulary.Tokenizer);
        Assert.Equal(Scores(model), Scores(loaded));
        Assert.Equal(model.Parameters.SelectMany(p => p.Value), loaded.Parameters.SelectMany(p => p.Value));
    }

    [Fact]
    public void Merges_of_byte_pairs_survive()
    {
        var corpus = Corpus.FromText("low lower lowest\nnew newer newest low low\n");
        var tokenizer = BytePairTokenizer.Train(corpus, 270);
        var vocabulary = Vocabulary.Build(corpus, tokenizer);
        var model = new RecurrentArchitecture(RecurrentKind.Gru) { HiddenSize = 2, EmbeddingSize = 2 }.Create<float>(vocabulary, new RandomGenerator(1));
        ModelFile.Save(folder["m.safetensors"], model);
        var loaded = ModelFile.Load(folder["m.safetensors"]);
        Assert.Equal(vocabulary.Encode("lowest new\tnéw"), loaded.Vocabulary.Encode("lowest new\tnéw"));
        Assert.Contains(loaded.Vocabulary.Tokens, token => token.Contains("low", StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_have_the_names_and_shapes_of_PyTorch()
    {
        NeuralModelFile.Save(folder["m.safetensors"], Model<float>(RecurrentKind.Lstm, 1, tied: true, embedding: 3));
        var shapes = SafetensorsFile.Read(folder["m.safetensors"]).Tensors.ToDictionary(t => t.Key, t => string.Join('×', t.Value.Shape));
        Assert.Equal(new SortedDictionary<string, string>
        {
            ["encoder.weight"] = "7×3",
            ["rnn.weight_ih_l0"] = "20×3",
            ["rnn.weight_hh_l0"] = "20×5",
            ["rnn.bias_ih_l0"] = "20",
            ["rnn.bias_hh_l0"] = "20",
            ["projection.weight"] = "3×5",
            ["decoder.bias"] = "7",
        }, new SortedDictionary<string, string>(shapes));
    }

    [Fact]
    public void Both_biases_of_PyTorch_are_added_where_a_layer_has_one()
    {
        var (tensors, metadata) = Saved(RecurrentKind.Elman);
        tensors["rnn.bias_ih_l0"] = new("rnn.bias_ih_l0", [5], new[] { 1f, 2, 3, 4, 5 });
        tensors["rnn.bias_hh_l0"] = new("rnn.bias_hh_l0", [5], new[] { 0.5f, 0.5f, 0.5f, 0.5f, -5 });
        SafetensorsFile.Write(folder["m.safetensors"], tensors.Values, metadata);
        var bias = NeuralModelFile.Load<float>(folder["m.safetensors"]).Parameters.Single(p => p.Name == "rnn.bias_ih_l0");
        Assert.Equal([1.5f, 2.5f, 3.5f, 4.5f, 0], bias.Value);
    }

    [Fact]
    public void A_tied_decoder_that_PyTorch_lists_twice_is_read_if_it_is_the_same()
    {
        var (tensors, metadata) = Saved(RecurrentKind.Gru, tied: true);
        var encoder = tensors["encoder.weight"].ToArray<float>();
        tensors["decoder.weight"] = new("decoder.weight", [7, 3], encoder);
        SafetensorsFile.Write(folder["same.safetensors"], tensors.Values, metadata);
        Assert.Equal(7, NeuralModelFile.Load<float>(folder["same.safetensors"]).Vocabulary.Count);

        tensors["decoder.weight"] = new("decoder.weight", [7, 3], new float[21]);
        SafetensorsFile.Write(folder["other.safetensors"], tensors.Values, metadata);
        Assert.Contains("'decoder.weight'", Refused("other.safetensors"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_of_ours_is_refused_in_one_sentence()
    {
        Check("metadata lack 'architecture'", (_, metadata) => metadata.Remove("architecture"));
        Check("metadata lack 'vocabulary'", (_, metadata) => metadata.Remove("vocabulary"));
        Check("hyper-parameters cannot be read", (_, metadata) => metadata["architecture"] = "{\"kind\":\"gru\"}");
        Check("hyper-parameters cannot be read", (_, metadata) => metadata["architecture"] = "nonsense");
        Check("kind 'transformer'", (_, metadata) => metadata["architecture"] = "{\"kind\":\"transformer\"}");
        Check("vocabulary or tokenizer cannot be read", (_, metadata) => metadata["tokenizer"] = "{\"name\":\"magic\"}");
        Check("vocabulary or tokenizer cannot be read", (_, metadata) => metadata["vocabulary"] = "{}");
        Check("does not begin with <unk>", (_, metadata) => metadata["vocabulary"] = "[\"a\",\"b\"]");
        Check("of shape [7, 3], but by its vocabulary", (_, metadata) => metadata["vocabulary"] = "[\"<unk>\",\"<s>\",\"</s>\",\"a\"]");
        Check("lacks the weight 'rnn.weight_hh_l0'", (tensors, _) => tensors.Remove("rnn.weight_hh_l0"));
        Check("lacks the weight 'decoder.bias'", (tensors, _) => tensors.Remove("decoder.bias"));
        Check("'decoder.bias' of shape [6]", (tensors, _) => tensors["decoder.bias"] = new("decoder.bias", [6], new float[6]));
        Check("no finite number", (tensors, _) => tensors["decoder.bias"] = new("decoder.bias", [7], [0, 0, 0, float.NaN, 0, 0, 0]));
        Check("a weight that its model does not have: 'extra'", (tensors, _) => tensors["extra"] = new("extra", [1], new float[1]));

        // Hyper-parameters that would take 16 GB are refused before anything is allocated for them.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Check("but by its vocabulary and hyper-parameters", (_, metadata) => metadata["architecture"] = metadata["architecture"].Replace("\"hidden_size\":5", "\"hidden_size\":32768", StringComparison.Ordinal));
        Check("lacks the weight 'rnn.weight_ih_l1'", (_, metadata) => metadata["architecture"] = metadata["architecture"].Replace("\"layers\":1", "\"layers\":2000000000", StringComparison.Ordinal));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    private void Check(string expected, Action<Dictionary<string, NamedTensor>, Dictionary<string, string>> spoil)
    {
        var (tensors, metadata) = Saved(RecurrentKind.Gru);
        spoil(tensors, metadata);
        SafetensorsFile.Write(folder["m.safetensors"], tensors.Values, metadata);
        var message = Refused("m.safetensors");
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private string Refused(string name) => Assert.Throws<ModelFileException>(() => NeuralModelFile.Load<float>(folder[name])).Message;

    private (Dictionary<string, NamedTensor> Tensors, Dictionary<string, string> Metadata) Saved(RecurrentKind kind, bool tied = false)
    {
        NeuralModelFile.Save(folder["saved.safetensors"], Model<float>(kind, 1, tied, 3));
        var file = SafetensorsFile.Read(folder["saved.safetensors"]);
        return (new Dictionary<string, NamedTensor>(file.Tensors), new Dictionary<string, string>(file.Metadata));
    }

    private static NeuralLanguageModel<T> Model<T>(RecurrentKind kind, int layers, bool tied, int embedding, ITokenizer? tokenizer = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        new RecurrentArchitecture(kind) { HiddenSize = 5, EmbeddingSize = embedding, Layers = layers, TiedWeights = tied, Activation = Activation.Sigmoid, Dropout = 0.3 }
            .Create<T>(new Vocabulary(tokenizer ?? new WordTokenizer(), ["a", "b", "\"", "é"]), new RandomGenerator(5));

    private static double[] Scores(ILanguageModel model) => [.. model.Score(Text).Select(score => score.LogProbability)];
}
