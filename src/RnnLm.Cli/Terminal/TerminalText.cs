using System.Text;
using System.Text.RegularExpressions;
using RnnLm.Cli.Book.Mathematics;

namespace RnnLm.Cli.Terminal;

/// <summary>Prose in a terminal: as wide as it is, and at most as wide as one likes to read.</summary>
internal static partial class TerminalText
{
    private const int Widest = 100;

    /// <summary>The columns that prose may take.</summary>
    public static int Width()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth < 40 ? Widest : Math.Min(Widest, Console.WindowWidth);
        }
        catch (IOException)
        {
            return Widest;
        }
    }

    /// <summary>Writes a paragraph, broken between words.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The paragraph.</param>
    /// <param name="indent">The columns before each line.</param>
    /// <param name="width">The columns in all.</param>
    /// <param name="startsInline">Whether the first line has its indent already.</param>
    public static void WriteWrapped(TextWriter output, string text, int indent, int width, bool startsInline = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(text);
        var column = startsInline ? indent : 0;
        if (!startsInline) output.Write(new string(' ', column = indent));
        var first = true;
        foreach (var word in text.Split(' '))
        {
            if (!first && column + 1 + word.Length > width)
            {
                output.WriteLine();
                output.Write(new string(' ', column = indent));
                first = true;
            }

            output.Write(first ? word : " " + word);
            column += word.Length + (first ? 0 : 1);
            first = false;
        }

        output.WriteLine();
    }

    /// <summary>Writes the Markdown of an exercise, its formulas as plain text; points of a list and quotations keep lines of their own.</summary>
    public static void WriteMarkdown(TextWriter output, string markdown, int width)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(markdown);
        foreach (var (i, block) in markdown.ReplaceLineEndings("\n").Split("\n\n").Index())
        {
            if (i > 0) output.WriteLine();
            foreach (var line in StartOfItem().Replace(block, "\v$0").Split('\v', StringSplitOptions.RemoveEmptyEntries))
            {
                var text = Plain(line.Replace('\n', ' ').Trim());
                var indent = text.StartsWith("- ", StringComparison.Ordinal) || text.StartsWith("> ", StringComparison.Ordinal) ? 2 : 0;
                output.Write(text[..indent]);
                WriteWrapped(output, text[indent..], indent, width, startsInline: true);
            }
        }
    }

    /// <summary>A line of Markdown without its signs: <c>**A.** $h \cdot U$</c> is <c>A. h·U</c>; code keeps its backticks.</summary>
    public static string Plain(string markdown)
    {
        var text = new StringBuilder();
        foreach (Match part in Part().Matches(markdown))
        {
            text.Append(part.Value[0] switch
            {
                '`' => part.Value,
                '$' when part.Length > 1 => PlainMathematics.Of(part.Value.Trim('$')),
                _ => Emphasis().Replace(part.Value, "$2"),
            });
        }

        return text.ToString();
    }

    [GeneratedRegex("^(?:- |> )", RegexOptions.Multiline)]
    private static partial Regex StartOfItem();

    [GeneratedRegex(@"`[^`]*`|\$[^$]+\$|[^`$]+|[`$]")]
    private static partial Regex Part();

    [GeneratedRegex(@"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1")]
    private static partial Regex Emphasis();
}
