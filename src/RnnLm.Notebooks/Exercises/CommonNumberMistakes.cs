using System.Collections;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Common mistakes that turn every number into another one in the same way: a sign, a factor, a rounding, a mean.</summary>
internal static class CommonNumberMistakes
{
    /// <summary>The mistake that explains every number of every call; null if none does.</summary>
    public static Mistake? Of(AnsweredCall[] calls, double tolerance)
    {
        if (GivenBack(calls) is { } argument) return new("an argument given back", $"That is the {Values.Ordinal(argument)} argument, as it came. Work the result out, and return that.");
        if (!calls.All(call => Values.Shape(call.Right) == Values.Shape(call.Got))) return null;
        var rights = calls.SelectMany(call => Values.Numbers(call.Right)).ToArray();
        var gots = calls.SelectMany(call => Values.Numbers(call.Got)).ToArray();
        if (rights.Length == 0 || rights.Length != gots.Length) return null;
        if (gots.All(number => number == 0)) return CommonMistakes.OnlyZeros;
        if (gots.All(double.IsInteger) && !rights.All(double.IsInteger))
            return new("whole numbers only", "All your numbers are whole. Look for an int, for two whole numbers that are divided, which cuts off what stands behind the point, or for a result written in by hand.");
        if (SinglePrecision.IsNearly(calls) || AreRounded(rights, gots))
            return new("too few digits", "The numbers are right, but only to a few digits. Look for a float, a rounding, or a constant with too few digits; compute in double.");

        bool Explained(Func<double, double> mistake) => rights.Zip(gots).All(pair => IsClose(mistake(pair.First), pair.Second, tolerance));
        if (Explained(right => -right)) return new("the sign turned round", "The numbers are right but for their sign. Look for a minus, or for a difference taken the other way round.");
        if (Explained(Math.Abs)) return new("the sign lost", "The sizes are right, but what should be negative is positive. Look for an absolute value, a root or a square.");
        var largest = rights.Index().MaxBy(right => Math.Abs(right.Item)).Index;
        var factor = gots[largest] / rights[largest];
        if (Explained(right => factor * right)) return new("a factor too many or too few", $"Every number is {Text(factor)} times the expected one. Look for what it is multiplied with or divided by.");
        var added = gots[largest] - rights[largest];
        if (Explained(right => right + added))
            return new("a constant too many", $"Every number is too {(added > 0 ? "large" : "small")} by {Text(Math.Abs(added))}. Look for what a sum begins with: it is to be 0.");
        if (Explained(right => right * right)) return new("squared", "These are the squares of the expected numbers: a root is missing, or a square is too many.");
        if (Explained(Math.Log)) return new("a logarithm too many", "These are the logarithms of the expected numbers; the numbers themselves are wanted.");
        return OfCounts(calls, tolerance);
    }

    private static int? GivenBack(AnsweredCall[] calls)
    {
        var first = Enumerable.Range(0, calls[0].Arguments.Length)
            .FirstOrDefault(i => calls.All(call => call.Got.GetType() == call.Arguments[i].GetType() && Values.Difference(call.Arguments[i], call.Got, 0) is null), -1);
        return first < 0 ? null : first;
    }

    // A mean in the place of a sum, or a sum in that of a mean: the factor is one over, or is, how many numbers or rows an argument has.
    private static Mistake? OfCounts(AnsweredCall[] calls, double tolerance)
    {
        bool Explained(int argument, Func<object, double> count, int power) => calls.All(call =>
        {
            var factor = Math.Pow(count(call.Arguments[argument]), power);
            return factor > 0 && Values.Numbers(call.Right).Zip(Values.Numbers(call.Got)).All(pair => IsClose(factor * pair.First, pair.Second, tolerance));
        });
        Func<object, double>[] counts = [Count, value => value is Matrix<double> matrix ? matrix.ColumnCount : 0, value => value is int number ? number : 0];
        foreach (var argument in Enumerable.Range(0, calls[0].Arguments.Length))
        {
            if (counts.Any(count => Explained(argument, count, -1)))
                return new("divided by how many there are", $"Every number is divided by a size of the {Values.Ordinal(argument)} argument, as a mean is. The sum itself is wanted.");
            if (counts.Any(count => Explained(argument, count, 1)))
                return new("multiplied by how many there are", $"Every number is multiplied by a size of the {Values.Ordinal(argument)} argument: a division is missing, or something is added in each turn of a loop.");
        }

        return null;
    }

    private static double Count(object value) => value switch
    {
        Matrix<double> matrix => matrix.RowCount,
        ICollection items => items.Count,
        _ => 0,
    };

    // Rounded, or cut off, behind one of the first places after the point.
    private static bool AreRounded(double[] rights, double[] gots) => Enumerable.Range(1, 5).Any(places =>
    {
        var unit = Math.Pow(10, -places);
        return rights.Zip(gots).All(pair => IsClose(Math.Round(pair.Second, places), pair.Second, 1e-12) && Math.Abs(pair.First - pair.Second) <= unit)
            && rights.Any(right => !IsClose(Math.Round(right, places), right, 1e-12)) && rights.Max(Math.Abs) > 10 * unit;
    });

    private static bool IsClose(double expected, double got, double tolerance) => Math.Abs(expected - got) <= tolerance * Math.Max(1, Math.Abs(got));

    private static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
