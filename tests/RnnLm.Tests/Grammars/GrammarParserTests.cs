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
    [InlineData("Sentence -> \"a b\"", 1, 13, "a quotation mark opens a word")]
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
    [InlineData("# nothing", 1, 1, "a grammar has at least one rule")]
    public void A_mistake_is_named_with_its_line_and_column(string text, int line, int column, string message)
    {
        var error = Assert.Throws<GrammarException>(() => Grammar.Parse(text, "test.grammar"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"test.grammar, line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
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
        Assert.Equal("start symbol, line 1, column 1: Verb is used but not defined.", Assert.Throws<GrammarException>(() => Grammar.Parse(text, start: "Verb")).Message);
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
