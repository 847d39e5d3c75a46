using FsCheck;
using FsCheck.Fluent;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class TokenizerTests
{
    [Fact]
    public void Words_stand_between_ascii_white_space()
    {
        var words = new WordTokenizer();
        Assert.Equal(["The", "cat,", "n't", "a\u00A0b"], words.Tokenize("  The cat,\tn't\v\fa\u00A0b \r"));
        Assert.Equal("The cat", words.Detokenize(["The", "cat"]));
        Assert.Empty(words.Tokenize(" \t"));
    }

    [Fact]
    public void A_round_trip_of_words_normalises_white_space_and_keeps_the_words()
    {
        var words = new WordTokenizer();
        Prop.ForAll(UnicodeLine.One, line =>
        {
            var expected = string.Join(' ', line.Split([' ', '\t', '\v', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries));
            return words.Detokenize(words.Tokenize(line)) == expected && words.Detokenize(words.Tokenize(expected)) == expected;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Characters_are_scalar_values_and_nothing_is_lost()
    {
        var characters = new CharacterTokenizer();
        Assert.Equal(["a", " ", "é", "😀", "!"], characters.Tokenize("a é😀!"));
        Prop.ForAll(UnicodeLine.One, line =>
            characters.Detokenize(characters.Tokenize(line)) == line && characters.Tokenize(line).Count == line.EnumerateRunes().Count())
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_tokenizer_is_made_anew_from_its_name_and_data()
    {
        Assert.IsType<WordTokenizer>(Tokenizers.Create("word"));
        Assert.IsType<CharacterTokenizer>(Tokenizers.Create("char"));
        Assert.Contains("'words'", Assert.Throws<ArgumentException>(() => Tokenizers.Create("words")).Message, StringComparison.Ordinal);
    }
}
