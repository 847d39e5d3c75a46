using System.Globalization;
using System.Net;
using System.Text;

namespace RnnLm.Cli.Book;

/// <summary>A console's text as HTML: its colours as classes, a carriage return as a terminal shows it.</summary>
public static class AnsiHtml
{
    /// <summary>The text with a span around each piece that is coloured, bold, faint, slanted or underlined.</summary>
    public static string Convert(string text)
    {
        var html = new StringBuilder();
        var style = new AnsiStyle();
        foreach ((string piece, string? escape) in Pieces(Overwritten(text)))
        {
            string classes = style.Classes();
            string encoded = WebUtility.HtmlEncode(piece);
            if (piece.Length > 0 && classes.Length > 0)
                html.Append("<span class=\"").Append(classes).Append("\">").Append(encoded).Append("</span>");
            else
                html.Append(encoded);
            if (escape is not null)
                style = style.Apply(escape);
        }
        return html.ToString();
    }

    /// <summary>A line that was written over by a carriage return shows what was written last.</summary>
    private static string Overwritten(string text)
    {
        if (!text.Contains('\r'))
            return text;
        IEnumerable<string> lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd('\r'));
        return string.Join('\n', lines.Select(line => line[(line.LastIndexOf('\r') + 1)..]));
    }

    /// <summary>Runs of text, each with the colour command that follows it; other escape sequences are dropped.</summary>
    private static IEnumerable<(string Text, string? Escape)> Pieces(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int escape = text.IndexOf("\e[", start, StringComparison.Ordinal);
            if (escape < 0)
                break;
            int end = escape + 2;
            while (end < text.Length && text[end] is >= ' ' and <= '?')
                end++;
            bool isColour = end < text.Length && text[end] == 'm';
            yield return (text[start..escape], isColour ? text[(escape + 2)..end] : null);
            start = Math.Min(end + 1, text.Length);
        }
        yield return (text[start..].Replace("\e", "", StringComparison.Ordinal), null);
    }

    private sealed record AnsiStyle(int? Foreground = null, int? Background = null, bool Bold = false, bool Faint = false, bool Italic = false, bool Underlined = false)
    {
        public AnsiStyle Apply(string codes)
        {
            AnsiStyle style = this;
            int[] numbers = [.. codes.Split(';').Select(code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (numbers[i] is 38 or 48)
                {
                    int? colour = i + 2 < numbers.Length && numbers[i + 1] == 5 && numbers[i + 2] < 16 ? numbers[i + 2] : null;
                    style = numbers[i] == 38 ? style with { Foreground = colour } : style with { Background = colour };
                    i += i + 1 < numbers.Length && numbers[i + 1] == 2 ? 4 : 2;
                    continue;
                }
                style = numbers[i] switch
                {
                    0 => new AnsiStyle(),
                    1 => style with { Bold = true },
                    2 => style with { Faint = true },
                    3 => style with { Italic = true },
                    4 => style with { Underlined = true },
                    22 => style with { Bold = false, Faint = false },
                    23 => style with { Italic = false },
                    24 => style with { Underlined = false },
                    >= 30 and <= 37 => style with { Foreground = numbers[i] - 30 },
                    39 => style with { Foreground = null },
                    >= 40 and <= 47 => style with { Background = numbers[i] - 40 },
                    49 => style with { Background = null },
                    >= 90 and <= 97 => style with { Foreground = numbers[i] - 82 },
                    >= 100 and <= 107 => style with { Background = numbers[i] - 92 },
                    _ => style,
                };
            }
            return style;
        }

        public string Classes()
        {
            var classes = new List<string>();
            if (Foreground is { } foreground)
                classes.Add($"ansi-{foreground}");
            if (Background is { } background)
                classes.Add($"ansi-on-{background}");
            if (Bold)
                classes.Add("ansi-bold");
            if (Faint)
                classes.Add("ansi-faint");
            if (Italic)
                classes.Add("ansi-italic");
            if (Underlined)
                classes.Add("ansi-underlined");
            return string.Join(' ', classes);
        }
    }
}
