namespace RnnLm.Notebooks.Figures;

/// <summary>A mark of an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What it reads.</param>
public readonly record struct Tick(double Value, string Label);

/// <summary>An axis of a panel. Its range never moves with a slider: where none is given it spans the data of every frame.</summary>
public sealed record Axis
{
    /// <summary>What it measures, with its unit.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether equal steps are equal factors. Values that are not positive are left out.</summary>
    public bool Log { get; init; }

    /// <summary>Its ends, as values (of a log axis too); null to span the data.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Names for 0, 1, 2, …, such as words; null for numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Marks of one's own; null for round numbers.</summary>
    public IReadOnlyList<Tick>? Ticks { get; init; }

    /// <summary>Whether it runs the other way: a matrix's rows run downwards.</summary>
    public bool Reversed { get; init; }

    /// <summary>Whether lines cross the panel at its marks.</summary>
    public bool Grid { get; init; } = true;

    /// <summary>Whether it is drawn at all; false for diagrams.</summary>
    public bool Visible { get; init; } = true;

    /// <summary>An axis that only places things, for diagrams.</summary>
    public static Axis Hidden(double low, double high) => new() { Visible = false, Grid = false, Range = (low, high) };
}
