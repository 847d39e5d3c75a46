using System.Globalization;

namespace RnnLm.Notebooks;

/// <summary>What is wrong with an outcome, before anybody asks why.</summary>
/// <param name="Sentence">What happened, to the learner.</param>
/// <param name="Next">What to try.</param>
/// <param name="Difference">Where and by how much the result is off; null where it is no matter of numbers.</param>
public sealed record Fault(string Sentence, string Next, string? Difference = null)
{
    /// <summary>The fault of this outcome; null if it is right.</summary>
    public static Fault? Of(object expected, Outcome outcome, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.TookTooLong)
        {
            var sentence = $"Your function had not returned after {FunctionCalls.Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.";
            return outcome.StillRuns
                ? new(sentence + " It still runs.", "Look for a loop whose condition never becomes false; then restart the kernel.")
                : new(sentence + " It was stopped.", "Look for a loop whose condition never becomes false.");
        }

        if (outcome.Threw is { } threw) return new($"Your function threw {threw}", "Follow the call by hand until the line that fails.");
        if (outcome.Changed.Count > 0)
        {
            var which = string.Join(" and ", outcome.Changed.Select(i => i + 1));
            return new($"Your function changed what it was given: argument {which}.", "Copy what you want to change, and leave the caller's untouched.");
        }

        if (outcome.IsAliased)
            return new("The same array stands at several places of your result, so that all of them show what was written last.", "Make a new array for each of them.");
        return Values.Difference(expected, outcome.Value, tolerance) is { } difference ? new(difference.Sentence, difference.Next, difference.Text) : null;
    }
}
