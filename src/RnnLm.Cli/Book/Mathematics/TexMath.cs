using System.Xml.Linq;

namespace RnnLm.Cli.Book.Mathematics;

/// <summary>
/// Turns the TeX that the course is written in into MathML, which browsers set by themselves: the pages need no script and no font of
/// ours, and a screen reader can speak them. The subset is listed in <see cref="TexSymbols"/> and <see cref="TexParser"/>.
/// </summary>
public static class TexMath
{
    /// <summary>The formula as a <c>math</c> element.</summary>
    /// <param name="tex">The TeX between the dollar signs.</param>
    /// <param name="display">Whether it stands on a line of its own.</param>
    /// <exception cref="TexException">The formula is malformed or uses a command outside of the subset.</exception>
    public static string ToMathMl(string tex, bool display)
    {
        XElement body = new TexParser(tex).ParseFormula();
        var math = new XElement("math", new XAttribute("alttext", string.Join(' ', tex.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        if (display)
            math.Add(new XAttribute("display", "block"));
        math.Add(body);
        return math.ToString(SaveOptions.DisableFormatting);
    }
}
