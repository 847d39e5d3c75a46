using Xunit;

namespace RnnLm.Notebooks.Tests;

public sealed class AnswerExerciseTests
{
    private static readonly Hints Hints = new("idea", "shape", "line");

    private static readonly PredictionExercise<double> Number = new()
    {
        Name = "Number",
        Notebook = "none",
        Title = "A number",
        Points = 1,
        Items = ["B4"],
        Hints = Hints,
        Task = "0.9 squared?",
        Variable = "number",
        Answer = new(0.9 * 0.9),
        Tolerance = 0.005,
        Wrong = [new("doubled", "A square is a product.", 1.8), new("not squared", "Square it.", 0.9)],
    };

    private static readonly PredictionExercise<int[]> Shape = new()
    {
        Name = "Shape",
        Notebook = "none",
        Title = "A shape",
        Points = 1,
        Items = ["B5"],
        Hints = Hints,
        Task = "The shape?",
        Variable = "shape",
        Answer = new([4, 2]),
        Wrong = [new("turned", "Rows come first.", [2, 4]), new("the inner sizes", "They disappear.", [3, 3])],
    };

    private static readonly OrderExercise Order = new()
    {
        Name = "Order",
        Notebook = "none",
        Title = "An order",
        Points = 1,
        Items = ["A24"],
        Hints = Hints,
        Task = "Order them.",
        Variable = "order",
        Lines = ["first", "second", "third", "fourth"],
        Wrong = [new("second too early", "The second uses the first.", 1), new("third too early", "The third uses the second.", 2)],
    };

    private static readonly QuizExercise Quiz = new()
    {
        Name = "Quiz",
        Notebook = "none",
        Title = "A quiz",
        Points = 1,
        Items = ["A1"],
        Hints = Hints,
        Task = "Answer.",
        Variable = "answers",
        Questions =
        [
            new("One?", new("yes", "Yes it is.", IsRight: true), new("no", "It is.")),
            new("Two?", new("no", "It is, too."), new("yes", "Yes, two.", IsRight: true)) { IfMissed = "Count to two." },
        ],
    };

