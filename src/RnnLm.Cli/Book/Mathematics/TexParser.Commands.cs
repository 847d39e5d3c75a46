using System.Xml.Linq;

namespace RnnLm.Cli.Book.Mathematics;

internal sealed partial class TexParser
{
    private XElement ParseCommand(string command)
    {
        if (TexSymbols.Find(command, _font) is { } symbol)
            return symbol;
        return command switch
        {
            "frac" => Fraction(),
            "dfrac" => MathElements.Element("mstyle", new XAttribute("displaystyle", "true"), Fraction()),
            "tfrac" => MathElements.Element("mstyle", new XAttribute("displaystyle", "false"), Fraction()),
            "binom" => Binomial(),
            "sqrt" => Root(),
            "left" => Fenced(),
            "begin" => Environment(TakeBracedText()),
            "hat" => Accent("^"),
            "widehat" => Accent("^", stretchy: true),
            "tilde" => Accent("~"),
            "widetilde" => Accent("~", stretchy: true),
            "bar" => Accent("¯"),
            "overline" => Accent("¯", stretchy: true),
            "vec" => Accent("→"),
            "dot" => Accent("˙"),
            "ddot" => Accent("¨"),
            "underline" => Under("_"),
            "overbrace" => MathElements.Element("mover", ParseArgument(), MathElements.Operator("⏞", AtomClass.Ordinary, ("stretchy", "true"))),
            "underbrace" => Under("⏟"),
            "overset" or "stackrel" => Stacked("mover"),
            "underset" => Stacked("munder"),
            "xrightarrow" => LabelledArrow(),
            "not" => Negated(),
            "mathbf" => WithFont(MathFont.Bold),
            "boldsymbol" or "bm" => WithFont(MathFont.BoldItalic),
            "mathit" => WithFont(MathFont.Italic),
            "mathcal" or "mathscr" => WithFont(MathFont.Calligraphic),
            "mathbb" => WithFont(MathFont.DoubleStruck),
            "mathsf" => WithFont(MathFont.SansSerif),
            "mathtt" => WithFont(MathFont.Monospace),
            "mathrm" => Upright(),
            "operatorname" => OperatorName(),
            "text" or "textrm" or "mbox" or "textnormal" => Text(TakeBracedText(), null),
            "textbf" => Text(TakeBracedText(), "font-weight:bold"),
            "textit" or "emph" => Text(TakeBracedText(), "font-style:italic"),
            "texttt" => Text(TakeBracedText(), "font-family:monospace"),
            "textcolor" => Coloured(),
            "boxed" => MathElements.Element("mrow", new XAttribute("class", "boxed"), ParseArgument()),
            "phantom" => MathElements.Element("mphantom", ParseArgument()),
            "substack" => Substack(),
            "bmod" => MathElements.Operator("mod", AtomClass.Binary, ("lspace", "0.2222em"), ("rspace", "0.2222em")),
            "big" or "bigl" or "bigr" or "bigm" => Sized(command, "1.2em"),
            "Big" or "Bigl" or "Bigr" or "Bigm" => Sized(command, "1.8em"),
            "bigg" or "biggl" or "biggr" or "biggm" => Sized(command, "2.4em"),
            "Bigg" or "Biggl" or "Biggr" or "Biggm" => Sized(command, "3em"),
            _ => throw new TexException($"\\{command} is not known"),
        };
    }

    private XElement Fraction()
    {
        XElement numerator = ParseArgument();
        return MathElements.Element("mfrac", numerator, ParseArgument());
    }

    private XElement Binomial()
    {
        XElement upper = ParseArgument();
        var stack = new XElement("mfrac", new XAttribute("linethickness", "0"), upper, ParseArgument());
        return MathElements.Element("mrow", new XElement("mo", "("), stack, new XElement("mo", ")"));
    }

    private XElement Root()
    {
        SkipSpace();
        if (!Take('['))
            return MathElements.Element("msqrt", ParseArgument());
        XElement degree = ParseRow(closing: ']');
        if (!Take(']'))
            throw new TexException("the degree of \\sqrt is not closed by ']'");
        return MathElements.Element("mroot", ParseArgument(), degree);
    }

    private XElement Fenced()
    {
        string open = TakeDelimiter(@"\left");
        var items = new List<XElement> { Fence(open, "prefix") };
        items.Add(ParseRow());
        while (TakeWord(@"\middle"))
        {
            items.Add(MathElements.Operator(TakeDelimiter(@"\middle"), AtomClass.Relation, ("stretchy", "true"), ("lspace", "0.2em"), ("rspace", "0.2em")));
            items.Add(ParseRow());
        }
        if (!TakeWord(@"\right"))
            throw new TexException(@"\left has no \right");
        items.Add(Fence(TakeDelimiter(@"\right"), "postfix"));
        return MathElements.Element("mrow", items.Where(item => item.Name != "mo" || item.Value.Length > 0));
    }

    private static XElement Fence(string text, string form) =>
        new XElement("mo", new XAttribute("fence", "true"), new XAttribute("stretchy", "true"), new XAttribute("form", form), text);

