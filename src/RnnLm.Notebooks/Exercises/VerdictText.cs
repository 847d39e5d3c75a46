using System.Globalization;
using System.Text;

namespace RnnLm.Notebooks;

/// <summary>A verdict as plain text.</summary>
internal static class VerdictText
{
    public const string Unrecognised = "Likely mistake: not recognised. It may be two at once.";

    public static string Of(Verdict verdict)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Heading(verdict)}\n{verdict.Sentence}\n");
        foreach (var (name, value) in Rows(verdict))
            text.Append(CultureInfo.InvariantCulture, $"  {name,-12}{value.Replace("\n", "\n              ", StringComparison.Ordinal)}\n");
        foreach (var remark in verdict.Remarks) text.Append(CultureInfo.InvariantCulture, $"  - {remark}\n");
        if (verdict.Mistake is { } mistake && verdict.Remarks.Count == 0) text.Append(CultureInfo.InvariantCulture, $"Likely mistake: {mistake.Name}. {mistake.Explanation}\n");
        else if (verdict.IsUnrecognised) text.Append(Unrecognised).Append('\n');
        return text.Append("Next: ").Append(verdict.Next).ToString();
    }

    public static string Heading(Verdict verdict) => $"{verdict.Exercise.Title}{(verdict.Exercise.Title.EndsWith('?') ? " " : ": ")}{State(verdict)}";

    private static string State(Verdict verdict) => verdict.State switch
    {
        VerdictState.Passed => $"passed, {verdict.Earned} of {(verdict.Exercise.Points == 1 ? "1 point" : $"{verdict.Exercise.Points} points")}",
        VerdictState.NotYet => "not yet",
        _ => "not attempted",
    };

    public static IEnumerable<(string Name, string Value)> Rows(Verdict verdict) =>
        from row in ((string Name, string? Value)[])[("called", verdict.Call), ("expected", verdict.Expected), ("got", verdict.Got), ("difference", verdict.Difference), ("cases right", Right(verdict))]
        where row.Value is not null
        select (row.Name, row.Value!);

    // A function that is right in some cases is told so: the call that is shown is the first of the others.
    private static string? Right(Verdict verdict) =>
        verdict.State == VerdictState.NotYet && verdict.Call is not null && verdict.CasesRight > 0 ? $"{verdict.CasesRight} of {verdict.Cases}" : null;
}
