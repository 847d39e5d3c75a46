namespace RnnLm.Notebooks;

/// <summary>Common mistakes in texts: a name in braces that is not replaced, right words with other signs between them.</summary>
internal static class CommonTextMistakes
{
    /// <summary>The mistake that explains every call; null if none does.</summary>
    public static Mistake? Of(AnsweredCall[] calls)
    {
        var texts = calls.SelectMany(call => Texts(call.Got)).ToArray();
        if (texts.Length == 0) return null;
        if (texts.Any(text => text.Contains('{', StringComparison.Ordinal)))
            return new("the $ in front of a text missing", "A name in braces is replaced by its value only where a $ stands in front of the text: $\"h({t})\".");
        return calls.All(call => Texts(call.Right).Select(Bare).SequenceEqual(Texts(call.Got).Select(Bare), StringComparer.OrdinalIgnoreCase))
            ? new("other signs", "Letters and digits are right, but not the signs among them. Write them as the task does, sign by sign.")
            : null;
    }

    private static IEnumerable<string> Texts(object value) => value is string text ? [text] : Values.HasElements(value) ? Values.Elements(value).OfType<string>() : [];

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