    [Fact]
    public void A_number_is_right_within_its_tolerance_and_is_not_given_away()
    {
        Assert.Equal("double? number = null; // your prediction", Number.Stub);
        Assert.Equal("double? number = 0.9 * 0.9;", Number.SolutionText);
        Assert.Equal(VerdictState.NotAttempted, Number.Check(null).State);
        Assert.Equal(VerdictState.Passed, Number.Check(0.81).State);
        Assert.Equal(VerdictState.Passed, Number.Check(0.812).State);
        Assert.Equal(("It is not 1.8, which is too large.", "doubled"), (Number.Check(1.8).Sentence, Number.Check(1.8).Mistake?.Name));
        Assert.Equal(("It is not 0, which is too small.", null), (Number.Check(0).Sentence, Number.Check(0).Mistake?.Name));
        Assert.Equal("It is not NaN.", Number.Check(double.NaN).Sentence);
        Assert.All([1.8, 0.5, double.NaN], wrong => Assert.DoesNotContain("0.81", Number.Check(wrong).ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0.81", 0.81)]
    [InlineData(" 0,81 ", 0.81)]
    [InlineData("81 %", 0.81)]
    [InlineData("81/100", 0.81)]
    [InlineData("8.1e-1", 0.81)]
    [InlineData("5,050", 5050)]
    [InlineData("1 000 000", 1_000_000)]
    [InlineData("−3", -3)]
    [InlineData("-0", 0)]
    [InlineData("1/3", 1.0 / 3)]
    [InlineData((byte)9, 9)]
    [InlineData(9f, 9)]
    public void A_number_may_be_typed_in_other_forms(object typed, double number) => Assert.Equal(number, TypedAnswer.Read(typed, typeof(double)));

    [Theory]
    [InlineData("nine")]
    [InlineData("1/2/3")]
    [InlineData("")]
    [InlineData(true)]
    public void What_is_no_number_stays_what_it_is(object typed) => Assert.Same(typed, TypedAnswer.Read(typed, typeof(double)));

    [Theory]
    [InlineData(8.1, "a power of ten")]
    [InlineData(0.00081, "a power of ten")]
    [InlineData(1.62, "a factor of 2")]
    [InlineData(0.405, "a factor of 2")]
    [InlineData(-0.81, "the other sign")]
    [InlineData(0.5, null)]
    public void Who_is_off_by_a_factor_is_told(double answer, string? mistake) => Assert.Equal(mistake, Number.Check(answer).Mistake?.Name);

    [Fact]
    public void A_text_in_the_place_of_a_number_is_told_so() =>
        Assert.Equal("\"nine\" is a text, but a number is asked for.", Number.Check("nine").Sentence);

    [Fact]
    public void A_shape_is_right_or_not()
    {
        Assert.Equal("int[] shape = null; // your prediction", Shape.Stub);
        Assert.Equal("int[] shape = [4, 2];", Shape.SolutionText);
        Assert.Equal(VerdictState.Passed, Shape.Check(new[] { 4, 2 }).State);
        Assert.Equal("turned", Shape.Check(new[] { 2, 4 }).Mistake?.Name);
        Assert.Equal("[4] is a list of 1, but a list of 2 is asked for.", Shape.Check(new[] { 4 }).Sentence);
        Assert.Equal("\"four\" is a text, but a list of 2 is asked for.", Shape.Check("four").Sentence);
        Assert.All((object[])["4, 2", "[4,2]", "(4; 2)", "4 2", new[] { 4.0, 2 }, new List<int> { 4, 2 }], answer => Assert.Equal(VerdictState.Passed, Shape.Check(answer).State));
    }

    [Fact]
    public void An_order_tells_how_far_it_is_right()
    {
        var right = (string)Order.Expected([]);
        Assert.NotEqual("ABCD", right);
        Assert.Equal(VerdictState.Passed, Order.Check(right).State);
        Assert.Equal(VerdictState.Passed, Order.Check(string.Join(", ", right.ToLowerInvariant().AsEnumerable())).State);
        Assert.Equal(VerdictState.NotAttempted, Order.Check("").State);
        Assert.Equal("second too early", Order.Check($"{right[1]}{right[0]}{right[2..]}").Mistake?.Name);
        Assert.Equal("third too early", Order.Check($"{right[2]}{right[3]}{right[0]}{right[1]}").Mistake?.Name);
        Assert.Equal("third too early", Order.Check($"{right[0]}{right[2..]}{right[1]}").Mistake?.Name);
        Assert.Null(Order.Check($"{right[..2]}{right[3]}{right[2]}").Mistake);
        Assert.Equal("\"1234\" names no line.", Order.Check("1234").Sentence);
        Assert.Equal(VerdictState.NotAttempted, Order.Check("  ").State);
        Assert.StartsWith("The first 2 lines are right", Order.Check($"{right[..2]}{right[3]}{right[2]}").Sentence, StringComparison.Ordinal);
        Assert.Equal("\"AAB\" does not name each of the lines A to D once.", Order.Check("AAB").Sentence);
        Assert.Contains($"- **{right[0]}.** first", Order.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiz_tells_each_wrong_choice_why()
    {
        Assert.Equal("AB", Quiz.Expected([]));
        Assert.Equal((VerdictState.Passed, "2 of 2 answers are right."), (Quiz.Check("a b").State, Quiz.Check("a b").Sentence));
        Assert.Equal(["1 B: It is.", "2 A: It is, too."], Quiz.Check("BA").Remarks);
        Assert.Equal("question 2, A", Quiz.Check("AA").Mistake?.Name);
        Assert.Equal(("Count to two.", "Read the remarks and answer these questions again."), (Quiz.Check("AA").Next, Quiz.Check("BA").Next));
        Assert.Equal(["2 Z: there is no such choice."], Quiz.Check("AZ").Remarks);
        Assert.Equal("There are 2 questions, but \"A\" has 1 letter.", Quiz.Check("A").Sentence);
        Assert.Equal(VerdictState.NotAttempted, Quiz.Check("").State);
        Assert.Equal((VerdictState.NotYet, "\"12\" has no letters."), (Quiz.Check("12").State, Quiz.Check("12").Sentence));
        Assert.Contains("**2.** Two?\n\n- **A.** no\n- **B.** yes", Quiz.Statement, StringComparison.Ordinal);
    }
}
