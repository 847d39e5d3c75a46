using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnLm.Notebooks;

/// <summary>
/// A verdict as HTML that stands on a light page and on a dark one: it inherits the page's colours and adds a tint, and each state has its word beside its colour.
/// Styles stand in the elements, since clients drop style sheets; they also undo what Jupyter's own sheet does to lists.
/// </summary>
internal static partial class VerdictHtml
{
    private const string List = "display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15em 1.1em;margin:.5em 0;padding:0";
    private const string Term = "font-weight:normal;opacity:.85;margin:0;width:auto;float:none";
    private const string Data = "margin:0;width:auto;float:none";
    private const string Solution = "margin:.4em 0 0;overflow-x:auto;background:none;color:inherit";
    private const string Code = "white-space:pre-wrap;overflow-wrap:anywhere;background:none;color:inherit;padding:0";

    private static string Box(string colour) =>
        $"border-left:4px solid rgb({colour});background:rgba({colour},.09);border-radius:0 6px 6px 0;padding:.55em 1em;margin:.3em 0;max-width:54em;line-height:1.5";

    public static string Of(Verdict verdict)
    {
        var (colour, sign) = verdict.State switch
        {
            VerdictState.Passed => ("46,158,107", "✓"),
            VerdictState.NotYet => ("217,130,43", "✗"),
            _ => ("128,134,144", "○"),
        };
        var html = new StringBuilder($"<div role=\"status\" style=\"{Box(colour)}\">");
        html.Append($"<div><span aria-hidden=\"true\">{sign}</span> <strong>{Encode(VerdictText.Heading(verdict))}</strong></div>");
        html.Append($"<div>{Prose(verdict.Sentence)}</div>");
        var rows = VerdictText.Rows(verdict).ToArray();
        if (rows.Length > 0)
        {
            html.Append($"<dl style=\"{List}\">");
            foreach (var (name, value) in rows)
                html.Append($"<dt style=\"{Term}\">{name}</dt><dd style=\"{Data}\"><code style=\"{Code}\">{Encode(value)}</code></dd>");
            html.Append("</dl>");
        }

        if (verdict.Remarks.Count > 0) html.Append($"<ul style=\"margin:.4em 0;padding-left:1.4em\">{string.Concat(verdict.Remarks.Select(remark => $"<li>{Prose(remark)}</li>"))}</ul>");
        if (verdict.Mistake is { } mistake && verdict.Remarks.Count == 0)
            html.Append($"<div>Likely mistake: <strong>{Encode(mistake.Name)}</strong>. {Prose(mistake.Explanation)}</div>");
        else if (verdict.IsUnrecognised) html.Append($"<div>{VerdictText.Unrecognised}</div>");
        html.Append($"<div>Next: {Prose(verdict.Next)}</div>");
        // Whoever has written a function may want to compare; a solution that is only a value says nothing new.
        if (verdict.State == VerdictState.Passed && verdict.Exercise.ParameterTypes.Count > 0)
            html.Append($"<details style=\"margin-top:.3em\"><summary>Compare with a solution</summary><pre style=\"{Solution}\">{Encode(verdict.Exercise.SolutionText)}</pre></details>");
        return html.Append("</div>").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    // Sentences may hold code between backticks.
    private static string Prose(string text) => CodeSpan().Replace(Encode(text), $"<code style=\"{Code}\">$1</code>");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
