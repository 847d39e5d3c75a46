using System.Net;
using System.Text;

namespace RnnLm.Cli.Book;

/// <summary>The first page: what the book is, and what each chapter teaches, takes and asks for.</summary>
internal static class IndexPage
{
    /// <summary>The page that lists the others.</summary>
    public static string Write(IReadOnlyList<BookPage> pages)
    {
        var html = new StringBuilder(PageFrame.Head(PageFrame.BookTitle, "", "", hasPlots: false));
        html.Append($"""
            <header class="book"><span class="title"></span>{PageFrame.ThemeButton}</header>
            <main id="text" class="index">
            <h1>{PageFrame.BookTitle}</h1>
            <div class="about">
            <p class="lead">What does a network remember of a sentence, why does it forget, and how do we know? The chapters derive each answer in small steps,
            run it as code, draw it, and let you try it.</p>
            <p>Each chapter is a notebook that was run from top to bottom: the numbers and plots below a piece of code are what it put out. To change the code
            and do the exercises, open the notebook itself in an editor. The keys ← and → turn the pages.</p>
            </div>

            """);
        string total = Total(pages);
        if (total.Length > 0)
            html.Append($"<p class=\"facts\">{total}</p>\n");
        html.Append("<p class=\"continue\" hidden></p>\n<ol class=\"chapters\">\n");
        foreach (BookPage page in pages)
            AppendChapter(html, page);
        return html.Append("</ol>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendChapter(StringBuilder html, BookPage page)
    {
        string target = BookLinks.Page("", page.Chapter.Name);
        html.Append($"<li data-chapter=\"{WebUtility.HtmlEncode(page.Chapter.Name)}\"><h2><a href=\"{target}\">{WebUtility.HtmlEncode(page.Facts.Title)}</a></h2>\n");
        html.Append($"<p class=\"facts\">{string.Join(" · ", Facts(page.Facts))} <span class=\"reading\"></span></p>");
        if (page.Opening.Length > 0)
            html.Append($"\n{page.Opening.TrimEnd()}");
        if (page.Aims.Length > 0)
            html.Append($"\n<div class=\"aims\">{page.Aims}</div>");
        string contents = PageFrame.Contents(page.Headings, target);
        if (contents.Length > 0)
            html.Append($"\n<details><summary>What is in it</summary>{contents}</details>");
        html.Append("</li>\n");
    }

    private static IEnumerable<string> Facts(ChapterFacts facts)
    {
        if (facts.Minutes is { } minutes)
            yield return $"{minutes} minutes";
        if (facts.Exercises > 0)
            yield return Exercises(facts.Exercises);
        if (facts.Before.Length > 0)
            yield return "before it: " + WebUtility.HtmlEncode(facts.Before);
        if (facts.Items.Count > 0)
            yield return "items " + WebUtility.HtmlEncode(string.Join(", ", facts.Items));
    }

    private static string Total(IReadOnlyList<BookPage> pages)
    {
        int minutes = pages.Sum(page => page.Facts.Minutes ?? 0);
        int exercises = pages.Sum(page => page.Facts.Exercises);
        string[] parts =
        [
            pages.Count == 1 ? "1 chapter" : $"{pages.Count} chapters",
            .. minutes > 0 ? [$"{minutes} minutes in all"] : Array.Empty<string>(),
            .. exercises > 0 ? [Exercises(exercises)] : Array.Empty<string>(),
        ];
        return parts.Length > 1 ? string.Join(" · ", parts) : "";
    }

    private static string Exercises(int count) => count == 1 ? "1 exercise" : $"{count} exercises";
}
