using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace RnnLm.Cli.Terminal;

/// <summary>Options that say in one sentence what they take when something else comes.</summary>
internal static class OptionOf
{
    /// <summary>A whole number within bounds; null if it is not given.</summary>
    public static Option<int?> Count(string name, string help, string description, int least = 1, int most = int.MaxValue) =>
        Number<int>(name, help, description, NumberStyles.AllowLeadingSign, n => n >= least && n <= most,
            most == int.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}");

    /// <summary>A number that satisfies a condition; null if it is not given.</summary>
    public static Option<double?> Real(string name, string help, string description, Func<double, bool> holds, string range) =>
        Number<double>(name, help, description, NumberStyles.Float, n => double.IsFinite(n) && holds(n), $"a number {range}");

    /// <summary>A seed: any whole number that is not negative.</summary>
    public static Option<ulong?> Seed(string description) =>
        Number<ulong>("--seed", "N", description, NumberStyles.None, _ => true, "a whole number that is not negative");

    /// <summary>One of a few words; null if it is not given.</summary>
    public static Option<string?> Choice(string name, string description, params IReadOnlyList<string> choices)
    {
        var option = new Option<string?>(name)
        {
            HelpName = string.Join('|', choices),
            Description = description,
            CustomParser = result =>
            {
                var value = result.Tokens[0].Value;
                if (choices.Contains(value)) return value;
                result.AddError($"{name} is one of {string.Join(", ", choices)}, but '{value}' came.");
                return null;
            },
        };
        option.CompletionSources.Add([.. choices]);
        return option;
    }

    /// <summary>A file's path.</summary>
    public static Option<string?> File(string name, string description)
    {
        var option = new Option<string?>(name) { HelpName = "FILE", Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value.Length: 0 }]) result.AddError($"{name} takes a path, but an empty one came.");
        });
        return option;
    }

    /// <summary>A yes-or-no option.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    private static Option<T?> Number<T>(string name, string help, string description, NumberStyles style, Func<T, bool> holds, string expected)
        where T : struct, INumber<T> => new(name)
        {
            HelpName = help,
            Description = description,
            CustomParser = result =>
            {
                var value = result.Tokens[0].Value;
                if (T.TryParse(value, style, CultureInfo.InvariantCulture, out var number) && holds(number)) return number;
                result.AddError($"{name} takes {expected}, but '{value}' came.");
                return null;
            },
        };
}
