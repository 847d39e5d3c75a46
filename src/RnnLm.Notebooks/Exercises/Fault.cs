using System.Globalization;

namespace RnnLm.Notebooks;

/// <summary>What is wrong with an outcome, before anybody asks why.</summary>
/// <param name="Sentence">What happened, to the learner.</param>
/// <param name="Next">What to try.</param>
/// <param name="Difference">Where and by how much the result is off; null where it is no matter of numbers.</param>
public sealed record Fault(string Sentence, string Next, string? Difference = null)
{
    /// <summary>Whether a value is wrong, so that a mistake may be recognised by it; a function that throws or does not return says itself what is the matter.</summary>
    public bool IsOfValue { get; private init; }

    /// <summary>The fault of this outcome; null if it is right.</summary>
    public static Fault? Of(object expected, Outcome outcome, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.TookTooLong)
        {
            var sentence = $"Your function had not returned after {FunctionCalls.Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.";
            return outcome.StillRuns
                ? new(sentence + " It still runs.", "Look for a loop whose condition never becomes false. Then restart the kernel, since the call cannot be stopped here.")
                : new(sentence + " It was stopped.", "Look for a loop whose condition never becomes false.");
        }

        if (outcome.IsNotImplemented) return new("In this case your function still throws the stub's NotImplementedException.", "See by which way the call comes to that line, and write what is missing there.");
        if (outcome.Threw is { } threw) return new($"Your function threw an exception. {threw}.", AfterThrowing(threw));
        if (outcome.Changed.Count > 0)
        {
            var which = string.Join(" and ", outcome.Changed.Select(Values.Ordinal));
            return new($"Your function changed what it was given: its {which} argument.", "Copy what you want to change, and leave the caller's as it was.");
        }

        if (outcome.IsAliased)
        {
            return new("One and the same array, vector or matrix stands at several places of your result, so that all of them show what was written last.",
                "Make a new one for each place, inside the loop.");
        }

        if (outcome.IsReturnedTwice)
        {
            return new("Your function returns one and the same array, vector or matrix at every call, so that a call changes what the call before it has returned.",
                "Make a new one inside the function.");
        }

        if (outcome.Remembers)
        {
            return new("Called again with the same arguments, your function gives another result.",
                "Look for a variable outside of the function that keeps something from call to call, such as a sum, and declare it inside; or for random numbers.");
        }

        return Values.Difference(expected, outcome.Value, tolerance) is { } difference
            ? new(difference.Sentence, difference.Next, difference.Text) { IsOfValue = !difference.IsMissing }
            : null;
    }

    // The message of an exception is the machine's; what to look for is ours.
    private static string AfterThrowing(string threw) => threw.Split(' ', ':')[0] switch
    {
        "IndexOutOfRangeException" or "ArgumentOutOfRangeException" => "An index goes too far: see where each loop begins and ends, and which index counts rows and which columns.",
        "ArgumentException" when threw.Contains("dimension", StringComparison.Ordinal) => "Two shapes do not fit: write them beside each factor of the line that throws.",
        "NullReferenceException" => "Something is used there that was never made: look for what is null.",
        "DivideByZeroException" => "Two whole numbers are divided there, and the second is 0.",
        "NotImplementedException" => "It calls another function that is not written yet: write that one first, or do without it.",
        _ => "Follow the call by hand up to the line that throws.",
    };
}
