namespace RnnLm.Notebooks.Figures.Plotly;

/// <summary>What stands above the panels, from the bottom up: panel titles, the legend, the frame's caption, menus, title and caption; in pixels above the panels.</summary>
internal sealed class Header
{
    private const int LetterWidth = 7; // Of the caption, about.

    public Header(Figure figure, int width = 760)
    {
        CaptionLines = Wrap(figure.Caption, width / LetterWidth);
        var height = 10;
        if (figure.Panels.Any(panel => panel.Title.Length > 0)) height += 20;
        Legend = height;
        HasLegend = figure.Traces.Any(trace => trace is not Grid && trace.InLegend && trace.Name.Length > 0);
        if (HasLegend) height += 28;
        Drawn = height;
        FrameCaption = height;
        if (figure.Slider?.Frames.Any(frame => frame.Caption.Length > 0) == true) height += 26;
        Menus = height;
        if (figure.Menus.Count > 0) height += 42;
        Height = height + 44 + (17 * CaptionLines.Count);
    }

    public IReadOnlyList<string> CaptionLines { get; }

    public bool HasLegend { get; }

    /// <summary>What a page draws with Plotly when it writes the rest itself: panel titles and legend.</summary>
    public int Drawn { get; }

    public int FrameCaption { get; }

    public int Legend { get; }

    public int Menus { get; }

    public int Height { get; }

    /// <summary>A text in lines of at most this many characters, broken between words.</summary>
    public static IReadOnlyList<string> Wrap(string text, int most)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= most) lines[^1] += " " + word;
            else lines.Add(word);
        }
        return lines;
    }
}
