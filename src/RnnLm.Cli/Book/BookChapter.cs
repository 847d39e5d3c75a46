using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Book;

/// <summary>A notebook on its way into the book.</summary>
/// <param name="Name">Its path within the book, with '/' and without an extension.</param>
/// <param name="Path">The notebook's file, beside which its pictures are.</param>
/// <param name="Notebook">The executed notebook.</param>
public sealed record BookChapter(string Name, string Path, Notebook Notebook)
{
    /// <summary>Why its code was not run, as in "skipped: …"; null if it was.</summary>
    public string? NotRun { get; init; }
}
