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
        Wrong = [new("two exchanged", "The second uses the first.", 1, 0, 2, 3), new("reversed", "From first to last.", 3, 2, 1, 0)],
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

    [Fact]
    public void A_shape_is_right_or_not()
    {
        Assert.Equal("int[] shape = null; // your prediction", Shape.Stub);
        Assert.Equal("int[] shape = [4, 2];", Shape.SolutionText);
        Assert.Equal(VerdictState.Passed, Shape.Check(new[] { 4, 2 }).State);
        Assert.Equal("turned", Shape.Check(new[] { 2, 4 }).Mistake?.Name);
        Assert.Equal("It is not [4].", Shape.Check(new[] { 4 }).Sentence);
    }

    [Fact]
    public void An_order_tells_how_far_it_is_right()
    {
        var right = (string)Order.Expected([]);
        Assert.NotEqual("ABCD", right);
        Assert.Equal(VerdictState.Passed, Order.Check(right).State);
        Assert.Equal(VerdictState.Passed, Order.Check(string.Join(", ", right.ToLowerInvariant().AsEnumerable())).State);
        Assert.Equal(VerdictState.NotAttempted, Order.Check("").State);
        Assert.Equal("two exchanged", Order.Check($"{right[1]}{right[0]}{right[2..]}").Mistake?.Name);
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
        Assert.Contains("**2.** Two?\n\n- **A.** no\n- **B.** yes", Quiz.Statement, StringComparison.Ordinal);
    }
}
