namespace RnnLm.Notebooks.Display;

/// <summary>Writes one form of a value that is <see cref="IDisplayed"/>.</summary>
/// <param name="mimeType">Which form.</param>
public sealed class DisplayFormatter(string mimeType)
{
    /// <summary>The form that it writes.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes the value in this form, if it has it.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Format(object value, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if ((value as IDisplayed)?.As(MimeType) is not { } form) return false;
        writer.Write(form);
        return true;
    }
}
