using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Book;

/// <summary>A chapter turned into HTML, before it knows its neighbours.</summary>
/// <param name="Chapter">The chapter.</param>
/// <param name="Facts">What the index says of it.</param>
/// <param name="Opening">How it begins, as HTML; empty if it has no paragraph.</param>
/// <param name="Aims">What the reader will be able to do, as HTML; empty if it does not say.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Body">Its cells as HTML.</param>
/// <param name="HasPlots">Whether it needs the script that draws.</param>
/// <param name="Warnings">What a reader would stumble over.</param>
public sealed record BookPage(
    BookChapter Chapter, ChapterFacts Facts, string Opening, string Aims, IReadOnlyList<Heading> Headings, string Body, bool HasPlots, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads a chapter.</summary>
    public static BookPage From(BookChapter chapter, BookLinks links)
    {
        var prose = new Prose(links);
        var outputs = new OutputHtml(prose);
        var body = new StringBuilder();
        for (int i = 0; i < chapter.Notebook.Cells.Count; i++)
            AppendCell(body, chapter.Notebook.Cells[i], i + 1, prose, outputs);
        string title = prose.Headings.FirstOrDefault(heading => heading.Level == 1)?.Text ?? chapter.Name;
        if (prose.Headings.All(heading => heading.Level != 1))
            body.Insert(0, $"<h1>{WebUtility.HtmlEncode(title)}</h1>\n");
        if (chapter.NotRun is { } reason)
            body.Insert(0, $"<p class=\"not-run\">The code of this chapter was {WebUtility.HtmlEncode(reason)}.</p>\n");
        IEnumerable<string> broken = prose.LinksWithin
            .Where(link => !body.ToString().Contains($"id=\"{link.Id}\"", StringComparison.Ordinal))
            .Select(link => $"cell {link.Cell}: nothing on the page is called #{link.Id}");
        return new BookPage(
            chapter,
            ChapterFacts.From(chapter.Notebook, title),
            prose.Opening ?? "",
            prose.Aims ?? "",
            prose.Headings,
            body.ToString(),
            outputs.HasPlots,
            [.. prose.Warnings.Concat(broken).Distinct().Select(warning => $"{chapter.Path}, {warning}")]);
    }

    private static void AppendCell(StringBuilder body, NotebookCell cell, int number, Prose prose, OutputHtml outputs)
    {
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                body.Append("<div class=\"prose\">\n").Append(prose.ToHtml(cell.Source, number, name => Attachment(cell, name))).Append("</div>\n");
                break;
            case CellKind.Code:
                body.Append("<div class=\"cell\">\n").Append(CodeHtml.Block(cell.Source, isCSharp: true));
                string[] shown = [.. cell.Outputs.OfType<JsonObject>().Select(output => outputs.Convert(output, number))];
                if (shown.Any(html => html.Length > 0))
                    body.Append("<div class=\"output\">\n").AppendJoin("", shown).Append("</div>\n");
                body.Append("</div>\n");
                break;
        }
    }

    private static string? Attachment(NotebookCell cell, string name)
    {
        if ((cell.Json["attachments"] as JsonObject)?[name] is not JsonObject forms || forms.Count == 0)
            return null;
        (string type, JsonNode? data) = forms.First();
        return $"data:{type};base64,{MultilineText.Join(data).ReplaceLineEndings("")}";
    }
}
