using System.Text;
using RnnLm.Models.Files;
using RnnLm.Notebooks.Figures;

namespace RnnLm.Cli.Book;

/// <summary>
/// Writes executed notebooks as a book of HTML pages that work from the file system: readable without a connection and without scripts;
/// where there is a connection, plots are drawn by Plotly.
/// </summary>
public static class BookWriter
{
    private static readonly string[] Assets = ["book.css", "book.js"];

    /// <summary>Writes a page for each chapter and an index into a folder; returns what a reader would stumble over.</summary>
    public static IReadOnlyList<string> Write(IReadOnlyList<BookChapter> chapters, string folder)
    {
        Dictionary<string, BookChapter> byPath = chapters.ToDictionary(BookLinks.Key);
        BookPage[] pages = [.. chapters.Select(chapter => BookPage.From(chapter, new BookLinks(chapter, byPath, folder)))];
        for (int i = 0; i < pages.Length; i++)
        {
            BookPage? previous = i > 0 ? pages[i - 1] : null;
            BookPage? next = i + 1 < pages.Length ? pages[i + 1] : null;
            WriteFile(Path.Combine(folder, pages[i].Chapter.Name + ".html"), PageFrame.Chapter(pages[i], previous, next));
        }
        WriteFile(Path.Combine(folder, "index.html"), IndexPage.Write(pages));
        foreach (string asset in Assets)
            WriteFile(Path.Combine(folder, asset), Asset(asset));
        WriteFile(Path.Combine(folder, "figures.css"), FigureAssets.Style);
        WriteFile(Path.Combine(folder, "figures.js"), FigureAssets.Script);
        return [.. pages.SelectMany(page => page.Warnings)];
    }

    private static void WriteFile(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private static string Asset(string name)
    {
        using Stream stream = typeof(BookWriter).Assembly.GetManifestResourceStream("Book." + name)
            ?? throw new InvalidOperationException($"The resource {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