    private string TakeDelimiter(string after)
    {
        SkipSpace();
        if (AtEnd)
            throw new TexException($"{after} needs a bracket");
        string name = source[_position] == '\\' ? "\\" + TakeCommand() : source[_position++].ToString();
        return TexSymbols.Delimiter(name) ?? throw new TexException($"{name} is not a bracket for {after}");
    }

    private XElement Sized(string command, string size)
    {
        string text = TakeDelimiter("\\" + command);
        AtomClass atomClass = command[^1] switch
        {
            'l' => AtomClass.Open,
            'r' => AtomClass.Close,
            'm' => AtomClass.Relation,
            _ => AtomClass.Ordinary,
        };
        return MathElements.Operator(text, atomClass, ("stretchy", "true"), ("symmetric", "true"), ("minsize", size), ("maxsize", size), ("lspace", "0"), ("rspace", "0"));
    }

    private XElement Accent(string mark, bool stretchy = false) => MathElements.Element(
        "mover",
        new XAttribute("accent", "true"),
        ParseArgument(),
        MathElements.Operator(mark, AtomClass.Ordinary, ("stretchy", stretchy ? "true" : "false")));

    private XElement Under(string mark) =>
        MathElements.Element("munder", ParseArgument(), MathElements.Operator(mark, AtomClass.Ordinary, ("stretchy", "true")));

    private XElement Stacked(string name)
    {
        XElement script = ParseArgument();
        XElement atom = ParseArgument();
        AtomClass atomClass = atom.Class();
        return new XElement(name, atom, script).As(atomClass);
    }

    private XElement LabelledArrow()
    {
        XElement label = MathElements.Element("mrow", MathElements.Space("0.4em"), ParseArgument(), MathElements.Space("0.4em"));
        XElement arrow = MathElements.Operator("→", AtomClass.Relation, ("stretchy", "true"));
        return new XElement("mover", arrow, label).As(AtomClass.Relation);
    }

    /// <summary>A relation struck through: the letter followed by Unicode's combining stroke.</summary>
    private XElement Negated()
    {
        XElement relation = ParseArgument();
        if (relation.Name != "mo")
            throw new TexException(@"\not needs a relation");
        relation.Value += "\u0338";
        return relation;
    }

    private XElement WithFont(MathFont font)
    {
        MathFont before = _font;
        _font = font;
        try
        {
            return ParseArgument();
        }
        finally
        {
            _font = before;
        }
    }

    /// <summary>\mathrm: a word is one identifier, which is upright by itself.</summary>
    private XElement Upright()
    {
        int start = _position;
        if (Word() is { } word)
            return MathElements.Identifier(word, upright: true);
        _position = start;
        return WithFont(MathFont.Upright);
    }

    private XElement OperatorName()
    {
        bool limits = Take('*');
        string name = Word() ?? throw new TexException(@"\operatorname needs a name of letters");
        return limits ? TexSymbols.FunctionWithLimits(name) : MathElements.Identifier(name, upright: true).As(AtomClass.Function);
    }

    /// <summary>The letters in the braces that follow; null if there is something else.</summary>
    private string? Word()
    {
        SkipSpace();
        if (AtEnd || source[_position] != '{')
            return null;
        string text = TakeBracedText().Replace(@"\,", "\u2009", StringComparison.Ordinal).Replace(@"\ ", "\u00A0", StringComparison.Ordinal).Trim(' ');
        return text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '-' or ' ' or '\u2009' or '\u00A0') ? text : null;
    }

    /// <summary>Prose within a formula, with formulas within it between dollar signs.</summary>
    private static XElement Text(string text, string? style)
    {
        string[] parts = text.Split('$');
        if (parts.Length % 2 == 0)
            throw new TexException(@"a '$' in \text is not closed");
        var items = new List<XElement>();
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length == 0)
                continue;
            if (i % 2 == 1)
                items.Add(new TexParser(parts[i]).ParseFormula());
            else
                items.Add(MathElements.Element("mtext", style is null ? [Prose(parts[i])] : [new XAttribute("style", style), Prose(parts[i])]));
        }
        return MathElements.Row(items);
    }

    /// <summary>Spaces are kept where MathML would drop them; TeX's escapes are undone.</summary>
    private static string Prose(string text)
    {
        foreach (char escaped in "_%&#${}")
            text = text.Replace("\\" + escaped, escaped.ToString(), StringComparison.Ordinal);
        if (text.Contains('\\'))
            throw new TexException($"a command within \\text is not known: '{text.Trim()}'");
        return text.Replace(' ', '\u00A0');
    }

    private XElement Coloured()
    {
        string colour = TakeBracedText();
        if (colour.Length == 0 || !colour.All(c => char.IsAsciiLetterOrDigit(c) || c == '#'))
            throw new TexException($"'{colour}' is not a colour's name");
        return MathElements.Element("mstyle", new XAttribute("mathcolor", colour), ParseArgument());
    }
}
