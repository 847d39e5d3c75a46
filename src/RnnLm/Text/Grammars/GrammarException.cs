using System.Globalization;

namespace RnnLm.Text.Grammars;

/// <summary>A grammar file that cannot be used, with the place to look at.</summary>
public sealed class GrammarException : FormatException
{
    /// <summary>An error at a line and column of a grammar, both counted from 1.</summary>
    public GrammarException(string source, int line, int column, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"{source}, line {line}, column {column}: {message}"))
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The column, counted from 1.</summary>
    public int Column { get; }
}
