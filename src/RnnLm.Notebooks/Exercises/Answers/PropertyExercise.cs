namespace RnnLm.Notebooks;

/// <summary>Something that a right answer has, and what to say to whoever gives one without it.</summary>
/// <param name="Name">What is then wrong, in a few words: <c>the radius is not below 1</c>.</param>
/// <param name="Explanation">One sentence to the learner, kind and exact.</param>
/// <param name="Holds">Whether an answer has it; the properties named before it hold already.</param>
/// <param name="Example">An answer that has those before it and not this one.</param>
public sealed record Property<T>(string Name, string Explanation, Func<T, bool> Holds, T Example) : Mistake(Name, Explanation)
    where T : notnull;

/// <summary>Give an example of something: any answer is right that has all of the properties asked for.</summary>
/// <typeparam name="T">The answer's type: a number, or arrays of numbers.</typeparam>
public sealed class PropertyExercise<T> : ValueExercise
    where T : class
{
    /// <summary>The answer's type as a learner writes it: <c>double[][]</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>What stands behind the stub's empty answer, such as <c>[[…, …], […, …]]</c>.</summary>
    public required string Comment { get; init; }

    /// <summary>A right answer.</summary>
    public required Answer<T> Answer { get; init; }

    /// <summary>What a right answer has, in the order in which it is looked at.</summary>
    public required IReadOnlyList<Property<T>> Properties { get; init; }

    /// <summary>What is measured of an answer, in a sentence: what it is missing should show there.</summary>
    public required Func<T, string> Measured { get; init; }

    /// <inheritdoc/>
    public override string Stub => $"{TypeName} {Variable} = null; // {Comment}";

    /// <inheritdoc/>
    public override string SolutionText => $"{TypeName} {Variable} = {Answer.Text};";

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> Mistakes => Properties;

    /// <inheritdoc/>
    public override Type ResultType => typeof(T);

    /// <summary>Says whether the answer has what is asked for.</summary>
    /// <param name="answer">The variable that the stub declares.</param>
    public Verdict Check(T? answer) => CheckAnswer(answer);

    /// <inheritdoc/>
    public override object Expected(object[] arguments) => Answer.Value;

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Outputs(Mistake mistake, object[] arguments) => [((Property<T>)mistake).Example];

    /// <inheritdoc/>
    protected override Verdict Judge(object answer)
    {
        if (answer is not T given) return Verdict.NotYet(this, new Fault($"A {TypeName} is asked for, but {Values.Shape(answer)} came.", "Give the variable the type it came with."), null);
        if (Properties.FirstOrDefault(p => !p.Holds(given)) is { } missing)
            return Verdict.NotYet(this, new Fault($"{Values.Text(answer)} is not such an example.", "Change one number, and check again."), missing) with { Got = Measured(given) };
        return Verdict.Passed(this, 1) with { Sentence = $"That is right. {Measured(given)}" };
    }
}
