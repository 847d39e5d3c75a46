using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnLm.Cli.Notebooks;

/// <summary>Finds the line of a cell that an error's traceback names.</summary>
public static partial class CellErrorLine
{
    /// <summary>The first line number, from 1, that stands in the traceback and exists in the cell; null if there is none.</summary>
    public static int? Find(IEnumerable<string> traceback, string source)
    {
        int lines = source.AsSpan().TrimEnd('\n').Count('\n') + 1;
        foreach (Match match in traceback.SelectMany(entry => LineNumber().Matches(AnsiEscape().Replace(entry, ""))))
        {
            int line = int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);
            if (line >= 1 && line <= lines)
                return line;
        }
        return null;
    }

    [GeneratedRegex(@"(?:\bline |:line )(?<line>\d{1,6})\b|\((?<line>\d{1,6}),\s*\d{1,6}\)")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex AnsiEscape();
}
