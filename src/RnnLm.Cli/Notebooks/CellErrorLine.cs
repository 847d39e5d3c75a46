using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnLm.Cli.Notebooks;

/// <summary>Finds the line of a cell that an error's traceback names.</summary>
public static partial class CellErrorLine
{
    /// <summary>
    /// The line number, from 1, that the traceback first gives for the cell with this execution count, or for an unnamed one;
    /// null if there is none that exists in the cell. Frames in earlier cells are passed over.
    /// </summary>
    public static int? Find(IEnumerable<string> traceback, string source, int? executionCount)
    {
        int lines = source.AsSpan().TrimEnd('\n').Count('\n') + 1;
        foreach (Match match in traceback.SelectMany(entry => LineNumber().Matches(AnsiEscape().Replace(entry, ""))))
        {
            if (match.Groups["cell"].Success && match.Groups["cell"].Value != executionCount?.ToString(CultureInfo.InvariantCulture))
                continue;
            int line = int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);
            if (line >= 1 && line <= lines)
                return line;
        }
        return null;
    }

    [GeneratedRegex(@"(?:\bcell (?<cell>\d{1,6}), )?\bline (?<line>\d{1,6})\b|\((?<line>\d{1,6}),\s*\d{1,6}\)")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex AnsiEscape();
}
