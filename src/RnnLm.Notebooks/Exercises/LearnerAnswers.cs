using RnnLm.Notebooks.Display;

namespace RnnLm.Notebooks;

/// <summary>
/// What a grader asks of the learner's process, by cells that it adds: call this function with these arguments, and say what came of it. Neither cases nor
/// expected values nor verdicts are there; the process computes outputs and nothing else.
/// </summary>
/// <param name="Json">The outcomes.</param>
[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [MimeTypes.Outcomes, MimeTypes.Plain])]
public sealed record LearnerAnswers(string Json) : IDisplayed
{
    /// <summary>Calls the function with each of these arguments.</summary>
    /// <param name="function">The learner's.</param>
    /// <param name="cases">What <see cref="ExerciseJson.WriteCases"/> gave.</param>
    public static LearnerAnswers Of(Delegate function, string cases)
    {
        ArgumentNullException.ThrowIfNull(function);
        var types = function.Method.GetParameters().Select(p => p.ParameterType).ToArray();
        return new(ExerciseJson.WriteOutcomes(FunctionCalls.Run(function, ExerciseJson.ReadCases(cases, types))));
    }

    /// <summary>The value of the learner's variable.</summary>
    public static LearnerAnswers OfValue(object? value) => new(ExerciseJson.WriteOutcomes([new Outcome { Value = value, IsNotImplemented = value is null }]));

    /// <inheritdoc/>
    public string? As(string mimeType) => mimeType switch
    {
        MimeTypes.Outcomes => Json,
        MimeTypes.Plain => "answers for a grader",
        _ => null,
    };
}
