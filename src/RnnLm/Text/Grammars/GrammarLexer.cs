using System.Globalization;

namespace RnnLm.Text.Grammars;

internal enum LexemeKind
{
    Name,        // begins with a capital: a nonterminal
    Word,        // anything else, or quoted: a terminal, a keyword, a feature
    Weight,      // 0.25: or 1/3:
    Punctuation, // -> | [ ], and in brackets , !
}

internal readonly record struct Lexeme(LexemeKind Kind, string Text, Place Place)
{
    /// <summary>What a weight stands for.</summary>
    public double Weight { get; init; }

    /// <summary>Whether an unquoted word reads like a weight without its colon, such as 0.5 or 1/3.</summary>
    public bool LooksLikeWeight { get; init; }

    public bool Is(string punctuation) => Kind == LexemeKind.Punctuation && Text == punctuation;
}

/// <summary>Cuts a grammar file into statements and these into lexemes; <c>#</c> begins a comment.</summary>
internal sealed class GrammarLexer
{
    /// <summary>The longest word or name; what is longer was hardly written by hand.</summary>
    private const int Longest = 100;

    private readonly string source;
    private readonly string text;
    private readonly int line;
    private readonly List<Lexeme> lexemes = [];
    private int at;
    private bool inBrackets;

    private GrammarLexer(string source, string text, int line) => (this.source, this.text, this.line) = (source, text, line);

    private Place Here => new(line, at + 1);

    /// <summary>The statements of a file: a line, and the indented ones after it. Empty lines and comments may stand between them.</summary>
    public static IEnumerable<List<Lexeme>> Statements(string source, string text)
    {
        var statement = new List<Lexeme>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var lexemes = Line(source, line, index + 1);
            if (lexemes.Count == 0) continue;
            if (statement.Count > 0 && !char.IsWhiteSpace(line[0]))
            {
                yield return statement;
                statement = [];
            }

            statement.AddRange(lexemes);
        }

        if (statement.Count > 0) yield return statement;
    }

    /// <summary>The lexemes of one line.</summary>
    public static List<Lexeme> Line(string source, string text, int line)
    {
        var lexer = new GrammarLexer(source, text, line);
        while (lexer.at < text.Length && text[lexer.at] != '#')
        {
            if (char.IsWhiteSpace(text[lexer.at])) lexer.at++;
            else lexer.lexemes.Add(lexer.Next());
        }

        return lexer.lexemes;
    }

    private Lexeme Next()
    {
        if (char.IsControl(text[at])) throw Error($"the control character U+{(int)text[at]:X4} stands here, but a grammar is a text; remove it.");
        if (text[at] == '"') return Quoted();
        if (text.AsSpan(at).StartsWith("->")) return Punctuation(2);
        if (text[at] is '|' or '[' or ']' || (inBrackets && text[at] is ',' or '!')) return Punctuation(1);
        return Unquoted();
    }

    private Lexeme Quoted()
    {
        var end = text.IndexOf('"', at + 1);
        if (end < 0) throw Error("this quotation mark is not closed on its line: write \"Monday\".");
        if (end == at + 1) throw Error("there is nothing between these quotation marks; a word has at least one character.");
        if (text[at..end].Any(char.IsWhiteSpace))
            throw Error("a word holds no space: write \"New\" \"York\", or \"New-York\" for one word.");
        var lexeme = new Lexeme(LexemeKind.Word, text[(at + 1)..end], Here);
        at = end + 1;
        return Checked(lexeme);
    }

    private Lexeme Punctuation(int length)
    {
        var lexeme = new Lexeme(LexemeKind.Punctuation, text.Substring(at, length), Here);
        inBrackets = lexeme.Text switch { "[" => true, "]" => false, _ => inBrackets };
        at += length;
        return lexeme;
    }

    private Lexeme Unquoted()
    {
        var (start, place) = (at, Here);
        while (at < text.Length && !Ends(at)) at++;
        var word = text[start..at];
        if (word.Length > 1 && word[^1] == ':') return Checked(new(LexemeKind.Weight, word, place)) with { Weight = ParseWeight(word, place) };
        if (word[0] is '“' or '”' or '„' or '«' || (word.Length > 2 && word[0] == '\'' && word[^1] == '\''))
            throw Error(place, $"{word} stands in quotation marks that mean nothing here: write a word without any, or in straight double ones.");
        var kind = char.IsUpper(word[0]) ? LexemeKind.Name : LexemeKind.Word;
        return Checked(new(kind, word, place)) with { LooksLikeWeight = word.AsSpan().ContainsAny("./") && Number(word) is > 0 and <= 1 };
    }

    /// <summary>Whether an unquoted word stops before this character.</summary>
    private bool Ends(int index) => char.IsWhiteSpace(text[index]) || char.IsControl(text[index]) || text[index] is '|' or '[' or ']' or '#' or '"'
        || (inBrackets && text[index] is ',' or '!') || text.AsSpan(index).StartsWith("->");

    private Lexeme Checked(Lexeme lexeme)
    {
        if (lexeme.Text.Length > Longest)
            throw Error(lexeme.Place, $"a word has at most {Longest} characters, but '{lexeme.Text[..20]}…' has {lexeme.Text.Length}; is this a grammar?");
        if (Vocabulary.SpecialTokens.Contains(lexeme.Text))
            throw Error(lexeme.Place, $"'{lexeme.Text}' has a meaning of its own in every vocabulary; take another word.");
        return lexeme;
    }

    private double ParseWeight(string word, Place place)
    {
        var weight = Number(word[..^1]);
        if (weight is > 0 and <= 1) return weight;
        var hint = weight > 1 ? "; of counts, write the share: 30/100:"
            : char.IsDigit(word[0]) ? "" : "; a word that ends in a colon stands in quotation marks";
        throw Error(place, $"a weight is a probability over 0 and at most 1, such as 0.25: or 1/3:, not '{word}'{hint}.");
    }

    /// <summary>What 0.25 or 1/3 stands for; NaN for anything else.</summary>
    private static double Number(string word)
    {
        var numbers = word.Split('/')
            .Select(p => double.TryParse(p, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var x) ? x : double.NaN).ToArray();
        return numbers switch { [var whole] => whole, [var numerator, var denominator] => numerator / denominator, _ => double.NaN };
    }

    private GrammarException Error(string message) => Error(Here, message);

    private GrammarException Error(Place place, string message) => new(source, place.Line, place.Column, message);
}
