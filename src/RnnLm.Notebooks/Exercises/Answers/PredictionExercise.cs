namespace RnnLm.Notebooks;

/// <summary>Predict a number or a shape before the code tells it.</summary>
/// <typeparam name="T"><c>double</c>, <c>int</c>, <c>int[]</c>, <c>double[]</c> or <c>string</c>.</typeparam>
public sealed class PredictionExercise<T> : ValueExercise
    where T : notnull
{
    /// <summary>The right answer: <c>new(0.9 * 0.9)</c>.</summary>
    public required Answer<T> Answer { get; init; }

    /// <summary>Wrong answers that are recognised.</summary>
    public IReadOnlyList<WrongAnswer<T>> Wrong { get; init; } = [];

    /// <summary>How far a number may be off, relative to the right one and at least to 1.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>What stands behind the stub's empty answer, such as <c>rows, columns</c>.</summary>
    public string Comment { get; init; } = "your prediction";

    /// <inheritdoc/>
    public override string Stub => $"{TypeName} {Variable} = null; // {Comment}";

    /// <inheritdoc/>
    public override string SolutionText => $"{TypeName} {Variable} = {Answer.Text};";

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> Mistakes => Wrong;

    /// <inheritdoc/>
    public override Type ResultType => typeof(T).IsValueType ? typeof(Nullable<>).MakeGenericType(typeof(T)) : typeof(T);

    private static string TypeName
    {
        get
        {
            var element = typeof(T).GetElementType() ?? typeof(T);
            var name = element == typeof(double) ? "double" : element == typeof(int) ? "int" : element == typeof(bool) ? "bool" : "string";
            return typeof(T).IsArray ? $"{name}[]" : typeof(T).IsValueType ? $"{name}?" : name;
        }
    }

    /// <summary>Says whether the prediction holds.</summary>
    /// <param name="prediction">The variable that the stub declares.</param>
    public Verdict Check(object? prediction) => CheckAnswer(prediction);

    /// <inheritdoc/>
    public override object Expected(object[] arguments) => Answer.Value;

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Outputs(Mistake mistake, object[] arguments) => [((WrongAnswer<T>)mistake).Value];

    /// <inheritdoc/>
    protected override Verdict Judge(object answer)
    {
        if (Values.Difference(Answer.Value, answer, Tolerance) is not { } difference) return Verdict.Passed(this, 1);
        var mistake = Wrong.FirstOrDefault(w => Values.Difference(w.Value, answer, Tolerance) is null);
        // The right answer is not given away: a prediction that one may read off is none.
        var sentence = difference.Text is null || Answer.Value is not (double or int) ? $"It is not {Values.Text(answer)}."
            : $"It is not {Values.Text(answer)}, which is too {(Convert.ToDouble(answer, null) > Convert.ToDouble(Answer.Value, null) ? "large" : "small")}.";
        return Verdict.NotYet(this, new Fault(sentence, $"Think again, or run `Exercises.{Name}.Hint(1)`."), mistake);
    }
}
