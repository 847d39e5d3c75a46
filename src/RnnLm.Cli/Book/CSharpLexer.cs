namespace RnnLm.Cli.Book;

/// <summary>What a piece of C# is to its reader.</summary>
public enum CodeKind
{
    /// <summary>Names, punctuation and white space.</summary>
    Plain,

    /// <summary>A reserved word.</summary>
    Keyword,

    /// <summary>A name that is used as a type.</summary>
    Type,

    /// <summary>A name that is called.</summary>
    Call,

    /// <summary>Text between quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A line that begins with '#'.</summary>
    Directive,
}

/// <summary>A piece of code and what it is.</summary>
public readonly record struct CodeToken(CodeKind Kind, string Text);

/// <summary>
/// Cuts C# into coloured pieces by its spelling alone; together they are the source again. Code that does not compile is cut as far as it goes.
/// </summary>
public sealed class CSharpLexer
{
    private static readonly HashSet<string> Keywords =
    [
        .. ("abstract as async await base bool break byte case catch char checked class const continue decimal default delegate do double else enum " +
            "event explicit extern false finally fixed float for foreach get goto if implicit in init int interface internal is lock long namespace " +
            "new nint not null object operator or and out override params private protected public readonly record ref required return sbyte sealed set " +
            "short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using var virtual void " +
            "volatile when where while with yield").Split(' '),
    ];

    private readonly string _source;
    private readonly List<CodeToken> _tokens = [];
    private int _position;

    private CSharpLexer(string source) => _source = source;

    /// <summary>The pieces of a source, in order.</summary>
    public static IReadOnlyList<CodeToken> Cut(string source)
    {
        var lexer = new CSharpLexer(source);
        lexer.CutCode(until: '\0');
        return lexer._tokens;
    }

    /// <summary>Code up to the end, or to the brace or colon that ends a hole in a string.</summary>
    private void CutCode(char until)
    {
        int depth = 0;
        while (_position < _source.Length)
        {
            char next = _source[_position];
            if (until != '\0' && depth == 0 && (next == until || (next == ':' && Peek(1) != ':')))
                return;
            depth += next is '{' or '(' or '[' ? 1 : next is '}' or ')' or ']' ? -1 : 0;
            int start = _position;
            if (char.IsLetter(next) || next == '_' || (next == '@' && (char.IsLetter(Peek(1)) || Peek(1) == '_')))
                CutName();
            else if (char.IsAsciiDigit(next) || (next == '.' && char.IsAsciiDigit(Peek(1)) && (start == 0 || _source[start - 1] != '.')))
                CutNumber();
            else if (StringStart() is { } quote)
                CutString(quote);
            else if (next == '\'')
                CutQuoted('\'');
            else if (next == '/' && Peek(1) == '/')
                Add(CodeKind.Comment, EndOfLine());
            else if (next == '/' && Peek(1) == '*')
                Add(CodeKind.Comment, End(_source.IndexOf("*/", _position + 2, StringComparison.Ordinal), 2));
            else if (next == '#' && IsFirstOnLine())
                Add(CodeKind.Directive, EndOfLine());
            else
                Add(CodeKind.Plain, _position + 1);
        }
    }

    private void CutName()
    {
        int end = _position + 1;
        while (end < _source.Length && (char.IsLetterOrDigit(_source[end]) || _source[end] == '_'))
            end++;
        string name = _source[_position..end];
        int after = end;
        while (after < _source.Length && _source[after] == ' ')
            after++;
        char following = after < _source.Length ? _source[after] : '\0';
        Add(Classify(name, following, after + 1 < _source.Length ? _source[after + 1] : '\0'), end);
    }

    /// <summary>Without a compiler, convention tells: types begin with a capital letter and stand before a name, a dot or a bracket.</summary>
    private CodeKind Classify(string name, char following, char second)
    {
        if (Keywords.Contains(name))
            return CodeKind.Keyword;
        string before = _tokens.LastOrDefault(token => !string.IsNullOrWhiteSpace(token.Text)).Text ?? "";
        if (before is "new" or "class" or "record" or "struct" or "enum" or "interface" or "is" or "as")
            return CodeKind.Type;
        if (following == '(')
            return CodeKind.Call;
        if (before == "." || !char.IsUpper(name[0]))
            return CodeKind.Plain;
        bool declares = char.IsLetter(following) || following == '_' || following == '?' || (following == '[' && second is ']' or ',');
        bool isGeneric = following == '<' && (char.IsUpper(second) || Keywords.Any(word => word[0] == second));
        return declares || isGeneric || (following == '.' && name.Length > 1) || before is "<" ? CodeKind.Type : CodeKind.Plain;
    }

