using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Where two values differ.</summary>
/// <param name="Sentence">What is wrong, to the learner.</param>
/// <param name="Next">What to try.</param>
/// <param name="Text">The place and the size of the difference; null where it is no matter of numbers.</param>
public sealed record ValueDifference(string Sentence, string Next, string? Text = null)
{
    /// <summary>Whether there is no value at the place at all: it is null, not a number, or infinite.</summary>
    public bool IsMissing { get; init; }
}

/// <summary>
/// The values that go into an exercise and come out: numbers, texts, vectors, matrices, and arrays and lists of these. Copies them, compares them and puts them
/// into words.
/// </summary>
public static class Values
{
    private const int Shown = 12; // elements of a list that a sentence can hold

    /// <summary>A copy that shares nothing with the value.</summary>
    public static object Copy(object value) => value switch
    {
        Vector<double> vector => vector.Clone(),
        Matrix<double> matrix => matrix.Clone(),
        Array array => CopyOf(array),
        IList list => CopyOf(list),
        _ => value,
    };

    /// <summary>The value as one would write it: <c>[1, 2.5]</c>.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        double number => Number(number),
        string text => $"\"{text}\"",
        Matrix<double> matrix => Rows(matrix),
        ITuple tuple => $"({string.Join(", ", Elements(tuple).Select(Text))})",
        IEnumerable items => List([.. items.Cast<object?>()]),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The call with these arguments: <c>Dot([1, 2], [3, 4])</c>; what takes several lines stands below, by its name.</summary>
    public static string Call(string symbol, IReadOnlyList<string> names, object[] arguments)
    {
        var texts = arguments.Select(Text).ToArray();
        if (!texts.Any(text => text.Contains('\n', StringComparison.Ordinal))) return $"{symbol}({string.Join(", ", texts)})";
        var lines = names.Zip(texts, (name, text) => $"{name} = {text.Replace("\n", "\n" + new string(' ', name.Length + 3), StringComparison.Ordinal)}");
        return $"{symbol}({string.Join(", ", names)})\n{string.Join('\n', lines)}";
    }

    /// <summary>What kind of thing a value is: <c>a list of 3</c>, <c>a 4×2 matrix</c>.</summary>
    public static string Shape(object? value) => value switch
    {
        null => "null",
        double or float => "a number",
        int or long => "a whole number",
        string => "a text",
        bool => "true or false",
        Vector<double> vector => $"a vector of {vector.Count}",
        Matrix<double> matrix => $"a {matrix.RowCount}×{matrix.ColumnCount} matrix",
        ITuple tuple => $"a tuple of {tuple.Length}",
        ICollection { Count: 0 } => "an empty list",
        ICollection items => $"a list of {items.Count}",
        _ => value.GetType().Name,
    };

    /// <summary>Where two values differ; null if they are the same up to the tolerance.</summary>
    /// <param name="expected">The right value.</param>
    /// <param name="got">The learner's.</param>
    /// <param name="tolerance">How far a number may be off, relative to the largest expected number, and at least to 1.</param>
    public static ValueDifference? Difference(object expected, object? got, double tolerance) =>
        Difference(expected, got, tolerance * Math.Max(1, Size(expected)), "");

    /// <summary>Whether two values are the same up to this much at each number.</summary>
    internal static bool AreWithin(double margin, object? expected, object? got)
    {
        if (expected is null || got is null) return expected is null && got is null;
        if (expected is double[] numbers && got is double[] others) return AreWithin(margin, numbers, others);
        if (Number(expected, out var right) && Number(got, out var number)) return number.Equals(right) || Math.Abs(number - right) <= margin;
        if (HasElements(expected) && HasElements(got)) return Shape(expected) == Shape(got) && Elements(expected).Zip(Elements(got)).All(pair => AreWithin(margin, pair.First, pair.Second));
        return Equals(expected, got) || (expected is string text && got is string other && IsSameText(text, other));
    }

    /// <summary>The size of the largest number in a value; 0 if there is none.</summary>
    internal static double Size(object value) => Numbers(value).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();

    private static bool AreWithin(double margin, double[] expected, double[] got)
    {
        if (expected.Length != got.Length) return false;
        for (var i = 0; i < expected.Length; i++)
        {
            if (!got[i].Equals(expected[i]) && !(Math.Abs(got[i] - expected[i]) <= margin)) return false;
        }

        return true;
    }

