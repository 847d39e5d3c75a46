using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class VocabularyTests
{
    private static readonly Corpus Corpus = Corpus.FromText("b a b c\nd <unk> b a\n\nZ d <unk>");

    [Fact]
    public void Tokens_stand_by_falling_count_then_ordinal()
    {
        Assert.Equal(
            [new("b", 3), new("<unk>", 2), new("a", 2), new("d", 2), new("Z", 1), new("c", 1)],
            TokenCount.Of(Corpus, new WordTokenizer()));
        Assert.Equal(["<unk>", "<s>", "</s>", "b", "a", "d", "Z", "c"], Vocabulary.Build(Corpus, new WordTokenizer()).Tokens);
    }

    [Fact]
    public void Rare_tokens_become_unknown()
    {
        Assert.Equal(["<unk>", "<s>", "</s>", "b", "a", "d"], Vocabulary.Build(Corpus, new WordTokenizer(), minimumCount: 2).Tokens);
        var small = Vocabulary.Build(Corpus, new WordTokenizer(), maximumSize: 5);
        Assert.Equal(["<unk>", "<s>", "</s>", "b", "a"], small.Tokens);
        Assert.Equal([3, 4, 3, 0], small.Encode("b a b c"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Build(Corpus, new WordTokenizer(), minimumCount: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Build(Corpus, new WordTokenizer(), maximumSize: 3));
    }

    [Fact]
    public void Decoding_gives_the_text_back()
    {
        var vocabulary = Vocabulary.Build(Corpus, new WordTokenizer());
        Assert.Equal("b a b c\nd <unk> b a\n\nZ d <unk>\n", vocabulary.Decode(Corpus.Encode(vocabulary)));
        Assert.Equal("a", vocabulary.Decode([Vocabulary.Bos, vocabulary["a"]]));
    }

    [Fact]
    public void A_text_is_encoded_up_to_where_it_ends()
    {
        var vocabulary = Vocabulary.Build(Corpus, new WordTokenizer());
        Assert.Equal([3, 4, Vocabulary.Eos, 3], vocabulary.EncodeText("b a\r\nb"));
        Assert.Equal([Vocabulary.Eos, Vocabulary.Eos], vocabulary.EncodeText("\n\n"));
        Assert.Empty(vocabulary.EncodeText(""));
        var characters = new Vocabulary(new CharacterTokenizer(), ["a", " ", "ü"]);
        Assert.Equal("a \n\nü ", characters.Decode(characters.EncodeText("a \n\nü ")));
    }

    [Fact]
    public void What_is_appended_to_a_text_leaves_its_own_words()
    {
        var vocabulary = Vocabulary.Build(Corpus, new WordTokenizer());
        Assert.Equal("a zebra b\n", vocabulary.Append("a  zebra", [vocabulary["b"], Vocabulary.Eos]));
        Assert.Equal("zebra\n\nb", vocabulary.Append("zebra\r\n", [Vocabulary.Eos, vocabulary["b"]]));
        Assert.Equal("zebra", vocabulary.Append("zebra", []));
        Assert.Equal("ça", new Vocabulary(new CharacterTokenizer(), ["a"]).Append("ç", [3]));
    }

    [Fact]
    public void A_token_stands_once()
    {
        Assert.Throws<ArgumentException>(() => new Vocabulary(new WordTokenizer(), ["a", "a"]));
    }
}
