using System.Net;
using System.Text;

namespace RnnLm.Cli.Book;

/// <summary>C# as coloured HTML.</summary>
public static class CodeHtml
{
    /// <summary>A block of code that can be scrolled by keyboard.</summary>
    /// <param name="source">The code.</param>
    /// <param name="isCSharp">Whether to colour it.</param>
    public static string Block(string source, bool isCSharp)
    {
        string code = source.TrimEnd('\n');
        return $"<pre class=\"code\" tabindex=\"0\"><code>{(isCSharp ? Coloured(code) : WebUtility.HtmlEncode(code))}</code></pre>\n";
    }

    /// <summary>The code with a span around each piece that has a colour.</summary>
    public static string Coloured(string source)
    {
        var html = new StringBuilder();
        foreach (CodeToken token in CSharpLexer.Cut(source))
        {
            string text = WebUtility.HtmlEncode(token.Text);
            if (token.Kind == CodeKind.Plain)
                html.Append(text);
            else
                html.Append("<span class=\"").Append(token.Kind.ToString().ToLowerInvariant()).Append("\">").Append(text).Append("</span>");
        }
        return html.ToString();
    }
}