    private static ValueDifference? Difference(object? expected, object? got, double margin, string place)
    {
        if (AreWithin(margin, expected, got)) return null;
        var where = place.Length == 0 ? "Your result" : $"The element {place} of your result";
        if (got is null) return new($"{where} is null.", "Return a value in every case.") { IsMissing = true };
        if (expected is null) return new($"{where} should be null.", "Look at this place.");
        if (Number(expected, out var right) && Number(got!, out var number))
        {
            if (!double.IsFinite(number))
                return new($"{where} is {(double.IsNaN(number) ? "not a number (NaN)" : "infinite")}.", "Look for a division by zero, the logarithm of zero or less, or an exponential that overflows.") { IsMissing = true };
            return new(place.Length == 0 ? "The number is not the expected one." : $"The number at {place} is not the expected one.", "Follow the call by hand, and run the check again.",
                $"{Number(number - right)}{(place.Length == 0 ? "" : $" at {place}")}");
        }

        if (HasElements(expected) && HasElements(got!))
        {
            if (Shape(expected) != Shape(got)) return new($"{where} is {Shape(got)}, but should be {Shape(expected)}.", "Write the shapes of the pieces beside each line, and see where they part.");
            foreach (var ((e, g), i) in Elements(expected).Zip(Elements(got!)).Select((pair, i) => (pair, i)))
            {
                if (Difference(e, g, margin, place + Index(expected, i)) is { } difference) return difference;
            }

            return null;
        }

        return Shape(expected) == Shape(got)
            ? new($"{where} is {Text(got)}, but should be {Text(expected)}.", "Compare the two.")
            : new($"{where} is {Shape(got)}, but should be {Shape(expected)}.", "Return what the signature says.");
    }

    // Spaces and capitals carry no meaning in what exercises ask for.
    private static bool IsSameText(string some, string other)
    {
        static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return string.Equals(Bare(some), Bare(other), StringComparison.OrdinalIgnoreCase);
    }

    // A matrix is no IEnumerable; a text is one.
    internal static bool HasElements(object value) => value is (IEnumerable or Matrix<double> or ITuple) and not string;

    internal static IEnumerable<object?> Elements(object value) => value switch
    {
        Matrix<double> matrix => matrix.EnumerateRows().SelectMany(row => row).Cast<object?>(),
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
        _ => ((IEnumerable)value).Cast<object?>(),
    };

    private static string Index(object owner, int i) => owner is Matrix<double> matrix ? $"[{i / matrix.ColumnCount}, {i % matrix.ColumnCount}]" : $"[{i}]";

    internal static IEnumerable<double> Numbers(object? value) => value switch
    {
        null or string => [],
        double[] numbers => numbers,
        Vector<double> vector => vector,
        _ when Number(value, out var number) => [number],
        _ when HasElements(value) => Elements(value).SelectMany(Numbers),
        _ => [],
    };

    private static bool Number(object value, out double number)
    {
        number = value is double or float or int or long ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN;
        return value is double or float or int or long;
    }

    private static string Number(double number) => number.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A position in words: <c>first</c> for 0.</summary>
    internal static string Ordinal(int position) => position switch
    {
        0 => "first",
        1 => "second",
        2 => "third",
        3 => "fourth",
        _ => $"{position + 1}th",
    };

    // A row a line, each column as wide as its widest number.
    private static string Rows(Matrix<double> matrix)
    {
        var cells = matrix.EnumerateRows().Select(row => row.Select(Number).ToArray()).ToArray();
        var widths = Enumerable.Range(0, matrix.ColumnCount).Select(j => cells.Max(row => row[j].Length)).ToArray();
        return $"[{string.Join(",\n ", cells.Select(row => $"[{string.Join(", ", row.Select((cell, j) => cell.PadLeft(widths[j])))}]"))}]";
    }

    private static string List(object?[] items)
    {
        string[] texts = [.. items.Take(Shown).Select(Text), .. items.Length > Shown ? (string[])[$"… {items.Length - Shown} more"] : []];
        return texts.Any(text => text.Contains('\n', StringComparison.Ordinal)) // matrices, one below the other
            ? $"[{string.Join(",\n ", texts.Select(text => text.Replace("\n", "\n ", StringComparison.Ordinal)))}]"
            : $"[{string.Join(", ", texts)}]";
    }

    private static Array CopyOf(Array array)
    {
        var copy = (Array)array.Clone();
        if (array.Rank == 1 && !array.GetType().GetElementType()!.IsPrimitive)
        {
            for (var i = 0; i < array.Length; i++)
            {
                if (array.GetValue(i) is { } item) copy.SetValue(Copy(item), i);
            }
        }

        return copy;
    }

    private static IList CopyOf(IList list)
    {
        var copy = (IList)Activator.CreateInstance(list.GetType())!;
        foreach (var item in list) copy.Add(item is null ? null : Copy(item));
        return copy;
    }
}
