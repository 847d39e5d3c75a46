using System.Collections;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>
/// Mistakes that any function can have, told by comparing what it gave with what was expected in all cases: a sign, a factor, a result that is never filled in.
/// An exercise's own mistakes say more, and are tried before these.
/// </summary>
internal static class CommonMistakes
{
    private const double Digits = 1e-6; // relative: what single precision leaves right

    /// <summary>The mistake that explains every case; null if none does, or if the cases are too few to tell.</summary>
    public static Mistake? Of(IReadOnlyList<object> expected, IReadOnlyList<Outcome> outcomes, double tolerance)
    {
        if (!outcomes.All(outcome => outcome.IsSound && outcome.Value is not null && Values.Numbers(outcome.Value).All(double.IsFinite))) return null;
        var pairs = expected.Zip(outcomes, (right, outcome) => (Right: right, Got: outcome.Value!)).ToArray();
        if (pairs.All(pair => IsNear(pair.Right, pair.Got))) return TooFewDigits;
        if (pairs.Count(pair => Values.Difference(pair.Right, pair.Got, tolerance) is not null) < 2) return null;
        return OfNumbers(pairs, tolerance) ?? OfPlaces(pairs, tolerance);
    }

    private static Mistake? OfNumbers((object Right, object Got)[] pairs, double tolerance)
    {
        if (pairs.Skip(1).All(pair => Values.Difference(pairs[0].Got, pair.Got, 0) is null) && pairs.Skip(1).Any(pair => Values.Difference(pairs[0].Right, pair.Right, 0) is not null))
        {
            return Values.Numbers(pairs[0].Got).Any() && Values.Numbers(pairs[0].Got).All(number => number == 0)
                ? OnlyZeros
                : new("the same result for every call", "Every call here returns this. Work the result out from the parameters, and see whether a division or a condition comes out alike each time.");
        }

        if (!pairs.All(pair => Values.Shape(pair.Right) == Values.Shape(pair.Got))) return null;
        var rights = pairs.SelectMany(pair => Values.Numbers(pair.Right)).ToArray();
        var gots = pairs.SelectMany(pair => Values.Numbers(pair.Got)).ToArray();
        if (rights.Length == 0 || rights.Length != gots.Length) return null;
        if (gots.All(number => number == 0)) return OnlyZeros;
        if (gots.All(double.IsInteger) && !rights.All(double.IsInteger))
            return new("whole numbers only", "All your numbers are whole. Look for an int, or for two whole numbers that are divided: what stands behind the point is cut off there.");
        bool Explained(Func<double, double> mistake) => rights.Zip(gots).All(pair => Math.Abs(mistake(pair.First) - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.Second)));
        var largest = rights.Index().MaxBy(right => Math.Abs(right.Item)).Index;
        var factor = gots[largest] / rights[largest];
        if (Explained(right => -right)) return new("the sign turned round", "The numbers are right but for their sign. Look for a minus, or for a difference taken the other way round.");
        if (Explained(right => factor * right)) return new("a factor too many or too few", $"Every number is {Text(factor)} times the expected one. Look for what it is multiplied with or divided by.");
        var added = gots[largest] - rights[largest];
        return Explained(right => right + added)
            ? new("a constant too many", $"Every number is too {(added > 0 ? "large" : "small")} by {Text(Math.Abs(added))}. Look for what a sum begins with: it is to be 0.")
            : null;
    }

    private static Mistake TooFewDigits => new("too few digits", "The numbers are right, but only to a few digits. Look for a float, a rounding, or a constant with too few digits; compute in double.");

    private static Mistake OnlyZeros => new("nothing but zeros", "Only zeros come back. Look whether the result is ever written into, and whether it is printed where it should be returned.");

    private static Mistake? OfPlaces((object Right, object Got)[] pairs, double tolerance)
    {
        bool Explained(Func<object, object?> mistake) => pairs.All(pair => mistake(pair.Right) is { } wrong && Values.Difference(wrong, pair.Got, tolerance) is null);
        bool ExplainedInLists(Func<object?[], IEnumerable<object?>> mistake) => pairs.All(pair =>
            ListOf(pair.Right) is { } right && ListOf(pair.Got) is { } got && Values.Difference(mistake(right).ToArray(), got, tolerance) is null);

        if (Explained(Transposed)) return new("rows and columns exchanged", "Your matrix is the transpose of the expected one: look at the order of the two indices, or of the two factors.");
        if (ExplainedInLists(right => right.AsEnumerable().Reverse())) return new("in reverse order", "What you return is right, but in reverse order: the first belongs where the last is.");
        if (ExplainedInLists(right => right.SkipLast(1))) return new("the last element missing", "What is there is right, but one element more belongs at the end.");
        if (ExplainedInLists(right => right.Skip(1))) return new("the first element missing", "What is there is right, but one element more belongs at the beginning.");
        return null;
    }

    private static object? Transposed(object value) => value switch
    {
        Matrix<double> matrix => matrix.Transpose(),
        Matrix<double>[] matrices => matrices.Select(matrix => matrix.Transpose()).ToArray(),
        _ => null,
    };

    private static object?[]? ListOf(object value) => value is IEnumerable and not string ? [.. Values.Elements(value)] : null;

    private static bool IsNear(object right, object got)
    {
        var (rights, gots) = (Values.Numbers(right).ToArray(), Values.Numbers(got).ToArray());
        var size = rights.Select(Math.Abs).DefaultIfEmpty().Max();
        var margin = Math.Min(Digits * Math.Max(1, size), size / 100); // a sum whose terms cancel has lost more digits than its terms
        return size > 0 && rights.Length == gots.Length && rights.Zip(gots).All(pair => Math.Abs(pair.First - pair.Second) <= margin);
    }

    private static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
