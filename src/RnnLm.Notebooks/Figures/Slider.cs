namespace RnnLm.Notebooks.Figures;

/// <summary>A slider that steps through frames computed before. It needs no kernel.</summary>
/// <param name="Label">What it changes, such as <c>ρ</c>.</param>
/// <param name="Frames">One for each position, at most <see cref="MostFrames"/>.</param>
public sealed record Slider(string Label, IReadOnlyList<Frame> Frames)
{
    /// <summary>More positions than this make a file too large and a slider too fine.</summary>
    public const int MostFrames = 60;

    /// <summary>The position it begins at, which still drawings show.</summary>
    public int Start { get; init; }
}

/// <summary>What a figure shows at one position of its slider.</summary>
/// <param name="Label">What the slider reads there.</param>
/// <param name="Traces">All traces of the figure, those of every button too, in the same order and of the same types.</param>
public sealed record Frame(string Label, IReadOnlyList<Trace> Traces)
{
    /// <summary>In the place of the figure's annotations; null to keep those.</summary>
    public IReadOnlyList<Annotation>? Annotations { get; init; }

    /// <summary>In the place of the figure's shapes; null to keep those.</summary>
    public IReadOnlyList<Shape>? Shapes { get; init; }

    /// <summary>A line above the panels that tells of this position, such as the sum that is worked out; empty for none.</summary>
    public string Caption { get; init; } = "";
}
