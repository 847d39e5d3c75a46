using System.Globalization;

namespace RnnLm.Text.Grammars;

/// <summary>Reads the lexemes of one statement in order, and says what is wrong where another one was expected.</summary>
internal sealed class LexemeReader(string source, IReadOnlyList<Lexeme> lexemes)
{
    private int next;

    public bool IsAtEnd => next == lexemes.Count;

    /// <summary>The place of the next lexeme, at the end of the statement that of the last one.</summary>
    public Place Place => lexemes[Math.Min(next, lexemes.Count - 1)].Place;

    /// <summary>The next lexeme, which there is unless <see cref="IsAtEnd"/>.</summary>
    public Lexeme Next => lexemes[next];

    public Lexeme Read(string what) => IsAtEnd ? throw Error($"{what} is missing at the end of this line.") : lexemes[next++];

    public bool Sees(string punctuation) => !IsAtEnd && Next.Is(punctuation);

    public bool Sees(LexemeKind kind) => !IsAtEnd && Next.Kind == kind;

    public bool Take(string punctuation)
    {
        if (!Sees(punctuation)) return false;
        next++;
        return true;
    }

    public Lexeme Expect(LexemeKind kind, string what)
    {
        if (IsAtEnd || Next.Kind == kind) return Read(what);
        var hint = (kind, Next.Kind) switch
        {
            (LexemeKind.Word, LexemeKind.Name) => "; it begins with a small letter or stands in quotation marks",
            (LexemeKind.Name, LexemeKind.Word) => "; it begins with a capital",
            _ => "",
        };
        throw Error($"{what} is expected here, not '{Next.Text}'{hint}.");
    }

    public int ExpectCount()
    {
        var lexeme = Expect(LexemeKind.Word, "a number of lines");
        return int.TryParse(lexeme.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000
            ? count
            : throw Error(lexeme.Place, $"a number of lines from 1 to 1000 is expected, not '{lexeme.Text}', as in: paragraph topic 3 6");
    }

    public void ExpectEnd()
    {
        if (!IsAtEnd) throw Error($"nothing more is expected on this line, but '{Next.Text}' follows.");
    }

    public GrammarException Error(string message) => Error(Place, message);

    public GrammarException Error(Place place, string message) => new(source, place.Line, place.Column, message);
}
