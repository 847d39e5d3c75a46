namespace RnnLm.Notebooks.Display;

/// <summary>The formatters of everything of ours that is <see cref="IDisplayed"/>, one for each form.</summary>
public sealed class DisplayFormatters
{
    private readonly string[] _forms = [MimeTypes.Plotly, MimeTypes.Html, MimeTypes.Markdown, MimeTypes.Svg, MimeTypes.Outcomes, MimeTypes.Plain];

    /// <summary>Called by the kernel.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _forms.Select(form => new DisplayFormatter(form));
}
