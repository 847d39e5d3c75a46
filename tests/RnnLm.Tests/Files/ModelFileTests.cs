using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Models.NGram;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Files;

public sealed class ModelFileTests : IDisposable
{
    private const string Text = "the cat sat\na ▁ \\u0041 b  c\tthe\nthe cat\n\n#the dog\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("word")]
    [InlineData("char")]
    [InlineData("bpe")]
    public void An_ngram_model_comes_back_with_its_tokenizer(string tokens)
    {
        var corpus = Corpus.FromText(Text);
        ITokenizer tokenizer = tokens switch { "word" => new WordTokenizer(), "char" => new CharacterTokenizer(), _ => BytePairTokenizer.Train(corpus, 265) };
        var vocabulary = Vocabulary.Build(corpus, tokenizer);
        var model = NGramModel.KneserNey(vocabulary, corpus.Encode(vocabulary), 3);
        ModelFile.Save(folder["m.arpa"], model);
        var loaded = ModelFile.Load(folder["m.arpa"]);
        Assert.Equal(tokenizer.Name, loaded.Vocabulary.Tokenizer.Name);
        Assert.Equal(tokenizer.Data, loaded.Vocabulary.Tokenizer.Data);
        Assert.Equal(vocabulary.Tokens, loaded.Vocabulary.Tokens);
        Assert.Equal(model.LogProbability(Text), loaded.LogProbability(Text), 1e-4);
        // Words need no comment: the file is what any toolkit would write.
        Assert.Equal(tokens == "word" ? "\\data\\" : "# rnnlm tokenizer", File.ReadLines(folder["m.arpa"]).First()[..(tokens == "word" ? 6 : 17)]);
    }

    [Fact]
    public void Comments_and_blank_lines_may_stand_before_an_ARPA_file()
    {
        var arpa = "\n# by another program\n\n\\data\\\nngram 1=4\n\n\\1-grams:\n-1\t<unk>\n-99\t<s>\n-0.5\t</s>\n-0.3\ta\n\n\\end\\\n";
        File.WriteAllText(folder["m.arpa"], arpa);
        Assert.Equal(Math.Log(10) * -0.8, ModelFile.Load(folder["m.arpa"]).LogProbability("a\n"), 1e-6);
    }

    [Theory]
    [InlineData("First Citizen:\n", "but a text file")]
    [InlineData("", "is empty")]
    [InlineData("PK\u0003\u0004xxxx", "but a zip archive")]
    [InlineData("\\data\\\nngram 1=x\n", "line 2")]
    [InlineData("# rnnlm tokenizer {\"name\":\"magic\"}\n\\data\\\n", "no tokenizer that is known")]
    [InlineData("{\"Format\":\"rnnlm interpolation\",\"Models\":[]}", "names no models")]
    [InlineData("{\"Format\":\"rnnlm interpolation\",\"Models\":[{\"Cache\":10,\"Weight\":1}]}", "names no models")]
    [InlineData("{\"Format\":\"rnnlm interpolation\",\"Models\":[{\"Path\":\"m\",\"Cache\":10,\"Weight\":1}]}", "names no models")]
    [InlineData("{\"Format\":\"rnnlm interpolation\",", "not valid JSON")]
    public void What_is_no_model_is_refused_in_one_sentence(string content, string expected)
    {
        File.WriteAllText(folder["m"], content);
        var message = Assert.Throws<ModelFileException>(() => ModelFile.Load(folder["m"])).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interpolation_finds_its_models_beside_it()
    {
        var corpus = Corpus.FromText(Text);
        var vocabulary = Vocabulary.Build(corpus, new WordTokenizer());
        Directory.CreateDirectory(folder["sub"]);
        for (var order = 1; order <= 2; order++) ModelFile.Save(folder[$"sub/{order}.arpa"], NGramModel.KneserNey(vocabulary, corpus.Encode(vocabulary), order));
        InterpolationFile.Save(folder["mixture.json"], [folder["sub/1.arpa"], folder["sub/2.arpa"]], [0.25, 0.75]);
        Assert.Contains("\"sub/1.arpa\"", File.ReadAllText(folder["mixture.json"]), StringComparison.Ordinal);
        var mixture = Assert.IsType<InterpolatedModel>(ModelFile.Load(folder["mixture.json"]));
        Assert.Equal([0.25, 0.75], mixture.Weights);
        var expected = Math.Log((0.25 * P("sub/1.arpa")) + (0.75 * P("sub/2.arpa")));
        Assert.Equal(expected, mixture.LogProbability("the"), 1e-12);

        InterpolationFile.Save(folder["cached.json"], [folder["sub/2.arpa"]], [0.9, 0.1], cache: 50);
        var cached = Assert.IsType<InterpolatedModel>(ModelFile.Load(folder["cached.json"]));
        Assert.Equal(50, Assert.IsType<CacheModel>(cached.Models[1]).Size);
        Assert.Equal([0.9, 0.1], cached.Weights);
        Assert.Equal(Math.Log((0.9 * P("sub/2.arpa")) + (0.1 / (vocabulary.Count - 1))), cached.LogProbability("the"), 1e-12);

        InterpolationFile.Save(folder["again.json"], [folder["mixture.json"]], [1]);
        Assert.Contains("a mixture itself", Assert.Throws<ModelFileException>(() => ModelFile.Load(folder["again.json"])).Message, StringComparison.Ordinal);

        InterpolationFile.Save(folder["moved.json"], [folder["gone.arpa"]], [1]);
        Assert.Contains("mixes '" + folder["gone.arpa"] + "', but there is no such file", Refusal("moved.json"), StringComparison.Ordinal);
        File.WriteAllText(folder["cache.json"], File.ReadAllText(folder["cached.json"]).Replace("50", "-50", StringComparison.Ordinal));
        Assert.EndsWith("a cache holds at least one token.", Refusal("cache.json"), StringComparison.Ordinal);

        string Refusal(string name) => Assert.Throws<ModelFileException>(() => ModelFile.Load(folder[name])).Message;
        double P(string name) => Math.Exp(ModelFile.Load(folder[name]).LogProbability("the"));
    }
}
