using System.Text;

namespace RnnLm.Cli.Book.Mathematics;

/// <summary>The styles of letters that mathematics tells apart.</summary>
internal enum MathFont
{
    Italic,
    Upright,
    Bold,
    BoldItalic,
    Calligraphic,
    DoubleStruck,
    SansSerif,
    Monospace,
}

/// <summary>Letters of a style as Unicode's mathematical alphanumeric symbols: browsers no longer heed MathML's own attribute for them.</summary>
internal static class MathAlphabet
{
    // Letters that Unicode had before the block was laid out, and left out of it.
    private static readonly Dictionary<(MathFont, char), string> Exceptions = new()
    {
        [(MathFont.Calligraphic, 'B')] = "ℬ",
        [(MathFont.Calligraphic, 'E')] = "ℰ",
        [(MathFont.Calligraphic, 'F')] = "ℱ",
        [(MathFont.Calligraphic, 'H')] = "ℋ",
        [(MathFont.Calligraphic, 'I')] = "ℐ",
        [(MathFont.Calligraphic, 'L')] = "ℒ",
        [(MathFont.Calligraphic, 'M')] = "ℳ",
        [(MathFont.Calligraphic, 'R')] = "ℛ",
        [(MathFont.Calligraphic, 'e')] = "ℯ",
        [(MathFont.Calligraphic, 'g')] = "ℊ",
        [(MathFont.Calligraphic, 'o')] = "ℴ",
        [(MathFont.DoubleStruck, 'C')] = "ℂ",
        [(MathFont.DoubleStruck, 'H')] = "ℍ",
        [(MathFont.DoubleStruck, 'N')] = "ℕ",
        [(MathFont.DoubleStruck, 'P')] = "ℙ",
        [(MathFont.DoubleStruck, 'Q')] = "ℚ",
        [(MathFont.DoubleStruck, 'R')] = "ℝ",
        [(MathFont.DoubleStruck, 'Z')] = "ℤ",
    };

    /// <summary>The letter or digit in this style; itself where the style has none.</summary>
    public static string Style(string text, MathFont font)
    {
        if (text.Length != 1)
            return text;
        char letter = text[0];
        if (Exceptions.TryGetValue((font, letter), out string? exception))
            return exception;
        int start = letter switch
        {
            >= 'A' and <= 'Z' => Offset(font, 0x1D400, 0x1D468, 0x1D49C, 0x1D538, 0x1D5A0, 0x1D670) + letter - 'A',
            >= 'a' and <= 'z' => Offset(font, 0x1D41A, 0x1D482, 0x1D4B6, 0x1D552, 0x1D5BA, 0x1D68A) + letter - 'a',
            >= '0' and <= '9' => Offset(font, 0x1D7CE, 0x1D7CE, 0, 0x1D7D8, 0x1D7E2, 0x1D7F6) + letter - '0',
            >= 'Α' and <= 'Ω' => Offset(font, 0x1D6A8, 0x1D71C, 0, 0, 0, 0) + letter - 'Α',
            >= 'α' and <= 'ω' => Offset(font, 0x1D6C2, 0x1D736, 0, 0, 0, 0) + letter - 'α',
            _ => 0,
        };
        return start < 0x1D400 ? text : new Rune(start).ToString();
    }

    private static int Offset(MathFont font, int bold, int boldItalic, int calligraphic, int doubleStruck, int sansSerif, int monospace) => font switch
    {
        MathFont.Bold => bold,
        MathFont.BoldItalic => boldItalic,
        MathFont.Calligraphic => calligraphic,
        MathFont.DoubleStruck => doubleStruck,
        MathFont.SansSerif => sansSerif,
        MathFont.Monospace => monospace,
        _ => 0,
    };
}
