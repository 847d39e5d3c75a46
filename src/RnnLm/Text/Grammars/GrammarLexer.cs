namespace RnnLm.Text.Grammars;

internal enum LexemeKind
{
    Name,       // begins with a capital: a nonterminal
    Word,       // anything else, or quoted: a terminal, a keyword, a feature
    Weight,     // 0.25: or 1/3:
    Punctuation, // -> | [ ] , ! =
}

internal readonly record struct Lexeme(LexemeKind Kind, string Text, Place Place, double Weight = 0);

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
                else lexemes.Add(new(char.IsUpper(c) ? LexemeKind.Name : LexemeKind.Word, word, place));
            }
        }

        return lexemes;
    }

    private static double ParseWeight(string source, string word, Place place)
    {
        var parts = word[..^1].Split('/');
        var numbers = parts.Select(p => double.TryParse(p, System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture, out var x) ? x : double.NaN).ToArray();
        var weight = numbers.Length switch { 1 => numbers[0], 2 => numbers[0] / numbers[1], _ => double.NaN };
        return weight is > 0 and <= 1
            ? weight
            : throw new GrammarException(source, place.Line, place.Column, $"a weight is a probability over 0 and at most 1, such as 0.25: or 1/3:, not '{word}'.");
    }
}
