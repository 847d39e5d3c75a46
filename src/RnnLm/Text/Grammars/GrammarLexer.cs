using System.Globalization;

namespace RnnLm.Text.Grammars;

internal enum LexemeKind
{
    Name,       // begins with a capital: a nonterminal
    Word,       // anything else, or quoted: a terminal, a keyword, a feature
    Weight,     // 0.25: or 1/3:
    Punctuation, // -> | [ ] , ! =
}

internal readonly record struct Lexeme(LexemeKind Kind, string Text, Place Place, double Weight = 0)
{
    /// <summary>Whether an unquoted word reads like a weight without its colon, such as 0.5 or 1/3.</summary>
    public bool LooksLikeWeight { get; init; }
}

/// <summary>Cuts one line of a grammar file into lexemes; <c>#</c> begins a comment.</summary>
internal static class GrammarLexer
{
    public static List<Lexeme> Read(string source, string text, int line)
    {
        var lexemes = new List<Lexeme>();
        var inBrackets = false;
        for (var i = 0; i < text.Length;)
        {
            var place = new Place(line, i + 1);
            var c = text[i];
            if (char.IsWhiteSpace(c)) i++;
            else if (c == '#') break;
            else if (c == '"')
            {
                var end = text.IndexOf('"', i + 1);
                if (end <= i + 1 || text[i..end].Any(char.IsWhiteSpace))
                    throw new GrammarException(source, line, i + 1, "a quotation mark opens a word of at least one character without spaces, and closes it: \"Monday\".");
                lexemes.Add(new(LexemeKind.Word, text[(i + 1)..end], place));
                i = end + 1;
            }
            else if (text.AsSpan(i).StartsWith("->"))
            {
                lexemes.Add(new(LexemeKind.Punctuation, "->", place));
                i += 2;
            }
            else if (c is '|' or '[' or ']' || (inBrackets && c is ',' or '!'))
            {
                inBrackets = c switch { '[' => true, ']' => false, _ => inBrackets };
                lexemes.Add(new(LexemeKind.Punctuation, c.ToString(), place));
                i++;
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && !"|[]#\"".Contains(text[i]) && !(inBrackets && text[i] is ',' or '!')) i++;
                var word = text[start..i];
                if (word.Length > 1 && word[^1] == ':') lexemes.Add(new(LexemeKind.Weight, word, place, ParseWeight(source, word, place)));
                else lexemes.Add(new(char.IsUpper(c) ? LexemeKind.Name : LexemeKind.Word, word, place) { LooksLikeWeight = word.AsSpan().ContainsAny("./") && Number(word) is > 0 and <= 1 });
            }
        }

        return lexemes;
    }

    private static double ParseWeight(string source, string word, Place place)
    {
        var weight = Number(word[..^1]);
        if (weight is > 0 and <= 1) return weight;
        var hint = char.IsDigit(word[0]) ? "" : "; a word that ends in a colon stands in quotation marks";
        throw new GrammarException(source, place.Line, place.Column, $"a weight is a probability over 0 and at most 1, such as 0.25: or 1/3:, not '{word}'{hint}.");
    }

    /// <summary>What 0.25 or 1/3 stands for; NaN for anything else.</summary>
    private static double Number(string word)
    {
        var numbers = word.Split('/').Select(p => double.TryParse(p, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var x) ? x : double.NaN).ToArray();
        return numbers switch { [var whole] => whole, [var numerator, var denominator] => numerator / denominator, _ => double.NaN };
    }
}
