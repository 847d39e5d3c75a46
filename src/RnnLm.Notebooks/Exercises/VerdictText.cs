using System.Globalization;
using System.Text;

namespace RnnLm.Notebooks;

/// <summary>A verdict as plain text.</summary>
internal static class VerdictText
{
    public static string Of(Verdict verdict)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{verdict.Exercise.Title}: {State(verdict)}\n{verdict.Sentence}\n");
        foreach (var (name, value) in Rows(verdict)) text.Append(CultureInfo.InvariantCulture, $"  {name,-11}{value.Replace("\n", "\n             ", StringComparison.Ordinal)}\n");
        foreach (var remark in verdict.Remarks) text.Append(CultureInfo.InvariantCulture, $"  - {remark}\n");
        if (verdict.State == VerdictState.NotYet && verdict.Exercise.Mistakes.Count > 0) text.Append(Cause(verdict)).Append('\n');
        return text.Append("Next: ").Append(verdict.Next).ToString();
    }

    public static string State(Verdict verdict) => verdict.State switch
    {
        VerdictState.Passed => $"passed, {verdict.Earned} of {verdict.Exercise.Points} points",
        VerdictState.NotYet => "not yet",
        _ => "not attempted",
    };

    public static IEnumerable<(string Name, string Value)> Rows(Verdict verdict) =>
        from row in ((string Name, string? Value)[])[("called", verdict.Call), ("expected", verdict.Expected), ("got", verdict.Got), ("difference", verdict.Difference)]
        where row.Value is not null
        select (row.Name, row.Value!);

    public static string Cause(Verdict verdict) => verdict.Mistake is { } mistake
        ? $"Likely mistake: {mistake.Name}. {mistake.Explanation}"
        : "Likely mistake: not recognised.";
}
