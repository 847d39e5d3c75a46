using System.Text;
using System.Xml.Linq;

namespace RnnLm.Cli.Book.Mathematics;

/// <summary>Reads TeX mathematics by recursive descent, straight into MathML. Commands and environments are in the files beside this one.</summary>
internal sealed partial class TexParser(string source)
{
    private int _position;
    private MathFont _font = MathFont.Italic;

    private bool AtEnd => _position >= source.Length;

    /// <summary>The whole formula; a single element.</summary>
    public XElement ParseFormula()
    {
        XElement formula = HasRows() ? ParseRows("aligned", () => AtEnd) : ParseRow();
        return AtEnd ? formula : throw new TexException($"'{Rest(8)}' is not expected here");
    }

    /// <summary>Rows at the top level, without an environment around them, are aligned as if they stood in one.</summary>
    private bool HasRows()
    {
        int depth = 0;
        for (int i = 0; i + 1 < source.Length; i++)
        {
            string rest = source[i..Math.Min(i + 6, source.Length)];
            if (rest.StartsWith(@"\begin", StringComparison.Ordinal) || source[i] == '{')
                depth++;
            else if (rest.StartsWith(@"\end", StringComparison.Ordinal) || source[i] == '}')
                depth--;
            else if (depth == 0 && (source[i] == '&' || rest.StartsWith(@"\\", StringComparison.Ordinal)))
                return true;
            if (source[i] == '\\' && rest.Length > 1 && rest[1] is '{' or '}' or '&' or '\\')
                i++;
        }
        return false;
    }

    /// <summary>Elements up to what ends a row: a closing brace, '&amp;', '\\', \right, \middle, \end or the end of the text.</summary>
    private XElement ParseRow(char? closing = null) => MathElements.Row(ParseItems(closing));

    private List<XElement> ParseItems(char? closing = null)
    {
        var items = new List<XElement>();
        while (!AtRowEnd(closing))
        {
            if (TryStyle() is { } style)
                items.Add(MathElements.Element("mstyle", new XAttribute("displaystyle", style), MathElements.Spaced(ParseItems(closing))));
            else
                items.Add(ParseScripted());
        }
        return MathElements.Spaced(items);
    }

    private bool AtRowEnd(char? closing)
    {
        SkipSpace();
        return AtEnd || source[_position] is '}' or '&' || source[_position] == closing
            || LooksAt(@"\\") || LooksAt(@"\cr") || LooksAtWord(@"\right") || LooksAtWord(@"\middle") || LooksAtWord(@"\end");
    }

    private string? TryStyle() =>
        TakeWord(@"\displaystyle") ? "true" : TakeWord(@"\textstyle") || TakeWord(@"\scriptstyle") ? "false" : null;

    /// <summary>An atom with what stands above and below it.</summary>
    private XElement ParseScripted()
    {
        XElement atom = ParseAtom();
        XElement? below = null;
        XElement? above = null;
        bool? limits = null;
        while (true)
        {
            SkipSpace();
            if (TakeWord(@"\limits"))
                limits = true;
            else if (TakeWord(@"\nolimits"))
                limits = false;
            else if (Take('_'))
                below = below is null ? MathElements.Tight(ParseArgument()) : throw new TexException("double subscript");
            else if (Take('^'))
                above = above is null ? MathElements.Tight(ParseArgument()) : throw new TexException("double superscript");
            else if (!AtEnd && source[_position] == '\'' && above is null)
                above = ParsePrimes();
            else
                break;
        }
        return Attach(atom, below, above, limits ?? atom.Class() == AtomClass.LargeOperator || atom.Name.LocalName is "munder" or "mover" && atom.Attribute("accent") is null);
    }

    private static XElement Attach(XElement atom, XElement? below, XElement? above, bool limits)
    {
        AtomClass atomClass = atom.Class();
        XElement scripted = (below, above, limits) switch
        {
            (null, null, _) => atom,
            ({ } b, null, true) => new XElement("munder", atom, b),
            (null, { } a, true) => new XElement("mover", atom, a),
            ({ } b, { } a, true) => new XElement("munderover", atom, b, a),
            ({ } b, null, false) => new XElement("msub", atom, b),
            (null, { } a, false) => new XElement("msup", atom, a),
            ({ } b, { } a, false) => new XElement("msubsup", atom, b, a),
        };
        return scripted.As(atomClass);
    }

    private XElement ParsePrimes()
    {
        int count = 0;
        while (Take('\''))
            count++;
        XElement primes = MathElements.Operator(new string('′', count), AtomClass.Ordinary, ("lspace", "0"), ("rspace", "0"));
        return Take('^') ? MathElements.Row([primes, ParseArgument()]) : primes;
    }

