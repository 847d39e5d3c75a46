using System.Runtime.CompilerServices;

namespace RnnLm.Notebooks;

/// <summary>A value and the text that gives it: <c>new(0.9 * 0.9)</c> keeps both.</summary>
/// <param name="value">The value, written out where this is constructed.</param>
/// <param name="text">Filled in by the compiler.</param>
public sealed class Answer<T>(T value, [CallerArgumentExpression(nameof(value))] string text = "")
    where T : notnull
{
    /// <summary>The value.</summary>
    public T Value { get; } = value;

    /// <summary>The C# expression that gives it.</summary>
    public string Text { get; } = text;
}

/// <summary>A likely wrong answer.</summary>
/// <param name="Name">A few words: <c>the inner sizes</c>.</param>
/// <param name="Explanation">One sentence to the learner, kind and exact.</param>
/// <param name="Value">The answer.</param>
public sealed record WrongAnswer<T>(string Name, string Explanation, T Value) : Mistake(Name, Explanation)
    where T : notnull;
