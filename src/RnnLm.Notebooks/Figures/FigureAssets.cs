namespace RnnLm.Notebooks.Figures;

/// <summary>What makes figures move on a page: one script and one style sheet, for a cell's output and for the book alike.</summary>
public static class FigureAssets
{
    /// <summary>
    /// Draws each <c>figure.plot</c> of the page that holds a <c>div.still</c> and a <c>script[type="application/json"]</c> with <see cref="Figure.ToPlotly"/>,
    /// with slider and menus of the page's own, in the page's light or dark colours. Without Plotly the still drawings stay.
    /// </summary>
    public static string Script { get; } = Read("figures.js");

    /// <summary>How those figures look.</summary>
    public static string Style { get; } = Read("figures.css");

    private static string Read(string name)
    {
        using var stream = typeof(FigureAssets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
