namespace RnnLm.Notebooks.Display;

/// <summary>
/// A value that writes its own forms. A class that implements it also carries
/// <c>[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Plain])]</c> with the forms that it has.
/// </summary>
public interface IDisplayed
{
    /// <summary>The value in this form; null if it has none.</summary>
    /// <param name="mimeType">One of <see cref="MimeTypes"/>.</param>
    string? As(string mimeType);
}
