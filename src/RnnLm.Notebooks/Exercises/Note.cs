using RnnLm.Notebooks.Display;

namespace RnnLm.Notebooks;

/// <summary>A few words of Markdown, shown in a cell: a hint, a solution.</summary>
/// <param name="Markdown">The words.</param>
[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [MimeTypes.Markdown, MimeTypes.Plain])]
public sealed record Note(string Markdown) : IDisplayed
{
    /// <inheritdoc/>
    public string? As(string mimeType) => mimeType is MimeTypes.Markdown or MimeTypes.Plain ? Markdown : null;

    /// <inheritdoc/>
    public override string ToString() => Markdown;
}
