using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnLm.Notebooks;

/// <summary>An answer in the form in which somebody typed it, read as what is asked for: <c>"5,050"</c>, <c>"1/3"</c>, <c>"0,81"</c> or <c>9m</c> as a number.</summary>
internal static partial class TypedAnswer
{
    /// <summary>The answer as a number or as numbers; as it is, if it cannot be read so or if neither is asked for.</summary>
    /// <param name="answer">What the learner's variable holds.</param>
    /// <param name="type">What is asked for.</param>
    public static object Read(object answer, Type type)
    {
        if (type == typeof(double) || type == typeof(int)) return Number(answer) ?? answer;
        if (type != typeof(double[]) && type != typeof(int[]) || answer is not string text) return answer;
        var numbers = text.Trim('[', ']', '(', ')', '{', '}', ' ').Split(Separators(text), StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
        return numbers.All(number => number is not null) ? numbers.Select(number => number!.Value).ToArray() : answer;
    }

    // Between numbers stands a comma with a space or a semicolon where commas may also be within them.
    private static string[] Separators(string text) => text.Contains(", ", StringComparison.Ordinal) || text.Contains(';', StringComparison.Ordinal) ? [", ", ";"] : [",", " "];

    private static double? Number(object answer) => answer switch
    {
        string text => Number(text),
        byte or short or int or long or float or double or decimal => Convert.ToDouble(answer, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static double? Number(string text)
    {
        var bare = Spaces().Replace(text.Trim().Replace('−', '-'), "");
        if (bare.EndsWith('%')) return Number(bare[..^1]) / 100;
        if (bare.Split('/') is [var above, var below]) return Number(above) / Number(below);
        if (Thousands().IsMatch(bare)) bare = bare.Replace(",", "", StringComparison.Ordinal);
        return double.TryParse(bare.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"(?<=\d)[\s_’'](?=\d)")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Thousands();
}
