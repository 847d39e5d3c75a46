namespace RnnLm.Notebooks;

/// <summary>Answers that are given as letters.</summary>
internal static class Letter
{
    /// <summary>The letters of an answer, in capitals and without what may stand between them: <c>a, C b</c> is <c>ACB</c>.</summary>
    public static string Of(object? answer) => string.Concat((answer as string ?? "").Where(char.IsLetter).Select(char.ToUpperInvariant));
}
