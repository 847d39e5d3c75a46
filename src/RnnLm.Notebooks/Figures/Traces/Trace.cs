namespace RnnLm.Notebooks.Figures;

/// <summary>Something drawn in a panel: lines, bars, a heatmap. Each of ours is one trace of Plotly.</summary>
/// <remarks>Texts may hold Plotly's small markup (<c>b i sub sup br</c>); any other <c>&lt;</c>, as in <c>&lt;unk&gt;</c>, stands for itself.</remarks>
public abstract record Trace
{
    /// <summary>What the legend calls it; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The panel it is drawn in, from 0.</summary>
    public int Panel { get; init; }

    /// <summary>Whether the legend has an entry for it, given a <see cref="Name"/>.</summary>
    public bool InLegend { get; init; } = true;

    /// <summary>Traces of one group are hidden together by a click on one's legend entry.</summary>
    public string? Group { get; init; }

    /// <summary>1 for opaque.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>What a pointer over each point reads; null for the coordinates.</summary>
    public IReadOnlyList<string>? Hover { get; init; }

    internal abstract void Check();

    internal static void SameLength(string what, int length, string other, int otherLength)
    {
        if (length != otherLength) throw new ArgumentException($"A trace has {length} {what} and {otherLength} {other}: give as many of both.");
    }
}
