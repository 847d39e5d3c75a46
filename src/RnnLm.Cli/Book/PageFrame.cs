using System.Net;
using System.Text;

namespace RnnLm.Cli.Book;

/// <summary>What stands around the text of a page: head, contents, neighbours.</summary>
internal static class PageFrame
{
    /// <summary>The name of the book.</summary>
    public const string BookTitle = "Language Modelling with Recurrent Networks";

    /// <summary>A chapter's page.</summary>
    public static string Chapter(BookPage page, BookPage? previous, BookPage? next)
    {
        string name = page.Chapter.Name;
        string root = string.Concat(Enumerable.Repeat("../", name.Count(c => c == '/')));
        string contents = Contents(page.Headings);
        var html = new StringBuilder();
        html.Append(Head(page.Facts.Title, root, page.HasPlots));
        html.Append($"""
            <header class="book"><a href="{root}index.html">{BookTitle}</a></header>
            <div class="page">

            """);
        if (contents.Length > 0)
        {
            html.Append($"""
                <nav class="contents wide" aria-label="On this page"><p>On this page</p>{contents}</nav>
                <nav class="contents narrow" aria-label="Contents"><details><summary>On this page</summary>{contents}</details></nav>

                """);
        }
        html.Append("<main id=\"text\">\n<article>\n").Append(page.Body).Append("</article>\n");
        html.Append(Neighbours(name, previous, next)).Append("</main>\n</div>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>The page that lists the others.</summary>
    public static string Index(IReadOnlyList<BookPage> pages)
    {
        var html = new StringBuilder();
        html.Append(Head(BookTitle, "", hasPlots: false));
        html.Append($"<main id=\"text\" class=\"index\">\n<h1>{BookTitle}</h1>\n<ol class=\"chapters\">\n");
        foreach (BookPage page in pages)
        {
            string minutes = page.Facts.Minutes is { } number ? $" <span class=\"minutes\">{number} minutes</span>" : "";
            html.Append($"<li><h2><a href=\"{BookLinks.Page("", page.Chapter.Name)}\">{WebUtility.HtmlEncode(page.Facts.Title)}</a></h2>{minutes}");
            if (page.FirstParagraph.Length > 0)
                html.Append($"\n<p>{page.FirstParagraph}</p>");
            html.Append("</li>\n");
        }
        int total = pages.Sum(page => page.Facts.Minutes ?? 0);
        html.Append("</ol>\n");
        if (total > 0)
            html.Append($"<p class=\"minutes\">{total} minutes in all.</p>\n");
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Head(string title, string root, bool hasPlots)
    {
        string fullTitle = title == BookTitle ? title : $"{WebUtility.HtmlEncode(title)} · {BookTitle}";
        string script = hasPlots ? $"\n<script defer src=\"{root}plots.js\"></script>" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{fullTitle}</title>
            <link rel="stylesheet" href="{root}book.css">{script}
            </head>
            <body>
            <a class="skip" href="#text">Skip to the text</a>

            """;
    }

    /// <summary>The sections and their subsections.</summary>
    private static string Contents(IReadOnlyList<Heading> headings)
    {
        Heading[] listed = [.. headings.Where(heading => heading.Level is 2 or 3)];
        if (listed.Length < 2)
            return "";
        var html = new StringBuilder("<ol>");
        foreach (Heading heading in listed)
            html.Append($"<li class=\"level-{heading.Level}\"><a href=\"#{heading.Id}\">{heading.Html}</a></li>");
        return html.Append("</ol>").ToString();
    }

    private static string Neighbours(string name, BookPage? previous, BookPage? next)
    {
        if (previous is null && next is null)
            return "";
        string Link(BookPage? page, string relation, string label) => page is null
            ? "<span></span>"
            : $"<a rel=\"{relation}\" href=\"{BookLinks.Page(name, page.Chapter.Name)}\"><small>{label}</small> {WebUtility.HtmlEncode(page.Facts.Title)}</a>";
        return $"<nav class=\"neighbours\" aria-label=\"Chapters\">{Link(previous, "prev", "Previous")}{Link(next, "next", "Next")}</nav>\n";
    }
}
