using System.Net;
using System.Text;

namespace RnnLm.Notebooks;

/// <summary>A verdict as HTML that stands on a light page and on a dark one: the page's own colours, and words beside each colour.</summary>
internal static class VerdictHtml
{
    public static string Of(Verdict verdict)
    {
        var html = new StringBuilder();
        var colour = verdict.State switch { VerdictState.Passed => "#2e9e6b", VerdictState.NotYet => "#d9822b", _ => "#8a8f98" };
        html.Append($"<div role=\"status\" style=\"border-left:4px solid {colour};padding:.4em .9em;margin:.3em 0;max-width:52em;line-height:1.5\">");
        html.Append($"<div><strong>{Encode(verdict.Exercise.Title)}: {Encode(VerdictText.State(verdict))}</strong></div><div>{Encode(verdict.Sentence)}</div>");
        var rows = VerdictText.Rows(verdict).ToArray();
        if (rows.Length > 0)
        {
            html.Append("<table style=\"border-collapse:collapse;margin:.4em 0;text-align:left\"><tbody>");
            foreach (var (name, value) in rows)
                html.Append($"<tr><th scope=\"row\" style=\"text-align:left;font-weight:normal;opacity:.8;padding:.1em 1em .1em 0;vertical-align:top\">{name}</th><td style=\"text-align:left\"><code style=\"white-space:pre-wrap\">{Encode(value)}</code></td></tr>");
            html.Append("</tbody></table>");
        }

        if (verdict.Remarks.Count > 0) html.Append($"<ul>{string.Concat(verdict.Remarks.Select(remark => $"<li>{Encode(remark)}</li>"))}</ul>");
        if (verdict.State == VerdictState.NotYet && verdict.Exercise.Mistakes.Count > 0) html.Append($"<div>{Encode(VerdictText.Cause(verdict))}</div>");
        return html.Append($"<div><em>Next:</em> {Encode(verdict.Next)}</div></div>").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
