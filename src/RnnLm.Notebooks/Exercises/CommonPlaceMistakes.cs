using System.Collections;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Common mistakes in lists and matrices: right numbers at wrong places, places left out, never written, or added to.</summary>
internal static class CommonPlaceMistakes
{
    /// <summary>The mistake that explains every call; null if none does.</summary>
    public static Mistake? Of(AnsweredCall[] calls, double tolerance)
    {
        bool Explained(Func<object, object?> mistake) => calls.All(call => mistake(call.Right) is { } wrong && Values.Difference(wrong, call.Got, tolerance) is null);
        bool ExplainedInLists(Func<object?[], IEnumerable<object?>> mistake) => calls.All(call =>
            ListOf(call.Right) is { } right && ListOf(call.Got) is { } got && Values.Difference(mistake(right).ToArray(), got, tolerance) is null);
        bool RightWithout(Func<object?[], IEnumerable<object?>> fewer) => calls.All(call =>
            ListOf(call.Right) is { } right && ListOf(call.Got) is { } got && Values.Difference(right, fewer(got).ToArray(), tolerance) is null);

        if (Explained(Transposed)) return new("rows and columns exchanged", "Your matrix is the transpose of the expected one: look at the order of the two indices, or of the two factors.");
        if (ExplainedInLists(right => right.AsEnumerable().Reverse())) return new("in reverse order", "What you return is right, but in reverse order: the first belongs where the last is.");
        if (ExplainedInLists(right => right.SkipLast(1))) return new("the last element missing", "What is there is right, but one element more belongs at the end.");
        if (ExplainedInLists(right => right.Skip(1))) return new("the first element missing", "What is there is right, but one element more belongs at the beginning.");
        if (RightWithout(got => got.SkipLast(1))) return new("an element too many at the end", "All but the last element are right; that one does not belong there. Look at the length, and at where the loop ends.");
        if (RightWithout(got => got.Skip(1))) return new("an element too many at the beginning", "All but the first element are right; that one does not belong there. Look at where the loop begins.");
        if (!calls.All(call => Values.HasElements(call.Right) && Values.Shape(call.Right) == Values.Shape(call.Got))) return null;
        if (calls.All(call => AreZeroWhereWrong(call, tolerance)))
            return new("places left at 0", "What is not 0 is right, but some places are 0 that should not be. See where each loop begins and ends, whether a return stands inside of one, and what a condition leaves out.");
        if (ExplainedInLists(Running)) return new("running sums", "Each place holds what belongs to the places before it as well. Begin each with a sum of its own, or write = where you add.");
        return calls.All(call => AreSameElsewhere(call, tolerance))
            ? new("right, but at other places", "All elements are right, but they stand at other places. Look at the index that each is written to, and at the order in which the loop goes.")
            : null;
    }

    private static object? Transposed(object value) => value switch
    {
        Matrix<double> matrix => matrix.Transpose(),
        Matrix<double>[] matrices => matrices.Select(matrix => matrix.Transpose()).ToArray(),
        _ => null,
    };

    private static object?[]? ListOf(object value) => value is IEnumerable and not string ? [.. Values.Elements(value)] : null;

    private static bool AreZeroWhereWrong(AnsweredCall call, double tolerance)
    {
        var (rights, gots) = (Values.Numbers(call.Right).ToArray(), Values.Numbers(call.Got).ToArray());
        return rights.Length == gots.Length && gots.Any(number => number != 0)
            && rights.Zip(gots).All(pair => pair.Second == 0 || Values.Difference(pair.First, pair.Second, tolerance) is null);
    }

    private static object?[] Running(object?[] elements)
    {
        var sums = (object?[])elements.Clone();
        for (var i = 1; i < sums.Length; i++)
        {
            sums[i] = (sums[i - 1], sums[i]) switch
            {
                (double before, double number) => before + number,
                (Vector<double> before, Vector<double> vector) when before.Count == vector.Count => before + vector,
                (Matrix<double> before, Matrix<double> matrix) when Values.Shape(before) == Values.Shape(matrix) => before + matrix,
                _ => null,
            };
        }

        return sums;
    }

    private static bool AreSameElsewhere(AnsweredCall call, double tolerance)
    {
        object[] Sorted(object value) =>
            Values.Elements(value).All(element => element is string) ? [.. Values.Elements(value).Cast<string>().Order(StringComparer.Ordinal)] : [.. Values.Numbers(value).Order().Cast<object>()];
        return Values.Difference(Sorted(call.Right), Sorted(call.Got), tolerance) is null && Sorted(call.Right).Length > 1;
    }
}
