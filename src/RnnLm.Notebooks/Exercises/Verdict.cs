using RnnLm.Notebooks.Display;

namespace RnnLm.Notebooks;

/// <summary>How an exercise stands.</summary>
public enum VerdictState
{
    /// <summary>The stub is as it came.</summary>
    NotAttempted,

    /// <summary>Something is wrong or missing.</summary>
    NotYet,

    /// <summary>Every case is right.</summary>
    Passed,
}

/// <summary>What a check says to the learner.</summary>
/// <param name="Exercise">Which exercise.</param>
/// <param name="State">How it stands.</param>
/// <param name="Sentence">What happened, in a sentence.</param>
/// <param name="Next">What to do next, in a sentence.</param>
[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Plain])]
public sealed record Verdict(Exercise Exercise, VerdictState State, string Sentence, string Next) : IDisplayed
{
    /// <summary>The call that went wrong: <c>Dot([1, 2, 3], [2, 0, 1])</c>.</summary>
    public string? Call { get; init; }

    /// <summary>What it should give.</summary>
    public string? Expected { get; init; }

    /// <summary>What it gave.</summary>
    public string? Got { get; init; }

    /// <summary>Where and by how much the two differ.</summary>
    public string? Difference { get; init; }

    /// <summary>The likely mistake; null if it is not recognised.</summary>
    public Mistake? Mistake { get; init; }

    /// <summary>Whether a wrong value came that is none of the named mistakes.</summary>
    public bool IsUnrecognised { get; init; }

    /// <summary>What is to be said of single answers: the wrong choices of a quiz.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How many cases there were.</summary>
    public int Cases { get; init; } = 1;

    /// <summary>How many of them are right.</summary>
    public int CasesRight { get; init; }

    /// <summary>The points that this earns: all or none.</summary>
    public int Earned => State == VerdictState.Passed ? Exercise.Points : 0;

    /// <summary>Every case is right.</summary>
    public static Verdict Passed(Exercise exercise, int cases)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        return new(exercise, VerdictState.Passed, cases == 1 ? "That is right." : $"All {cases} cases are right.", exercise.Afterwards) { Cases = cases, CasesRight = cases };
    }

    /// <summary>Nothing is there to judge yet.</summary>
    public static Verdict NotAttempted(Exercise exercise, string sentence = "Nothing is filled in yet.")
    {
        ArgumentNullException.ThrowIfNull(exercise);
        return new(exercise, VerdictState.NotAttempted, sentence, $"Complete the cell above and run both cells. To be helped along, run `Exercises.{exercise.Name}.Hint(1)`.");
    }

    /// <summary>Something is wrong.</summary>
    public static Verdict NotYet(Exercise exercise, Fault fault, Mistake? mistake)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        ArgumentNullException.ThrowIfNull(fault);
        var isUnrecognised = fault.IsOfValue && mistake is null;
        var next = mistake is not null ? "Change that, and run both cells again." : isUnrecognised ? $"{fault.Next} `Exercises.{exercise.Name}.Hint(1)` helps along." : fault.Next;
        return new(exercise, VerdictState.NotYet, fault.Sentence, next) { Difference = fault.Difference, Mistake = mistake, IsUnrecognised = isUnrecognised };
    }

    /// <inheritdoc/>
    public string? As(string mimeType) => mimeType switch
    {
        MimeTypes.Html => VerdictHtml.Of(this),
        MimeTypes.Plain => VerdictText.Of(this),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => VerdictText.Of(this);
}