    private void CutNumber()
    {
        int end = _position;
        while (end < _source.Length && (char.IsLetterOrDigit(_source[end]) || _source[end] == '_'
            || (_source[end] == '.' && end + 1 < _source.Length && char.IsAsciiDigit(_source[end + 1]))
            || (_source[end] is '+' or '-' && end > _position && _source[end - 1] is 'e' or 'E' && !_source.AsSpan(_position, 2).StartsWith("0x"))))
        {
            end++;
        }
        Add(CodeKind.Number, end);
    }

    /// <summary>How a string begins here; null if none does.</summary>
    private StringForm? StringStart()
    {
        int at = _position;
        int dollars = 0;
        bool verbatim = false;
        for (; at < _source.Length && _source[at] is '$' or '@'; at++)
        {
            dollars += _source[at] == '$' ? 1 : 0;
            verbatim |= _source[at] == '@';
        }
        int quotes = 0;
        while (at < _source.Length && _source[at] == '"')
        {
            quotes++;
            at++;
        }
        if (quotes == 0)
            return null;
        return quotes >= 3 && !verbatim
            ? new StringForm(dollars, false, quotes, at - _position)
            : new StringForm(Math.Min(dollars, 1), verbatim, 1, at - _position - quotes + 1);
    }

    private void CutString(StringForm form)
    {
        bool isRaw = form.Quotes >= 3;
        string close = new('"', form.Quotes);
        int at = _position + form.Length;
        while (at < _source.Length)
        {
            char next = _source[at];
            if (string.CompareOrdinal(_source, at, close, 0, close.Length) == 0 && !(form.Verbatim && at + 1 < _source.Length && _source[at + 1] == '"'))
            {
                Add(CodeKind.Text, at + close.Length);
                return;
            }
            if (next == '\n' && !isRaw && !form.Verbatim)
                break; // never closed
            if (next == '{' && form.Dollars > 0 && Run(at, '{') is var braces && (isRaw ? braces >= form.Dollars : braces % 2 == 1))
            {
                Add(CodeKind.Text, at + braces);
                CutCode(until: '}');
                at = _position; // the rest of the hole, its format and its brace, is text again
            }
            else
            {
                at += (next == '\\' && !isRaw && !form.Verbatim) || (next == '"' && form.Verbatim) ? 2 : next == '{' ? Run(at, '{') : 1;
            }
        }
        Add(CodeKind.Text, Math.Min(at, _source.Length));
    }

    private void CutQuoted(char quote)
    {
        int at = _position + 1;
        while (at < _source.Length && _source[at] != quote && _source[at] != '\n')
            at += _source[at] == '\\' ? 2 : 1;
        Add(CodeKind.Text, Math.Min(at + 1, _source.Length));
    }

    private int Run(int at, char character)
    {
        int end = at;
        while (end < _source.Length && _source[end] == character)
            end++;
        return Math.Max(end - at, 1);
    }

    private char Peek(int distance) => _position + distance < _source.Length ? _source[_position + distance] : '\0';

    private int EndOfLine() => End(_source.IndexOf('\n', _position), 0);

    private int End(int found, int length) => found < 0 ? _source.Length : found + length;

    private bool IsFirstOnLine() => string.IsNullOrWhiteSpace(_source[(_source.LastIndexOf('\n', Math.Max(_position - 1, 0)) + 1).._position]) || _position == 0;

    /// <summary>Adds what stands up to <paramref name="end"/>; plain pieces that touch become one.</summary>
    private void Add(CodeKind kind, int end)
    {
        if (end <= _position)
            return;
        string text = _source[_position..end];
        _position = end;
        _tokens.Add(new CodeToken(kind, text));
    }

    private readonly record struct StringForm(int Dollars, bool Verbatim, int Quotes, int Length);
}
