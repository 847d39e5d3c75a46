using System.Xml.Linq;

namespace RnnLm.Cli.Book.Mathematics;

/// <summary>Formulas as plain text, for a terminal: <c>\frac{\partial h(t)}{\partial W_h}</c> is <c>∂h(t)/∂W_h</c>.</summary>
internal static class PlainMathematics
{
    private const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The formula.</summary>
    /// <param name="tex">The TeX between the dollar signs.</param>
    /// <exception cref="TexException">The formula is malformed or uses a command outside of the subset.</exception>
    public static string Of(string tex) => string.Join(' ', Text(new TexParser(tex).ParseFormula()).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Text(XElement element) => element.Name.LocalName switch
    {
        "mi" or "mn" or "mtext" or "ms" => element.Value.Replace('\u00a0', ' '),
        "mo" => Operator(element),
        "mspace" => " ",
        "msub" or "munder" => $"{Part(element, 0)}_{Grouped(Part(element, 1))}{Gap(element)}",
        "msup" => Part(element, 0) + Raised(Part(element, 1)),
        "mover" => Over(Part(element, 0), Part(element, 1)),
        "msubsup" or "munderover" => $"{Part(element, 0)}_{Grouped(Part(element, 1))}{Raised(Part(element, 2))}{Gap(element)}",
        "mfrac" => Fraction(Part(element, 0), Part(element, 1)),
        "msqrt" => $"√({Children(element)})",
        "mtable" => string.Join("; ", element.Elements().Select(Text)),
        "mtr" => string.Join(' ', element.Elements().Select(cell => Text(cell).Trim())),
        _ => Children(element),
    };

    private static string Children(XElement element) => string.Concat(element.Elements().Select(Text));

    private static string Part(XElement element, int index) => Text(element.Elements().ElementAt(index)).Trim();

    // What stands between two things, such as = and +, has room on both sides; a product has none.
    private static string Operator(XElement element) => element.Value switch
    {
        "⋅" => "·",
        "," or ";" => element.Value + " ",
        "=" or "+" or "≤" or "≥" or "<" or ">" or "≈" or "→" or "←" or "⊙" or "∈" or "≠" when element.Parent?.Elements().Count() > 1 => $" {element.Value} ",
        "−" when element.PreviousNode is XElement before && (before.Name.LocalName != "mo" || before.Value is ")" or "]" or "′") => " − ",
        "\u2061" or "\u2062" or "\u2063" => "", // marks that are not seen
        _ => element.Value,
    };

    // Behind the limits of a sum or product.
    private static string Gap(XElement element) => Part(element, 0) is "∑" or "∏" ? " " : "";

    private static string Grouped(string text) => text.Length > 1 && !text.StartsWith('(') ? $"({text})" : text;

    private static string Raised(string text) => text switch
    {
        "⊤" => "ᵀ",
        "+" => "⁺",
        "′" or "'" => "′",
        _ when text.All(char.IsAsciiDigit) => string.Concat(text.Select(digit => Digits[digit - '0'])),
        _ => "^" + Grouped(text),
    };

    private static string Over(string text, string accent) => accent switch
    {
        "^" or "ˆ" => text + "\u0302", // a hat that combines
        "¯" or "‾" => text + "\u0304",
        _ => text,
    };

    private static string Fraction(string above, string below) => (above, below) switch
    {
        ("1", "2") => "½",
        ("1", "4") => "¼",
        _ => $"{Bracketed(above)}/{Bracketed(below)}",
    };

    // A sum or product keeps together above or below the stroke; what stands in brackets of its own does already.
    private static string Bracketed(string text)
    {
        var depth = 0;
        foreach (var sign in text)
        {
            depth += sign is '(' or '[' ? 1 : sign is ')' or ']' ? -1 : 0;
            if (depth == 0 && sign is ('+' or '−' or '·' or ' ')) return $"({text})";
        }

        return text;
    }
}
