using System.Globalization;

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
        var given = TypedAnswer.Read(answer, typeof(T));
        if (Values.Difference(Answer.Value, given, Tolerance) is not { } difference) return Verdict.Passed(this, 1);
        var mistake = Wrong.FirstOrDefault(w => Values.Difference(w.Value, given, Tolerance) is null) ?? OffByAFactor(given);
        return Verdict.NotYet(this, new Fault(Sentence(answer, given, difference), $"Think again, or run `Exercises.{Name}.Hint(1)`."), mistake);
    }

    // The right answer is not given away: a prediction that one may read off is none.
    private string Sentence(object answer, object given, ValueDifference difference)
    {
        if (Answer.Value is double or int && given is double or int)
            return difference.Text is null ? $"It is not {Values.Text(answer)}." : $"It is not {Values.Text(answer)}, which is too {(Number(given) > Number(Answer.Value) ? "large" : "small")}.";
        return Values.Shape(given) == Values.Shape(Answer.Value) ? $"It is not {Values.Text(answer)}." : $"{Values.Text(answer)} is {Values.Shape(given)}, but {Values.Shape(Answer.Value)} is asked for.";
    }

    private Mistake? OffByAFactor(object given)
    {
        if (Answer.Value is not (double or int) || given is not (double or int) || Number(Answer.Value) == 0) return null;
        var factor = Number(given) / Number(Answer.Value);
        bool Is(double wrong) => Math.Abs(factor - wrong) <= 1e-9 * Math.Abs(wrong);
        if (Is(-1)) return new("the other sign", "The size is right, the sign is not.");
        if (Is(2) || Is(0.5)) return new("a factor of 2", "You are off by a factor of 2: look for a half that is missing, or taken where there is none.");
        return factor > 0 && Math.Round(Math.Log10(factor)) is var zeros && Is(Math.Pow(10, zeros)) ? new("a power of ten", "The digits are right: count the zeros, or look at where the point stands.") : null;
    }

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
