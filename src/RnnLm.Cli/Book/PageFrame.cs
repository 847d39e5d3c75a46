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
        string contents = Contents(page.Headings, "");
        var html = new StringBuilder();
        html.Append(Head(page.Facts.Title, root, name, page.HasPlots));
        html.Append($"""
            <header class="book"><a class="title" href="{root}index.html">{BookTitle}</a>{Turn(name, previous, "prev", "Previous", "←")}{Turn(name, next, "next", "Next", "→")}{ThemeButton}</header>
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

    /// <summary>From the first line of a page to its skip link.</summary>
    /// <param name="title">What the page is called.</param>
    /// <param name="root">The way from the page to the book's folder.</param>
    /// <param name="chapter">The chapter's name, under which the reader's progress is kept; empty on the index.</param>
    /// <param name="hasPlots">Whether the page needs the script that draws.</param>
    public static string Head(string title, string root, string chapter, bool hasPlots)
    {
        string fullTitle = title == BookTitle ? title : $"{WebUtility.HtmlEncode(title)} · {BookTitle}";
        string plots = hasPlots ? $"\n<link rel=\"stylesheet\" href=\"{root}figures.css\">\n<script defer src=\"{root}figures.js\"></script>" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{fullTitle}</title>
            <link rel="stylesheet" href="{root}book.css">
            <script src="{root}book.js"></script>{plots}
            </head>
            <body data-chapter="{WebUtility.HtmlEncode(chapter)}">
            <a class="skip" href="#text">Skip to the text</a>

            """;
    }

    /// <summary>Hidden until the script that serves it is there.</summary>
    public static string ThemeButton => "<button type=\"button\" class=\"theme\" hidden></button>";

    /// <summary>The sections and their subsections; nothing if there is but one.</summary>
    /// <param name="headings">The headings of a page.</param>
    /// <param name="page">The page that the links lead to; empty for the same page.</param>
    public static string Contents(IReadOnlyList<Heading> headings, string page)
    {
        Heading[] listed = [.. headings.Where(heading => heading.Level is 2 or 3)];
        if (listed.Length < 2)
            return "";
        var html = new StringBuilder("<ol>");
        foreach (Heading heading in listed)
            html.Append($"<li class=\"level-{heading.Level}\"><a href=\"{page}#{heading.Id}\">{heading.Html}</a></li>");
        return html.Append("</ol>").ToString();
    }

    /// <summary>The small links at the top.</summary>
    private static string Turn(string name, BookPage? page, string relation, string label, string sign) => page is null
        ? ""
        : $"<a rel=\"{relation}\" href=\"{BookLinks.Page(name, page.Chapter.Name)}\" title=\"{label}: {WebUtility.HtmlEncode(page.Facts.Title)}\" aria-label=\"{label} chapter\">{sign}</a>";

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
