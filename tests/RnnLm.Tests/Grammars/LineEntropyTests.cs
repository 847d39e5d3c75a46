using RnnLm.Models;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Tests.Grammars;

/// <summary>The entropy of a grammar's lines against sums by hand, and against what the oracle loses on what the grammar writes.</summary>
public sealed class LineEntropyTests
{
    private static readonly double Ln2 = Math.Log(2);

    [Fact]
    public void Of_two_coins_it_is_twice_ln_2() => AssertEntropy(2 * Ln2, "Line -> Coin Coin\nCoin -> heads | tails");

    [Fact]
    public void What_no_word_shows_does_not_count() => AssertEntropy(
        // "her" or "his" one line in four each, "their" in the others, whatever was drawn.
        1.5 * Ln2,
        """
        feature number = singular plural
        feature gender = female male
        Line -> Pronoun[number, gender]
        Pronoun[singular, female] -> her
        Pronoun[singular, male] -> his
        Pronoun[plural, gender] -> their
        """);

    [Fact]
    public void What_a_later_word_gives_away_counts_there() => AssertEntropy(
        // "fish" is of both numbers, and the verb tells which: four lines, .4, .1, .1, .4.
        -(0.8 * Math.Log(0.4)) - (0.2 * Math.Log(0.1)),
        """
        feature number = singular plural
        Line -> Noun[number] Verb[number]
        Noun[singular] -> 0.8: cat | 0.2: fish
        Noun[plural] -> 0.8: cats | 0.2: fish
        Verb[singular] -> sleeps
        Verb[plural] -> sleep
        """);

    [Fact]
    public void A_line_with_two_derivations_is_one_line() => AssertEntropy(Ln2, "Line -> 0.3: a b | 0.2: First b | 0.5: b\nFirst -> a");

    [Theory]
    [InlineData("Line -> Line a | b")]
    [InlineData("Line -> a Line | b")]
    [InlineData("Line -> a Line c | b")]
    [InlineData("Line -> Other | b\nOther -> 0.3: Line a | 0.7: Again a\nAgain -> Line")]
    public void Recursion_is_summed_up_whole(string text) => AssertEntropy(2 * Ln2, text); // n times more with P = ½ⁿ⁺¹

    /// <summary>n words in all beside the b, and a binomial number of them before it.</summary>
    [Fact]
    public void Recursion_on_both_sides_hides_its_order()
    {
        var entropy = 0.0;
        for (var n = 0; n < 60; n++)
        {
            var p = Math.Pow(0.5, (2 * n) + 1); // of no a before the b
            for (var before = 0; before <= n; before++)
            {
                entropy -= p * Math.Log(p);
                p *= (n - before) / (before + 1.0);
            }
        }

        AssertEntropy(entropy, "Line -> 0.25: Line a | 0.25: a Line | 0.5: b");
    }

    /// <summary>Every tree over n words is a derivation of the same line: P(n) = Cₙ₋₁·0.3ⁿ⁻¹·0.7ⁿ with the Catalan numbers C.</summary>
    [Fact]
    public void All_trees_of_a_line_count_as_one()
    {
        var (entropy, p) = (0.0, 0.7);
        for (var n = 1; n < 2000; n++)
        {
            entropy -= p * Math.Log(p);
            p *= 0.3 * 0.7 * 2 * ((2 * n) - 1) / (n + 1);
            if (p < 1e-300) break;
        }

        AssertEntropy(entropy, "Line -> 0.3: Line Line | 0.7: a");
    }

    /// <summary>Unambiguous, so that the entropy is that of the derivation, though what is open grows without end.</summary>
    [Theory]
    [InlineData("Line -> 0.2: ( Line ) Line | 0.2: { Line } Line | 0.6: x")]
    [InlineData("Line -> 0.3: a Line a | 0.3: b Line b | 0.4: c")]
    [InlineData("""
        Sum -> 0.3: Sum + Product | 0.7: Product
        Product -> 0.3: Product * Factor | 0.7: Factor
        Factor -> 0.2: ( Sum ) | 0.8: Number
        Number -> one | two | three
        """)]
    public void Brackets_in_brackets_are_summed_up_phrase_by_phrase(string text) =>
        AssertEntropy(GrammarMoments.DerivationEntropy(Grammar.Parse(text)), text);

    /// <summary>The words of the phrase "Line ]" do not show its end: "x ]" begins "x ] ]".</summary>
    [Fact]
    public void A_phrase_that_begins_another_is_not_taken_out()
    {
        var grammar = Grammar.Parse("""Line -> 0.2: ( Line "]" Line | 0.2: Line "]" | 0.6: x""");
        AssertLoss(grammar, LineEntropy.Of(grammar, effort: 200_000), lines: 1000);
    }

