namespace RnnLm.Notebooks;

/// <summary>A likely mistake, recognised by what it gives.</summary>
/// <param name="Name">A few words: <c>first element left out</c>.</param>
/// <param name="Explanation">One sentence to the learner, kind and exact.</param>
public record Mistake(string Name, string Explanation);

/// <summary>A likely mistake in a function.</summary>
/// <param name="Name">A few words: <c>first element left out</c>.</param>
/// <param name="Explanation">One sentence to the learner, kind and exact.</param>
/// <param name="Function">The function with the mistake in it: what it returns is the mistake's fingerprint.</param>
public sealed record Mistake<TFunction>(string Name, string Explanation, TFunction Function) : Mistake(Name, Explanation)
    where TFunction : Delegate
{
    /// <summary>Other ways to make the same mistake, which the same sentence helps.</summary>
    public IReadOnlyList<TFunction> Variants { get; init; } = [];

    /// <summary>All ways to make it.</summary>
    public IEnumerable<TFunction> Functions => [Function, .. Variants];
}
