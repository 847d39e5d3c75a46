using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>What a check says to a learner, in every state; it never throws.</summary>
public sealed class VerdictTests
{
    internal static readonly FunctionExercise<Func<Vector<double>, Vector<double>[]>> Doubles = new()
    {
        Name = "Doubles",
        Notebook = "none",
        Title = "Twice and thrice",
        Points = 2,
        Items = ["B4"],
        Task = "Return `2·v` and `3·v`.",
        Signature = "Vector<double>[] Doubles(Vector<double> v)",
        Solution = new(v => new[] { 2 * v, 3 * v }),
        DrawCases = random => [[Vector<double>.Build.Dense([1, 2])], [random.Vector(3)], [random.Vector(4)]],
        Wrong =
        [
            new("the first alone", "You return `2·v` alone; `3·v` is to follow.", v => [2 * v]),
            new("exchanged", "You return them in the other order.", v => [3 * v, 2 * v]),
        ],
        Hints = new("idea", "shape", "line"),
    };

    [Fact]
    public void A_right_function_passes() => Assert.Equal("""
        Twice and thrice: passed, 2 of 2 points
        All 3 cases are right.
        Next: Go on with the next cell.
        """, Said(v => [v + v, v + v + v]));

    [Fact]
    public void A_named_mistake_is_named() => Assert.Equal("""
        Twice and thrice: not yet
        The number at [0][0] is not the expected one.
          called      Doubles([1, 2])
          expected    [[2, 4], [3, 6]]
          got         [[3, 6], [2, 4]]
          difference  1 at [0][0]
        Likely mistake: exchanged. You return them in the other order.
        Next: Change that, and run both cells again.
        """, Said(v => [3 * v, 2 * v]));

    [Fact]
    public void A_name_may_also_explain_a_wrong_shape() => Assert.Equal("""
        Twice and thrice: not yet
        Your result is a list of 1, but should be a list of 2.
          called      Doubles([1, 2])
          expected    [[2, 4], [3, 6]]
          got         [[2, 4]]
        Likely mistake: the first alone. You return `2·v` alone; `3·v` is to follow.
        Next: Change that, and run both cells again.
        """, Said(v => [2 * v]));

    [Fact]
    public void What_has_no_name_is_not_given_one() => Assert.Equal("""
        Twice and thrice: not yet
        The number at [0][0] is not the expected one.
          called      Doubles([1, 2])
          expected    [[2, 4], [3, 6]]
          got         [[4, 8], [3, 6]]
          difference  2 at [0][0]
        Likely mistake: not recognised. It may be two at once.
        Next: Follow the call by hand, and run the check again. `Exercises.Doubles.Hint(1)` helps along.
        """, Said(v => [4 * v, 3 * v]));

    [Fact]
    public void What_is_right_to_the_digits_of_a_float_passes() => Assert.Equal("""
        Twice and thrice: passed, 2 of 2 points
        All 3 cases are right, to the digits that a float has.
        Next: Go on with the next cell.
        """, Said(v => [(2 * v).Map(x => (double)(float)(x * 1.0000001)), 3 * v]));

    [Fact]
    public void A_call_that_throws_is_shown_before_one_that_is_only_wrong()
    {
        var verdict = Doubles.Check(v => v.Count == 4 ? throw new InvalidOperationException("no") : [v + 1, v]);
        Assert.Equal("Your function threw an exception. InvalidOperationException: no.", verdict.Sentence);
    }

