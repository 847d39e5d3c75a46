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
        return EveryNumber.FirstOrDefault(one => Explained(one.Mistake)) is { Name: { } name, Explanation: { } explanation }
            ? new(name, explanation)
            : OfCounts(calls, tolerance) ?? OfArgument(calls, tolerance) ?? OfCalls(calls, tolerance);
    }

    // What may be done to each number by itself.
    private static IReadOnlyList<(string Name, string Explanation, Func<double, double> Mistake)> EveryNumber { get; } =
    [
        ("squared", "These are the squares of the expected numbers: a root is missing, or a square is too many.", right => right * right),
        ("a root too many", "These are the roots of the expected numbers; the numbers themselves are wanted.", Math.Sqrt),
        ("a logarithm too many", "These are the logarithms of the expected numbers; the numbers themselves are wanted.", Math.Log),
        ("a logarithm too many", "These are the logarithms, to base 2, of the expected numbers; the numbers themselves are wanted.", Math.Log2),
        ("a logarithm too many", "These are the logarithms, to base 10, of the expected numbers; the numbers themselves are wanted.", Math.Log10),
        ("an exponential too many", "These are e to the power of the expected numbers; the numbers themselves are wanted.", Math.Exp),
        ("turned upside down", "Each number is 1 divided by the expected one: look for a division the wrong way round.", right => 1 / right),
        ("taken from 1", "Each number is 1 minus the expected one: what is left over, where the part itself is wanted.", right => 1 - right),
    ];

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

    // A sum that begins with what was given, in the place of zeros.
    private static Mistake? OfArgument(AnsweredCall[] calls, double tolerance)
    {
        var added = Enumerable.Range(0, calls[0].Arguments.Length).FirstOrDefault(i => calls.All(call =>
            Values.Shape(call.Arguments[i]) == Values.Shape(call.Right)
            && Values.Numbers(call.Right).Zip(Values.Numbers(call.Arguments[i]), (right, given) => right + given).Zip(Values.Numbers(call.Got)).All(pair => IsClose(pair.First, pair.Second, tolerance))), -1);
        return added < 0 ? null : new("an argument added", $"Your result is the expected one plus the {Values.Ordinal(added)} argument. Begin the sum with zeros, and not with what was given.");
    }

    // In each call one factor for all numbers: the whole was divided by a sum, a norm or a count, and should not have been, or by another one.
    private static Mistake? OfCalls(AnsweredCall[] calls, double tolerance)
    {
        double? Factor(AnsweredCall call)
        {
            var (rights, gots) = (Values.Numbers(call.Right).ToArray(), Values.Numbers(call.Got).ToArray());
            if (rights.Count(right => right != 0) < 2) return null;
            var largest = rights.Index().MaxBy(right => Math.Abs(right.Item)).Index;
            var factor = gots[largest] / rights[largest];
            return factor != 0 && rights.Zip(gots).All(pair => IsClose(factor * pair.First, pair.Second, tolerance)) ? factor : null;
        }

        var factors = calls.Select(Factor).ToArray();
        if (factors.Contains(null)) return null;
        var shown = factors.First(factor => !IsClose(1, factor!.Value, tolerance))!.Value;
        return new("one factor in each call", $"In each call all your numbers are the expected ones times one factor, here {Text(shown)}. Look for what the whole result is divided by or multiplied with: a sum, a norm, a count.");
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
