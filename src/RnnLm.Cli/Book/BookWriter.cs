namespace RnnLm.Cli.Book;

/// <summary>Writes executed notebooks as a book of HTML pages.</summary>
public static class BookWriter
{
    /// <summary>Writes a page for each chapter and an index into a folder; returns what a reader would stumble over.</summary>
    public static IReadOnlyList<string> Write(IReadOnlyList<BookChapter> chapters, string folder) =>
        throw new InvalidOperationException($"The book of {chapters.Count} pages cannot be written into {folder} yet.");
}
