using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>Mistakes that any function can have, and that no exercise has to name.</summary>
public sealed class CommonMistakesTests
{
    [Theory]
    [MemberData(nameof(Common))]
    public void What_any_function_can_get_wrong_is_named_where_the_exercise_has_no_name_for_it(string name, Func<Vector<double>, Vector<double>[]> function)
    {
        var verdict = VerdictTests.Doubles.Check(function);
        Assert.Equal((VerdictState.NotYet, name), (verdict.State, verdict.Mistake?.Name));
    }

    public static TheoryData<string, Func<Vector<double>, Vector<double>[]>> Common => new()
    {
        { "nothing but zeros", v => [0 * v, 0 * v] },
        { "the same result for every call", _ => [Vector<double>.Build.Dense([2, 4]), Vector<double>.Build.Dense([3, 6])] },
        { "too few digits", v => [(2 * v).Map(x => x + 1e-5), 3 * v] },
        { "the sign lost", v => [(2 * v).PointwiseAbs(), (3 * v).PointwiseAbs()] },
        { "squared", v => [(2 * v).PointwisePower(2), (3 * v).PointwisePower(2)] },
        { "divided by how many there are", v => [2 * v / v.Count, 3 * v / v.Count] },
        { "multiplied by how many there are", v => [2 * v * v.Count, 3 * v * v.Count] },
        { "right for the first call alone", v => v.Count == 2 ? [2 * v, 3 * v] : [] },
        { "running sums", v => [2 * v, 5 * v] },
        { "places left at 0", v => [2 * v, 0 * v] },
        { "right, but at other places", v => [Vector<double>.Build.DenseOfEnumerable((2 * v).Reverse()), 3 * v] },
        { "an element too many at the end", v => [2 * v, 3 * v, 0 * v] },
        { "an element too many at the beginning", v => [v, 2 * v, 3 * v] },
        { "whole numbers only", v => [(2 * v).Map(Math.Truncate), (3 * v).Map(Math.Truncate)] },
        { "the sign turned round", v => [-2 * v, -3 * v] },
        { "a factor too many or too few", v => [v, 1.5 * v] },
        { "a constant too many", v => [(2 * v) + 1, (3 * v) + 1] },
        { "the first element missing", v => [3 * v] },
        { "taken from 1", v => [1 - (2 * v), 1 - (3 * v)] },
        { "turned upside down", v => [(2 * v).Map(x => 1 / x), (3 * v).Map(x => 1 / x)] },
        { "an exponential too many", v => [(2 * v).PointwiseExp(), (3 * v).PointwiseExp()] },
        { "one factor in each call", v => [2 * v / v.L2Norm(), 3 * v / v.L2Norm()] },
    };

    [Fact]
    public void What_two_mistakes_give_at_once_is_none_of_the_common_ones() => Assert.Null(VerdictTests.Doubles.Check(v => [-2 * v, 3 * v]).Mistake);
}
