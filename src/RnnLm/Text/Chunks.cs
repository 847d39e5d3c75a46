using System.Globalization;
using System.Text;

namespace RnnLm.Text;

/// <summary>
/// Cuts a line into the chunks that byte pairs may not cross: a run of letters, of digits, or of other signs, each with the
/// one space before it, or a run of white space.
/// </summary>
internal static class Chunks
{
    private enum Kind
    {
        Space,
        Letter,
        Digit,
        Sign,
    }

    /// <summary>The length of the chunk that a non-empty line begins with.</summary>
    public static int First(ReadOnlySpan<char> line)
    {
        var start = line.Length > 1 && line[0] == ' ' && KindAt(line[1..], out _) != Kind.Space ? 1 : 0;
        var kind = KindAt(line[start..], out var width);
        var end = start + width;
        while (end < line.Length && KindAt(line[end..], out width) == kind) end += width;
        // The last space of a run goes with what follows it.
        return kind == Kind.Space && end < line.Length && end > 1 && line[end - 1] == ' ' ? end - 1 : end;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int width)
    {
        Rune.DecodeFromUtf16(text, out var rune, out width);
        if (Rune.IsWhiteSpace(rune)) return Kind.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.EnclosingMark => Kind.Letter, // letters and the marks on them
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Digit,
            _ => Kind.Sign,
        };
    }
}
