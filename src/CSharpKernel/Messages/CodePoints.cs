namespace CSharpKernel.Messages;

/// <summary>Jupyter counts positions in code points, .NET in UTF-16 units: an emoji is one of the former and two of the latter.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 position of a position in code points; beyond the end it is the end.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        int at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--) at += IsPair(text, at) ? 2 : 1;
        return at;
    }

    /// <summary>The position in code points of a UTF-16 position; one within a pair counts as before it.</summary>
    public static int FromUtf16(string text, int position)
    {
        int count = 0;
        for (int at = 0; at < position && at < text.Length; count++)
        {
            at += IsPair(text, at) ? 2 : 1;
            if (at > position) break;
        }
        return count;
    }

    private static bool IsPair(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