    /// <summary>Where a palindrome has its middle is seen at its end only. Unambiguous all the same.</summary>
    [Fact]
    public void Where_it_cannot_be_exact_the_bounds_enclose_the_entropy_and_close_in_with_effort()
    {
        var grammar = Grammar.Parse("Line -> 0.4: a Line a | 0.4: b Line b | 0.1: a a | 0.1: b b");
        var exact = GrammarMoments.DerivationEntropy(grammar);
        var little = LineEntropy.Of(grammar, effort: 2000);
        var more = LineEntropy.Of(grammar, effort: 200_000);
        Assert.InRange(exact, little.Low, little.High + 1e-9);
        Assert.InRange(exact, more.Low, more.High + 1e-9);
        Assert.InRange(more.High - more.Low, 0, 0.5 * (little.High - little.Low));
        Assert.False(little.IsWithin(0.1));
    }

    [Fact]
    public void With_no_effort_at_all_the_upper_bound_is_the_entropy_of_the_derivation()
    {
        var grammar = Grammar.Parse("Line -> 0.3: a b | 0.2: First b | 0.5: b\nFirst -> a");
        var bounds = LineEntropy.Of(grammar, effort: 0);
        Assert.Equal(0, bounds.Low);
        Assert.Equal(GrammarMoments.DerivationEntropy(grammar), bounds.High, 1e-12);
    }

    [Fact]
    public void On_random_grammars_the_oracle_loses_it_on_average()
    {
        var compared = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            if (RandomGrammar.Parse(RandomGrammar.Text(seed)) is not { LongestParagraph: 1 } grammar) continue;
            var bounds = LineEntropy.Of(grammar, effort: 50_000);
            AssertLoss(grammar, bounds, lines: 400);
            compared++;
        }

        Assert.InRange(compared, 10, 40);
    }

    public static TheoryData<string, string?> Starts
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (var name in new[] { "students", "recall", "brackets" }) data.Add(name, null);
            foreach (var topic in new[] { "peace", "health" }) data.Add("statesman", $"Sentence[{topic}]");
            foreach (var topic in new[] { "car", "house" }) data.Add("salesman", $"Sentence[{topic}]");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Of_the_course_s_grammars_it_is_exact_and_what_the_oracle_loses_on_average(string name, string? start)
    {
        var grammar = Grammar.Load(Path.Combine(CourseGrammarTests.DataFolder(), name + ".grammar"), start);
        var bounds = LineEntropy.Of(grammar);
        Assert.True(bounds.IsWithin(1e-6));
        AssertLoss(grammar, bounds, lines: 1500);
    }

    /// <summary>"their" hides whether the grammar drew female or male: ln 2 for every second line, those with a plural subject.</summary>
    [Fact]
    public void Of_students_it_is_that_of_the_derivation_less_what_their_hides()
    {
        var grammar = Grammar.Load(Path.Combine(CourseGrammarTests.DataFolder(), "students.grammar"));
        Assert.Equal(GrammarMoments.DerivationEntropy(grammar) - (Ln2 / 2), LineEntropy.Of(grammar).High, 1e-7);
    }

    /// <summary>Who saw what, and who had the telescope: lines with several derivations, and recursion on the left and in the middle.</summary>
    [Fact]
    public void Attachments_that_no_word_shows_are_summed_up()
    {
        var grammar = Grammar.Parse("""
            Sentence -> Noun Action
            Noun -> 0.7: the Thing | 0.3: Noun Place
            Action -> 0.7: Verb Noun | 0.3: Action Place
            Place -> with Noun | in Noun
            Thing -> 0.5: man | 0.3: telescope | 0.2: park
            Verb -> sees | likes
            """);
        var bounds = LineEntropy.Of(grammar);
        Assert.True(bounds.IsWithin(1e-4));
        AssertLoss(grammar, bounds, lines: 1000);
        Assert.InRange(bounds.High, 0, GrammarMoments.DerivationEntropy(grammar) - 0.3); // what the attachments hide is not counted
    }

    /// <summary>The mean loss on a line with its end is within four standard errors of the entropy.</summary>
    internal static void AssertLoss(Grammar grammar, EntropyBounds bounds, int lines)
    {
        var oracle = new GrammarOracle(grammar);
        var losses = new GrammarSampler(grammar, 5).Lines().Take(lines)
            .Select(line => oracle.Score([.. oracle.Vocabulary.Encode(line), Vocabulary.Eos]).Sum(score => -score.LogProbability)).ToArray();
        var mean = losses.Average();
        var error = Math.Sqrt(losses.Average(l => (l - mean) * (l - mean)) / losses.Length);
        Assert.InRange(mean, bounds.Low - (4 * error) - 1e-9, bounds.High + (4 * error) + 1e-9);
        Assert.InRange(error, 0, 0.2 * mean); // or the line above would say little
    }

    private static void AssertEntropy(double expected, string text)
    {
        var bounds = LineEntropy.Of(Grammar.Parse(text));
        Assert.Equal(expected, bounds.Low, 1e-7);
        Assert.True(bounds.IsWithin(1e-7));
    }
}