    /// <summary>What follows a command: a group in braces, or the next atom.</summary>
    private XElement ParseArgument()
    {
        if (AtRowEnd(null))
            throw new TexException("an argument is missing at the end");
        if (!char.IsAsciiDigit(source[_position]))
            return ParseAtom();
        return Digits(source[_position++].ToString()); // one digit: \frac12 is a half
    }

    private XElement ParseAtom()
    {
        SkipSpace();
        char next = source[_position];
        if (next == '\\')
            return ParseCommand(TakeCommand());
        if (next == '{')
        {
            _position++;
            XElement group = ParseRow();
            return Take('}') ? group.Class() is AtomClass.Ordinary ? group : MathElements.Element("mrow", group) : throw new TexException("a '{' is not closed");
        }
        if (next is '^' or '_')
            return MathElements.Element("mrow"); // a script with nothing to its left, as in {}^2
        if (char.IsAsciiDigit(next))
            return ParseNumber();
        Rune rune = Rune.GetRuneAt(source, _position);
        _position += rune.Utf16SequenceLength;
        return Character(rune);
    }

    private XElement ParseNumber()
    {
        int start = _position;
        while (!AtEnd && (char.IsAsciiDigit(source[_position]) || (source[_position] is '.' && _position + 1 < source.Length && char.IsAsciiDigit(source[_position + 1]))))
            _position++;
        return Digits(source[start.._position]);
    }

    private XElement Digits(string digits) =>
        MathElements.Number(string.Concat(digits.Select(digit => MathAlphabet.Style(digit.ToString(), _font))));

    private XElement Character(Rune rune)
    {
        string text = rune.ToString();
        switch (text)
        {
            case "(" or "[":
                return MathElements.Bracket(text, AtomClass.Open);
            case ")" or "]":
                return MathElements.Bracket(text, AtomClass.Close);
            case "|" or "‖":
                return MathElements.Bracket(text, AtomClass.Ordinary);
            case "-" or "−":
                return MathElements.Operator("−", AtomClass.Binary);
            case "+" or "±":
                return MathElements.Operator(text, AtomClass.Binary);
            case "*":
                return MathElements.Operator("∗", AtomClass.Binary);
            case "·":
                return MathElements.Operator("⋅", AtomClass.Binary);
            case "=" or "<" or ">" or ":" or "≤" or "≥" or "≈" or "→" or "∈":
                return MathElements.Operator(text, AtomClass.Relation, ("stretchy", "false"), ("lspace", "0.2778em"), ("rspace", "0.2778em"));
            case "," or ";":
                return MathElements.Operator(text, AtomClass.Punctuation);
            case "/" or "." or "!" or "?" or "@":
                return MathElements.Operator(text, text == "!" ? AtomClass.Close : AtomClass.Ordinary, ("lspace", "0"), ("rspace", "0"));
            case "~":
                return MathElements.Space("0.25em");
            case "#" or "%" or "$" or "\"":
                throw new TexException($"'{text}' needs a backslash or \\text");
            default:
                return Rune.IsLetter(rune)
                    ? MathElements.Identifier(MathAlphabet.Style(text, _font), upright: _font == MathFont.Upright)
                    : MathElements.Operator(text, AtomClass.Ordinary);
        }
    }

    /// <summary>The name after a backslash: letters, or one other character.</summary>
    private string TakeCommand()
    {
        int start = ++_position;
        if (AtEnd)
            throw new TexException("the formula ends in a backslash");
        while (!AtEnd && char.IsAsciiLetter(source[_position]))
            _position++;
        if (_position == start)
            _position++;
        return source[start.._position];
    }

    /// <summary>The text between braces as it stands, for \text and names.</summary>
    private string TakeBracedText()
    {
        SkipSpace();
        if (!Take('{'))
            throw new TexException("'{' is missing");
        int start = _position;
        for (int depth = 1; !AtEnd; _position++)
        {
            if (source[_position] == '\\')
                _position++;
            else if (source[_position] == '{')
                depth++;
            else if (source[_position] == '}' && --depth == 0)
                return source[start.._position++];
        }
        throw new TexException("a '{' is not closed");
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(source[_position]))
            _position++;
    }

    private bool LooksAt(string text) => string.CompareOrdinal(source, _position, text, 0, text.Length) == 0;

    /// <summary>Whether this command stands here, and not a longer one that begins with it.</summary>
    private bool LooksAtWord(string command) =>
        LooksAt(command) && (_position + command.Length >= source.Length || !char.IsAsciiLetter(source[_position + command.Length]));

    private bool TakeWord(string command)
    {
        if (!LooksAtWord(command))
            return false;
        _position += command.Length;
        return true;
    }

    private bool Take(char character)
    {
        if (AtEnd || source[_position] != character)
            return false;
        _position++;
        return true;
    }

    private string Rest(int length) => source[_position..Math.Min(source.Length, _position + length)];
}
