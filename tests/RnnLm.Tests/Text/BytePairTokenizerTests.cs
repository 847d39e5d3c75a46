using FsCheck;
using FsCheck.Fluent;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class BytePairTokenizerTests
{
    // Words with the space before them: 5 × ' low' (one without the space), 2 × ' lower', 6 × ' newest', 3 × ' widest'.
    private static readonly Corpus Sennrich = Corpus.FromText(
        "low low low low low lower lower\n newest newest newest newest newest newest widest widest widest");

    [Fact]
    public void The_most_frequent_pair_is_merged_first()
    {
        // 'e s' and 's t' occur 9 times, 'w e' 8, 'l o' and 'o w' 7. Of equals the pair with the older tokens: (e, s) before (s, t).
        // Then 'es t' 9 times; then 'l o', 'o w' 7 and 'n e', 'e w', 'w est' … 6: (l, o) before (o, w); then 'lo w' 7.
        var tokenizer = BytePairTokenizer.Train(Sennrich, 259 + 4);
        Assert.Equal([("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w")], tokenizer.Merges);
        Assert.Equal(["low", "est"], tokenizer.Tokenize("lowest"));
        Assert.Equal(["Ġ", "low", "e", "r"], tokenizer.Tokenize(" lower"));
    }

    [Fact]
    public void Merges_apply_in_the_order_in_which_they_were_learned()
    {
        var tokenizer = BytePairTokenizer.Parse("b c\na b\na bc");
        Assert.Equal(["abc"], tokenizer.Tokenize("abc"));
        Assert.Equal(["ab", "ab"], tokenizer.Tokenize("abab"));
        Assert.Equal(["aa", "aa", "a"], BytePairTokenizer.Parse("a a").Tokenize("aaaaa"));
        Assert.Equal(["a", "a", "Ġ", "b"], BytePairTokenizer.Parse("a Ġ").Tokenize("aa b")); // a space goes with what follows it
    }

    [Fact]
    public void A_round_trip_loses_nothing_of_any_text()
    {
        var tokenizer = BytePairTokenizer.Train(Corpus.FromText("the students opened their books, über 100 mal 😀😀\tdie 日本語 日本\n"), 300);
        Assert.NotEmpty(tokenizer.Merges);
        var vocabulary = Vocabulary.Build(Sennrich, tokenizer);
        Prop.ForAll(UnicodeLine.One, line =>
        {
            var ids = vocabulary.Encode(line);
            return tokenizer.Detokenize(tokenizer.Tokenize(line)) == line
                && vocabulary.Decode(ids) == line
                && !ids.Contains(Vocabulary.Unk);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_vocabulary_holds_every_byte_and_every_merge()
    {
        var tokenizer = BytePairTokenizer.Train(Sennrich, 270);
        var vocabulary = Vocabulary.Build(Sennrich, tokenizer, minimumCount: 100);
        Assert.Equal(270, vocabulary.Count);
        Assert.Equal(tokenizer.Inventory.Order(StringComparer.Ordinal), vocabulary.Tokens.Skip(3).Order(StringComparer.Ordinal));
        Assert.Throws<ArgumentException>(() => Vocabulary.Build(Sennrich, tokenizer, maximumSize: 269));
    }

    [Fact]
    public void Name_and_data_make_the_same_tokenizer()
    {
        var tokenizer = BytePairTokenizer.Train(Sennrich, 275);
        ITokenizer again = Tokenizers.Create("bpe", tokenizer.Data);
        Assert.Equal(tokenizer.Data, again.Data);
        Assert.Equal(tokenizer.Tokenize("the newest lowest ünd"), again.Tokenize("the newest lowest ünd"));
        Assert.Equal(256, Assert.IsType<BytePairTokenizer>(Tokenizers.Create("bpe")).Inventory.Count);
    }

    [Theory]
    [InlineData("a", "Line 1")]
    [InlineData("a b\nab", "Line 2")]
    [InlineData("ab c", "Merge 1")]
    [InlineData("a b\na b", "Merge 2")]
    public void Bad_merges_are_refused(string data, string place)
    {
        Assert.Contains(place, Assert.Throws<ArgumentException>(() => BytePairTokenizer.Parse(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Special_tokens_are_never_made()
    {
        var corpus = Corpus.FromText(string.Concat(Enumerable.Repeat("<s><unk></s>\n", 50)));
        var tokenizer = BytePairTokenizer.Train(corpus, 300);
        Assert.Empty(tokenizer.Inventory.Intersect(Vocabulary.SpecialTokens));
        var vocabulary = Vocabulary.Build(corpus, tokenizer);
        Assert.Equal("<s><unk></s>\n", vocabulary.Decode(Corpus.FromText("<s><unk></s>").Encode(vocabulary)));
    }

    [Fact]
    public void Training_agrees_with_counting_everything_anew_at_each_step()
    {
        var lines = Gen.Elements("ab", "abc", "ba", "cab", "aaaa", " ").ListOf().Select(w => string.Concat(w));
        Prop.ForAll(lines.Where(l => l.Length > 0).ToArbitrary(), line =>
        {
            var learned = BytePairTokenizer.Train(Corpus.FromText(line), 259 + 6).Merges;
            return learned.SequenceEqual(TrainPlainly(line, 6));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_long_line_without_a_space_is_no_trap()
    {
        var tokenizer = BytePairTokenizer.Parse("a a\naa aa");
        Assert.Equal(25_000, tokenizer.Tokenize(new string('a', 100_000)).Count);
    }

    [Fact]
    public void Too_small_a_vocabulary_is_refused()
    {
        Assert.Contains("259", Assert.Throws<ArgumentOutOfRangeException>(() => BytePairTokenizer.Train(Sennrich, 258)).Message, StringComparison.Ordinal);
    }

    // The definition, without any bookkeeping: letters only, so that the order of the first tokens is that of their bytes.
    private static List<(string, string)> TrainPlainly(string line, int merges)
    {
        var order = Enumerable.Range(0, 256).Select(b => b == ' ' ? "Ġ" : ((char)b).ToString()).ToList();
        var chunks = new List<List<string>>();
        for (var rest = line; rest.Length > 0;)
        {
            var length = Chunks.First(rest);
            chunks.Add([.. rest[..length].Select(c => c == ' ' ? "Ġ" : c.ToString())]);
            rest = rest[length..];
        }

        var result = new List<(string, string)>();
        while (result.Count < merges)
        {
            var best = chunks.SelectMany(c => c.Zip(c.Skip(1))).GroupBy(p => p)
                .Where(g => g.Count() > 1 && !order.Contains(g.Key.First + g.Key.Second))
                .OrderByDescending(g => g.Count()).ThenBy(g => order.IndexOf(g.Key.First)).ThenBy(g => order.IndexOf(g.Key.Second)).FirstOrDefault();
            if (best is null) break;
            result.Add(best.Key);
            order.Add(best.Key.First + best.Key.Second);
            foreach (var chunk in chunks)
            {
                for (var i = 0; i + 1 < chunk.Count; i++)
                {
                    if ((chunk[i], chunk[i + 1]) != best.Key) continue;
                    chunk[i] += chunk[i + 1];
                    chunk.RemoveAt(i + 1);
                }
            }
        }

        return result;
    }
}
