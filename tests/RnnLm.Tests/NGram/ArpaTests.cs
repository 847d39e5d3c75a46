using RnnLm.Models;
using RnnLm.Models.NGram;
using RnnLm.Tests.Text;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.NGram;

public class ArpaTests
{
    // P(a) = 0.5, P(</s>) = 0.3, P(b) = 0.2; P(a|a) = 0.1, γ(a) = 1.8 makes no distribution, but numbers that are easy to follow.
    private const string Small = """
        \data\
        ngram 1=5
        ngram 2=2

        \1-grams:
        -99	<unk>
        -99	<s>	-0.30103
        -0.5228787	</s>
        -0.30103	a	0.2552725
        -0.69897	b

        \2-grams:
        -1	a a
        -0.09691	<s> b

        \end\
        """;

    [Fact]
    public void Numbers_are_base_ten_logarithms_and_a_missing_back_off_weight_is_one()
    {
        var model = Parse(Small);
        Assert.Equal(["<unk>", "<s>", "</s>", "a", "b"], model.Vocabulary.Tokens);
        Assert.Equal(0.8, P(model, "", "b"), 5);
        Assert.Equal(0.5 * 0.5, P(model, "", "a"), 5); // γ(<s>) · P(a)
        Assert.Equal(0.1, P(model, "a", "a"), 5);
        Assert.Equal(1.8 * 0.2, P(model, "a", "b"), 5);
        Assert.Equal(0.3, P(model, "b", "</s>"), 5);
        Assert.Equal(0, P(model, "a", "c"));
    }

    [Fact]
    public void Line_ends_and_white_space_may_be_any()
    {
        var odd = "a text before the data\n\n" + Small.Replace("\t", "  \t ", StringComparison.Ordinal).Replace("\n", " \r\n", StringComparison.Ordinal);
        Assert.Equal(P(Parse(Small), "a", "b"), P(Parse(odd), "a", "b"));
    }

    [Fact]
    public void A_pruned_model_stays_the_function_that_it_is()
    {
        // b a a has neither its beginning b a nor, had it been pruned too, its end.
        var pruned = Small
            .Replace("ngram 2=2", "ngram 2=1\nngram 3=1", StringComparison.Ordinal)
            .Replace("-1\ta a\n", "", StringComparison.Ordinal)
            .Replace("\\end\\", "\\3-grams:\n-0.0457575\tb a a\n\n\\end\\", StringComparison.Ordinal);
        var model = Parse(pruned);
        Assert.Equal([5, 3, 1], model.Sizes); // b a and a a were put in
        Assert.Equal(0.9, P(model, "b a", "a"), 5);
        Assert.Equal(1.8 * 0.5, P(model, "a", "a"), 5);
        Assert.Equal(1.8 * 0.2, P(model, "b a", "b"), 5);
        Assert.Equal(0.5, P(model, "b", "a"), 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void A_saved_model_is_read_back(int order)
    {
        var corpus = Corpus.FromText("the cat sat on the mat\nthe dog sat\n\na cat saw the dog <unk>\n");
        var words = Vocabulary.Build(corpus, new WordTokenizer());
        var model = NGramModel.KneserNey(words, corpus.Encode(words), order);
        using var file = new TemporaryFile("");
        model.Save(file.Path);
        var read = NGramModel.Load(file.Path);
        Assert.Equal(model.Sizes, read.Sizes);
        Assert.Equal(words.Tokens, read.Vocabulary.Tokens);
        Assert.Equal(model.Evaluate(corpus).Perplexity, read.Evaluate(corpus).Perplexity, 5);
        Assert.Equal(model.LogProbability("dog sat on a mat\nno"), read.LogProbability("dog sat on a mat\nno"), 5);
    }

    [Theory]
    [InlineData("-1\ta a", "x\ta a", "line 13", "not 'x'")]
    [InlineData("-1\ta a", "-1\ta z", "line 13", "'z'")]
    [InlineData("-1\ta a", "-1\ta", "line 13", "2 word")]
    [InlineData("-1\ta a", "1\ta a", "line 13", "at most 0")]
    [InlineData("ngram 2=2", "ngram 2=3", "line 16", "3 2-grams are announced, but 2 came")]
    [InlineData("ngram 1=5", "ngram 1=2000000000", "line 12", "2000000000 1-grams are announced, but 5 came")] // takes no memory for them
    [InlineData("ngram 2=2", "ngram 4=2", "line 3", "ngram 2=")]
    [InlineData("\\2-grams:", "\\3-grams:", "line 12", "'\\2-grams:'")]
    [InlineData("\\end\\", "", "line 16", "'\\end\\'")]
    [InlineData("\\data\\", "data", "line 17", "'\\data\\'")]
    [InlineData("-0.5228787\t</s>", "-0.5228787\tc", "line 12", "'</s>'")]
    [InlineData("a a", "<s> b", "'file'", "stands twice")]
    [InlineData("-0.69897\tb", "-0.69897\ta", "'file'", "stands twice")]
    public void Errors_name_the_line(string old, string replacement, string place, string what)
    {
        var e = Assert.Throws<InvalidDataException>(() => Parse(Small.Replace(old, replacement, StringComparison.Ordinal)));
        Assert.Contains(place, e.Message, StringComparison.Ordinal);
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_with_a_space_does_not_fit_the_format()
    {
        var words = new Vocabulary(new WordTokenizer(), ["a b"]);
        var model = NGramModel.KneserNey(words, [3, Vocabulary.Eos], 2);
        using var file = new TemporaryFile("kept");
        Assert.Throws<InvalidOperationException>(() => model.Save(file.Path));
        Assert.Equal("kept", File.ReadAllText(file.Path));
    }

    private static NGramModel Parse(string text) => new ArpaReader(new StringReader(text), "file").Read(new WordTokenizer());

    private static double P(NGramModel model, string context, string word) =>
        Math.Exp(model.After(context).LogProbability(model.Vocabulary[word]));
}
