using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnLm.Notebooks.Figures.Forms;

/// <summary>A figure as text: title, caption, and the numbers in short.</summary>
internal static partial class FigureText
{
    public static string Write(Figure figure)
    {
        var still = figure.Still();
        var text = new StringBuilder();
        text.Append(Plain(figure.Title)).Append('\n').Append(Plain(figure.Caption)).Append('\n');
        return text.ToString();
    }

    /// <summary>A text without markup: <c>W&lt;sub&gt;h&lt;/sub&gt;</c> reads W_h.</summary>
    public static string Plain(string text) => Markup().Replace(text, match => match.Value switch { "<sub>" => "_", "<sup>" => "^", "<br>" => " ", _ => "" });

    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    [GeneratedRegex("</?(b|i|sub|sup|br)/?>")]
    private static partial Regex Markup();
}
