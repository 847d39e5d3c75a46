using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Tests.Grammars;

public sealed class GrammarParserTests
{
    [Theory]
    [InlineData("Sentence -> the Noun", 1, 17, "Noun is used but not defined")]
    [InlineData("Sentence -> a\nNoun -> b", 2, 1, "Noun cannot be reached from Sentence")]
    [InlineData("Sentence -> 0.5: a | 0.4: b", 1, 1, "the weights of Sentence add up to 0.9, not to 1")]
    [InlineData("Sentence -> 0.5: a | b", 1, 22, "either every alternative of Sentence has a weight or none has")]
    [InlineData("Sentence -> a | | b", 1, 17, "an alternative has at least one symbol")]
    [InlineData("Sentence -> a Sentence", 1, 1, "Sentence never ends")]
    [InlineData("Sentence -> 0.4: a | 0.6: Sentence Sentence", 1, 1, "Sentence begets itself 1.2 times on average")]
    [InlineData("Sentence -> 0.5: a | 0.5: Sentence Sentence", 1, 1, "Sentence begets itself 1 times on average")]
    [InlineData("sentence -> a", 1, 1, "a line begins with a nonterminal")]
    [InlineData("Sentence a", 1, 10, "'->' follows Sentence")]
    [InlineData("Sentence -> 1.5: a", 1, 13, "a weight is a probability over 0 and at most 1")]
    [InlineData("Sentence -> Noun[number]\nNoun -> a", 1, 18, "'number' is neither a feature nor a value of one")]
    [InlineData("feature number = singular plural\nSentence -> Noun[number]\nNoun -> a", 2, 13, "Noun has [number] here but no features on line 3")]
    [InlineData("feature number = singular plural\nSentence -> Noun[number]\nNoun[singular] -> a", 2, 13, "Noun[plural] is used but not defined")]
    [InlineData("feature number = singular plural\nSentence -> Noun[number]\nNoun[number] -> a\nNoun[plural] -> b", 4, 1, "Noun[plural] is defined already, on line 3")]
    [InlineData("feature number = singular", 1, 9, "needs at least two values")]
    [InlineData("Sentence -> \"a b\"", 1, 13, "a word holds no space")]
    [InlineData("Sentence -> the \"end", 1, 17, "this quotation mark is not closed on its line")]
    [InlineData("Sentence -> a \"\"", 1, 15, "there is nothing between these quotation marks")]
    [InlineData("Sentence -> I sleep", 1, 13, "I is used but not defined; write a rule for it, or \"I\" in quotation marks if it is a word.")]
    [InlineData("Sentence -> a\n| b", 2, 1, "indent this line")]
    [InlineData("Sentence -> the Noun\nNoun -> big Noun", 2, 1, "Noun never ends: each of its alternatives leads back to it")]
    [InlineData("Sentence -> a | Noun\nNoun -> Sentence Noun", 2, 1, "Noun never ends")]
    [InlineData("Sentence -> Noun\nNoun -> Verb\nVerb -> Noun", 2, 1, "Noun never ends")] // a cycle of units
    [InlineData("Sentence -> 0.3333333: a | 0.3333333: b | 0.3333333: c", 1, 1, "the weights of Sentence add up to 0.9999999, not to 1: 0.0000001 is missing.")]
    [InlineData("Sentence -> 0.7: a | 0.4: b", 1, 1, "the weights of Sentence add up to 1.1, not to 1: 0.1 is too much.")]
    [InlineData("Sentence -> 0: a | 1: b", 1, 13, "a weight is a probability over 0 and at most 1, such as 0.25: or 1/3:, not '0:'.")]
    [InlineData("Sentence -> a \"->\" b -> c", 1, 22, "a rule has one '->'")]
    [InlineData("Sentence \"->\" a", 1, 10, "'->' follows Sentence")]
    [InlineData("Sentence->a Noun", 1, 13, "Noun is used but not defined")]
    [InlineData("Sentence -> a </s> b", 1, 15, "'</s>' has a meaning of its own in every vocabulary; take another word.")]
    [InlineData("Sentence -> \"<unk>\"", 1, 13, "'<unk>' has a meaning of its own")]
    [InlineData("Sentence -> a\0b", 1, 14, "the control character U+0000 stands here")]
    [InlineData("feature topic = sea town\nfeature topic = air fire", 2, 9, "the feature 'topic' is defined already, on line 1; delete one of the two.")]
    [InlineData("feature a = sea town\nfeature b = air town", 2, 17, "the value 'town' is taken already")]
    [InlineData("feature topic = sea Town", 1, 21, "a value is expected here, not 'Town'; it begins with a small letter or stands in quotation marks.")]
    [InlineData("feature level1 = a b", 1, 9, "'level1' ends in a digit, as the second variable of a feature does")]
    [InlineData("feature n = n1 n2", 1, 13, "'n1' reads like a variable of the feature 'n'")]
    [InlineData("feature lag = n1 n2\nfeature n = x y", 2, 9, "the value 'n1' would read like a variable of this feature")]
    [InlineData("feature number = s p\nSentence -> Noun[!s]\nNoun[number] -> a", 2, 19, "'!' stands before a feature, as in !number, not before the value 's'.")]
    [InlineData("feature number = s p\nSentence -> Noun[number, number2]\nNoun[number] -> a", 2, 26, "the feature 'number' is given twice")]
    [InlineData("feature number = s p\nSentence -> Noun[s]\nNoun[s] -> a\nNoun[p] -> b", 4, 1, "Noun[p] cannot be reached from Sentence")]
    [InlineData("feature number = s p\nSentence -> Noun[number]\nNoun[s] -> a\nNoun[p] -> b Noun[p]", 4, 1, "Noun[p] never ends")]
    [InlineData("feature number = s p\nSentence -> Noun[number]\nNoun[number] -> 0.5: a | 0.5: Noun[number] Noun[!number] Noun[number]", 3, 1, "Noun[s] begets itself 1.5 times on average")]
    [InlineData("feature topic = a b\nparagraph topic 6 3\nSentence[topic] -> x", 2, 11, "a paragraph of 6 to 3 lines has no length; write the smaller number first.")]
    [InlineData("feature topic = a b\nparagraph topic 3 6\nparagraph topic 3 6\nSentence[topic] -> x", 3, 1, "there is a paragraph line already")]
    [InlineData("paragraph topic 3 6", 1, 11, "'topic' is no feature; define it before this line.")]
    [InlineData("start A\nstart B\nA -> a B\nB -> b", 2, 1, "the start symbol is A already; delete one of the two lines.")]
    [InlineData("start sentence\nSentence -> a", 1, 7, "the start symbol is a nonterminal, which begins with a capital, not the word 'sentence'.")]
    [InlineData("", 1, 1, "a grammar has at least one rule")]
    [InlineData("feature topic = a b\nparagraph topic 3 6\nSentence -> x", 3, 1, "a paragraph keeps its topic, so the start symbol needs it")]
    [InlineData("dependency Verb\nVerb -> a", 1, 12, "the nonterminal of its cue is missing")]
    [InlineData("dependency Verb Noum\nSentence -> Noun Verb\nNoun -> a\nVerb -> b", 1, 17, "Noum is used but not defined")]
    [InlineData("dependency Werb Noun\nSentence -> Noun Verb\nNoun -> a\nVerb -> b", 1, 12, "Werb is used but not defined")]
    [InlineData("Sentence -> 0.5 a | 0.5 b", 1, 13, "is 0.5 a weight or a word here? Write 0.5: for a weight, \"0.5\" for a word.")]
    [InlineData("Sentence -> a | 1/2 b", 1, 17, "is 1/2 a weight or a word here?")]
    [InlineData("Letter -> dear: friend | hello", 1, 11, "not 'dear:'; a word that ends in a colon stands in quotation marks")]
    [InlineData("Sentence -> 0,5: a | 0,5: b", 1, 13, "such as 0.25: or 1/3:, not '0,5:'.")]
    [InlineData("Sentence -> the Noun\n  Noun -> cat", 2, 8, "another rule begins on a line of its own, without a space before it")]
    [InlineData("feature number = s p\nfeature tense = past present\nSentence -> Noun[s past]\nNoun[number, tense] -> a", 3, 20, "',' or ']' is expected here, in the bracket of Noun, not 'past'")]
    [InlineData("feature number = s p\nSentence -> Noun[s", 2, 13, "the bracket of Noun is not closed by ']'")]
    [InlineData("Sentence -> 30: a | 70: b", 1, 13, "such as 0.25: or 1/3:, not '30:'; of counts, write the share: 30/100:.")]
    [InlineData("Noun -> 'dog' | 'cat'", 1, 9, "'dog' stands in quotation marks that mean nothing here: write a word without any, or in straight double ones.")]
    [InlineData("Noun -> “dog” | cat", 1, 9, "“dog” stands in quotation marks that mean nothing here")]
    [InlineData("Noun -> dog [0.5] | cat [0.5]", 1, 13, "a weight stands before its alternative, with a colon: 0.5: and then the symbols.")]
    [InlineData("# nothing", 1, 1, "a grammar has at least one rule")]
    public void A_mistake_is_named_with_its_line_and_column(string text, int line, int column, string message)
    {
        var error = Assert.Throws<GrammarException>(() => Grammar.Parse(text, "test.grammar"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"test.grammar, line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFFSentence -> a b | c")]
    [InlineData("Sentence\t->\ta b |\tc\r\n")]
    [InlineData("# comment\r\n\r\nSentence -> a b # comment\r\n\r\n# comment\r\n    # comment\r\n    | c")]
    [InlineData("Sentence->a b|c\r")]
    [InlineData("\tSentence -> a b\n# between\n\n\t| c\n\n\n")]
    public void Tabs_line_ends_empty_lines_comments_and_a_byte_order_mark_change_nothing(string text)
    {
        var grammar = Grammar.Parse(text);
        Assert.Equal(["a", "b", "c"], grammar.Words);
        Assert.Equal(2, grammar.RuleCount);
    }

    [Fact]
    public void An_apostrophe_is_part_of_a_word() =>
        Assert.Equal(["'", "''", "'s", "'tis", "don't", "o'"], Grammar.Parse("Line -> don't 's 'tis o' ' ''").Words);

    [Fact]
    public void Words_may_be_of_any_script() =>
        Assert.Equal(["Ärger", "été", "слово", "语言", "🙂"], Grammar.Parse("Satz -> \"Ärger\" été | слово 语言 🙂").Words);

    [Fact]
    public void A_file_that_is_no_text_is_refused_at_its_first_wrong_byte()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. "Sentence -> a\nNoun "u8, 0xFF, 0xFE, 0x00]);
            Assert.EndsWith(", line 2, column 6: 0xFF does not continue valid UTF-8; save the file as UTF-8.", Assert.Throws<GrammarException>(() => Grammar.Load(file)).Message, StringComparison.Ordinal);
            File.WriteAllBytes(file, [.. Enumerable.Repeat((byte)'x', 10_000_000)]);
            Assert.EndsWith(", line 1, column 1: a word has at most 100 characters, but 'xxxxxxxxxxxxxxxxxxxx…' has 10000000; is this a grammar?", Assert.Throws<GrammarException>(() => Grammar.Load(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Large_and_deep_grammars_take_a_moment_and_no_stack()
    {
        // 10 MB; each symbol leads to the next, 200,000 deep.
        var chain = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"Symbol{i} -> 0.5: word{i % 1000} | 0.5: then Symbol{i + 1}\n")) + "Symbol200000 -> end";
        var grammar = Grammar.Parse(chain);
        Assert.Equal(200_001, grammar.SymbolCount);
        Assert.Equal(2, GrammarMoments.MeanLength(grammar), 9); // 1 + 1/2 + 1/4 + …
        // Brackets 5,000 deep, and back.
        Assert.Equal(10_001, new GrammarSampler(Grammar.Parse(string.Concat(Enumerable.Range(0, 5000).Select(i => $"B{i} -> ( B{i + 1} )\n")) + "B5000 -> x"), 1).Lines().First().Split(' ').Length);
    }

    [Fact]
    public void Too_many_variables_and_too_large_a_cycle_are_refused_at_once()
    {
        var features = string.Concat("abcdefgh".Select(c => $"feature {c} = {string.Join(' ', Enumerable.Range(0, 10).Select(i => $"{c}v{i}x"))}\n"));
        var variables = features + "S -> " + string.Join(' ', "abcdefgh".Select(c => $"N{c}[{c}]")) + string.Concat("abcdefgh".Select(c => $"\nN{c}[{c}] -> x"));
        Assert.Contains("line 9, column 6: with this alternative the grammar has more than 1,000,000 rules", Assert.Throws<GrammarException>(() => Grammar.Parse(variables)).Message, StringComparison.Ordinal);

        var cycle = string.Concat(Enumerable.Range(0, 5000).Select(i => $"S{i} -> x | S{(i + 1) % 5000}\n"));
        Assert.Contains("line 1, column 1: S0 and 4999 other symbols all lead to one another; at most 1000 may.", Assert.Throws<GrammarException>(() => Grammar.Parse(cycle)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_topic_of_a_paragraph_can_be_held_fast()
    {
        const string text = "feature topic = sea town\nparagraph topic 3 6\nLine[topic] -> the Thing[topic]\nThing[sea] -> ship\nThing[town] -> shop";
        var grammar = Grammar.Parse(text, start: "Line[sea]");
        Assert.Equal(["ship", "the"], grammar.Words);
        Assert.Equal((3, 6), (grammar.ShortestParagraph, grammar.LongestParagraph));
    }

    [Fact]
    public void Features_expand_to_one_symbol_for_each_value()
    {
        var grammar = Grammar.Parse("""
            feature number = singular plural   # a comment
            Sentence -> the Noun[number] near the Noun[!number] Verb[number]
            Noun[singular] -> cat | dog
            Noun[plural] -> cats
                | dogs
            Verb[singular] -> sleeps
            Verb[plural] -> sleep
            """);
        Assert.Equal(["cat", "cats", "dog", "dogs", "near", "sleep", "sleeps", "the"], grammar.Words);
        Assert.Equal(5, grammar.SymbolCount);
        Assert.Equal(8, grammar.RuleCount);
        Assert.Equal(6, GrammarMoments.MeanLength(grammar), 12);
        Assert.Equal(3 * Math.Log(2), GrammarMoments.DerivationEntropy(grammar), 12);
        Assert.Equal(2, GrammarMoments.Frames(grammar)); // one for each number
    }

    [Fact]
    public void A_symbol_that_only_names_another_is_no_frame_of_its_own() =>
        Assert.Equal(3, GrammarMoments.Frames(Grammar.Parse("Line -> Greeting | Question | he nods\nGreeting -> hello you\nQuestion -> Greeting | who is it")));

    [Fact]
    public void Dependencies_are_kept()
    {
        var grammar = Grammar.Parse("dependency Verb Noun\nSentence -> Noun Verb\nNoun -> a\nVerb -> b");
        Assert.Equal(("Verb", "Noun"), grammar.Dependencies.Select(d => (d.Word, string.Join(' ', d.Cues))).Single());
    }

    [Fact]
    public void Numbers_are_words_where_they_cannot_be_weights_or_are_quoted() =>
        Assert.Equal(["0.5", "1/2", "5", "add", "euros", "salt", "spoons"], Grammar.Parse("Line -> add 1/2 spoons | 5 euros | \"0.5\" salt").Words);

    [Fact]
    public void Two_variables_of_one_feature_are_independent()
    {
        var grammar = Grammar.Parse("""
            feature number = singular plural
            Sentence -> Noun[number] Noun[number2] Noun[number]
            Noun[singular] -> s
            Noun[plural] -> p
            """);
        var lines = new GrammarSampler(grammar, 1).Lines().Take(200).Distinct().Order().ToArray();
        Assert.Equal(["p p p", "p s p", "s p s", "s s s"], lines);
    }

    [Fact]
    public void Another_start_symbol_holds_a_feature_fast()
    {
        const string text = """
            feature number = singular plural
            Sentence -> Noun[number]
            Noun[singular] -> cat
            Noun[plural] -> cats
            """;
        Assert.Equal(["cats"], Grammar.Parse(text, start: "Noun[plural]").Words);
        Assert.Equal("start symbol, line 1, column 1: grammar has no symbol Verb; its own start is Sentence.", Assert.Throws<GrammarException>(() => Grammar.Parse(text, start: "Verb")).Message);
        Assert.StartsWith("start symbol, line 1, column 6: 'dual' is neither a feature nor a value of one", Assert.Throws<GrammarException>(() => Grammar.Parse(text, start: "Noun[dual]")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sampler_tells_the_part_of_each_word_and_repeats_itself_for_the_same_seed()
    {
        var grammar = Grammar.Parse("Sentence -> the Noun Verb\nNoun -> cat | dog\nVerb -> sleeps | eats");
        var (words, parts) = new GrammarSampler(grammar, 7).LinesWithParts().First();
        Assert.Equal(["Sentence", "Noun", "Verb"], parts);
        Assert.Equal(new GrammarSampler(grammar, 7).Lines().First(), string.Join(' ', words));
        Assert.Equal(new GrammarSampler(grammar, 7).Lines().Take(50), new GrammarSampler(grammar, 7).Lines().Take(50));
        Assert.NotEqual(new GrammarSampler(grammar, 7).Lines().Take(50), new GrammarSampler(grammar, 8).Lines().Take(50));
        Assert.Equal(34, new GrammarSampler(grammar, 7).Words(100).Count()); // whole lines of three words
    }
}
