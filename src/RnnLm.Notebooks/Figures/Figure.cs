using RnnLm.Notebooks.Display;
using RnnLm.Notebooks.Figures.Drawing;
using RnnLm.Notebooks.Figures.Forms;
using RnnLm.Notebooks.Figures.Plotly;

namespace RnnLm.Notebooks.Figures;

/// <summary>
/// A figure as data: traces in panels, with a slider and menus that need no kernel. As a cell's value it is drawn, in whatever form the reader's program prefers.
/// </summary>
/// <exception cref="ArgumentException">On display or <see cref="ToPlotly"/>: the parts do not fit together; the text says which.</exception>
[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [MimeTypes.Plotly, MimeTypes.Html, MimeTypes.Svg, MimeTypes.Plain])]
public sealed record Figure : IDisplayed
{
    /// <summary>A figure's JSON is smaller than this many bytes.</summary>
    public const int MostBytes = 1_000_000;

    /// <summary>What is shown.</summary>
    public required string Title { get; init; }

    /// <summary>What to look at, in a sentence or two.</summary>
    public required string Caption { get; init; }

    /// <summary>The picture in words, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>What is drawn.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>Where it is drawn.</summary>
    public IReadOnlyList<Panel> Panels { get; init; } = [new()];

    /// <summary>How the panels stand to each other.</summary>
    public Arrangement Arrangement { get; init; }

    /// <summary>Texts and arrows.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>Lines, rectangles and circles.</summary>
    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    /// <summary>A slider over frames.</summary>
    public Slider? Slider { get; init; }

    /// <summary>Choices of what is seen. Two of them may name the same curves, areas and bars, which are then seen where both show them.</summary>
    public IReadOnlyList<Menu> Menus { get; init; } = [];

    /// <summary>Whether the bars of several traces at one place stand on each other, and not side by side.</summary>
    public bool StackedBars { get; init; }

    /// <summary>Height of the panels in pixels, without title and slider; of one panel if they are <see cref="Arrangement.Stacked"/>.</summary>
    public int Height { get; init; } = 360;

    /// <summary>The figure in Plotly's schema.</summary>
    /// <exception cref="ArgumentException">The parts do not fit together, or it is too large; the text says which.</exception>
    public string ToPlotly()
    {
        FigureChecks.Check(this);
        var json = PlotlyFigure.Write(this);
        var bytes = System.Text.Encoding.UTF8.GetByteCount(json);
        return bytes < MostBytes ? json
            : throw new ArgumentException($"The figure '{Title}' takes {bytes:N0} bytes; at most {MostBytes:N0} are allowed: draw fewer points or fewer frames.");
    }

    /// <inheritdoc/>
    public string? As(string mimeType) => mimeType switch
    {
        MimeTypes.Plotly => ToPlotly(),
        MimeTypes.Html => FigureHtml.Write(this),
        MimeTypes.Svg => FigureDrawing.Write(this),
        MimeTypes.Plain => FigureText.Write(this),
        _ => null,
    };

    /// <summary>What it shows at the slider's beginning, with the traces that its menus then show.</summary>
    internal Figure Still()
    {
        FigureChecks.Check(this);
        var frame = Slider?.Frames[Slider.Start];
        return this with
        {
            Traces = [.. (frame?.Traces ?? Traces).Where((_, i) => IsSeen(i))],
            Annotations = frame?.Annotations ?? Annotations,
            Shapes = frame?.Shapes ?? Shapes,
            Slider = null,
            Menus = [],
        };
    }

    /// <summary>Whether a trace can be seen beside another: no menu shows the one without the other.</summary>
    internal bool SeenWith(int trace, int other) =>
        trace == other || Menus.All(menu => !menu.Governed.Contains(trace) || !menu.Governed.Contains(other)
            || menu.Items.Any(item => item.Traces.Contains(trace) && item.Traces.Contains(other)));

    /// <summary>Whether a trace is seen before a menu is touched.</summary>
    internal bool IsSeen(int trace) =>
        Menus.All(menu => menu.Items[menu.Start].Traces.Contains(trace) || !menu.Items.Any(item => item.Traces.Contains(trace)));

    /// <summary>The traces of the figure and of every frame that are drawn in a panel.</summary>
    internal IEnumerable<Trace> AllTraces => Traces.Concat(Slider?.Frames.SelectMany(frame => frame.Traces) ?? []);
}
