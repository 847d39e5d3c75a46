namespace RnnLm.Notebooks;

/// <summary>An exercise whose answer is a value in a variable rather than a function: one case without arguments.</summary>
public abstract class ValueExercise : Exercise
{
    /// <summary>The task, in Markdown, without what the kind of exercise adds to it.</summary>
    public required string Task { get; init; }

    /// <summary>The name of the variable that holds the answer, its own in the notebook: <c>derivationOrder</c>.</summary>
    public required string Variable { get; init; }

    /// <inheritdoc/>
    public override string Statement => Task;

    /// <inheritdoc/>
    public override string Symbol => Variable;

    /// <inheritdoc/>
    public override IReadOnlyList<Type> ParameterTypes => [];

    /// <inheritdoc/>
    public override IReadOnlyList<object[]> Cases(ulong seed) => [[]];

    /// <inheritdoc/>
    public override Verdict Judge(IReadOnlyList<object[]> cases, IReadOnlyList<Outcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return outcomes[0].Value is { } answer && !(answer is string text && string.IsNullOrWhiteSpace(text)) ? Judge(answer) : Verdict.NotAttempted(this);
    }

    /// <summary>What this answer means; it is neither null nor an empty text.</summary>
    protected abstract Verdict Judge(object answer);

    /// <summary>Judges the answer in a cell.</summary>
    protected Verdict CheckAnswer(object? answer) => Checking.Check(this, _ => [new Outcome { Value = answer, IsNotImplemented = answer is null }]);
}