    [Theory]
    [InlineData("An index goes too far", 0)]
    [InlineData("Two shapes do not fit", 1)]
    [InlineData("not written yet", 2)]
    [InlineData("never made", 3)]
    public void After_an_exception_it_says_what_to_look_for(string next, int way)
    {
        var never = new Vector<double>[1];
        static Vector<double> Unwritten() => throw new NotImplementedException();
        var verdict = Doubles.Check(v => way switch
        {
            0 => [v, Vector<double>.Build.Dense(v[v.Count] > 0 ? 1 : 2)],
            1 => [v, v + Vector<double>.Build.Dense(v.Count + 1)],
            2 => [v, Unwritten()],
            _ => [v, never[0].Clone()],
        });
        Assert.Equal(VerdictState.NotYet, verdict.State);
        Assert.Contains(next, verdict.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_written_in_part_is_told_where_the_stub_still_throws()
    {
        var verdict = Doubles.Check(v => v.Count == 2 ? [2 * v, 3 * v] : throw new NotImplementedException());
        Assert.Equal("In this case your function still throws the stub's NotImplementedException.", verdict.Sentence);
        Assert.Equal(1, verdict.CasesRight);
    }

    [Fact]
    public void A_sum_that_goes_on_from_call_to_call_is_told_so()
    {
        var calls = 0.0; // declared outside, as a cell's variable is
        var verdict = Doubles.Check(v => [(2 * v) + calls++, 3 * v]);
        Assert.Equal((VerdictState.NotYet, "Called again with the same arguments, your function gives another result."), (verdict.State, verdict.Sentence));
        Assert.Contains("declare it inside", verdict.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_that_is_kept_is_told_so_even_where_every_case_has_another_size()
    {
        var kept = new Dictionary<int, Vector<double>[]>();
        var verdict = Doubles.Check(v => kept.TryGetValue(v.Count, out var made) ? made : kept[v.Count] = [2 * v, 3 * v]);
        Assert.StartsWith("Your function returns one and the same array", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_is_kept_and_returned_at_every_call_is_told_so()
    {
        var kept = new Vector<double>[2];
        var verdict = Doubles.Check(v =>
        {
            (kept[0], kept[1]) = (2 * v, 3 * v);
            return kept;
        });
        Assert.Equal("Your function returns one and the same array, vector or matrix at every call, so that a call changes what the call before it has returned.", verdict.Sentence);
    }

    [Theory]
    [MemberData(nameof(Misbehaviour))]
    public void What_misbehaves_gets_a_sentence_about_just_that(string sentence, Func<Vector<double>, Vector<double>[]> function)
    {
        var verdict = Doubles.Check(function);
        Assert.Equal((VerdictState.NotYet, sentence, null), (verdict.State, verdict.Sentence, verdict.Mistake));
        Assert.False(verdict.IsUnrecognised);
    }

    public static TheoryData<string, Func<Vector<double>, Vector<double>[]>> Misbehaviour => new()
    {
        { "Your function threw an exception. InvalidOperationException: no.", _ => throw new InvalidOperationException("no") },
        { "Your result is null.", _ => null! },
        { "The element [1] of your result is null.", v => [2 * v, null!] },
        { "Your function changed what it was given: its first argument.", v => { v[0] = 0; return [2 * v, 3 * v]; } },
        { "One and the same array, vector or matrix stands at several places of your result, so that all of them show what was written last.", v => { var w = 3 * v; return [w, w]; } },
    };

    [Fact]
    public void What_gives_no_number_is_told_where() =>
        Assert.Equal("The element [1][0] of your result is not a number (NaN).", Doubles.Check(v => [2 * v, v * double.NaN]).Sentence);

    [Fact]
    public void What_never_returns_is_given_up_and_the_kernel_to_be_restarted()
    {
        using var forever = new ManualResetEventSlim();
        var verdict = Doubles.Check(v =>
        {
            forever.Wait();
            return [v, v];
        });
        forever.Set();
        Assert.Equal("Your function had not returned after 3 seconds. It still runs.", verdict.Sentence);
        Assert.Contains("restart the kernel", verdict.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stub_is_not_attempted()
    {
        Assert.Equal("""
            Twice and thrice: not attempted
            Nothing is filled in yet.
            Next: Complete the cell above and run both cells. To be helped along, run `Exercises.Doubles.Hint(1)`.
            """, Said(_ => throw new NotImplementedException()));
        Assert.Equal(VerdictState.NotAttempted, Doubles.Check(null).State);
    }

    [Fact]
    public void Right_in_some_cases_is_told()
    {
        var verdict = Doubles.Check(v => v.Count == 2 ? [2 * v, 3 * v] : [v, v + 0]);
        Assert.Contains("cases right 1 of 3", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_is_repaired_reads_not_attempted_while_untouched()
    {
        var repair = new FunctionExercise<Func<double[], double>>
        {
            Name = "Mean",
            Notebook = "none",
            Title = "Repair the mean",
            Points = 1,
            Items = ["A19"],
            Task = "Repair it.",
            Signature = "double Mean(double[] x)",
            Comment = "the mean of x",
            Faulty = new(x => x.Sum() / (x.Length - 1)),
            Solution = new(x => x.Sum() / x.Length),
            DrawCases = random => [[random.Array(3)], [random.Array(4)]],
            Wrong = [new("the sum", "Divide by the length.", x => x.Sum())],
            Hints = new("idea", "shape", "line"),
        };
        Assert.Equal("// the mean of x\ndouble Mean(double[] x) =>\n    x.Sum() / (x.Length - 1);", repair.Stub);
        Assert.Equal("// the mean of x\ndouble Mean(double[] x) =>\n    x.Sum() / x.Length;", repair.SolutionText);
        Assert.Equal("This is still the code that came with the exercise.", repair.Check(x => x.Sum() / (x.Length - 1)).Sentence);
        Assert.Equal(VerdictState.Passed, repair.Check(x => x.Average()).State);
    }

    [Fact]
    public void Html_escapes_what_a_learner_wrote_and_sets_code_in_sentences()
    {
        var html = Doubles.Check(v => throw new InvalidOperationException("<script>`x` & y")).As("text/html")!;
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Matches("<code[^>]*>x</code> &amp; y", html);
        Assert.Contains("role=\"status\"", html, StringComparison.Ordinal);
    }

    private static string Said(Func<Vector<double>, Vector<double>[]> function) => Doubles.Check(function).ToString();
}
