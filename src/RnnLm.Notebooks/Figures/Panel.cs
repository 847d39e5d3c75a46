namespace RnnLm.Notebooks.Figures;

/// <summary>A pair of axes that traces are drawn in; three with <see cref="Z"/>.</summary>
public sealed record Panel
{
    /// <summary>Above it; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = new();

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; init; } = new();

    /// <summary>The height, for a <see cref="Surface"/>.</summary>
    public Axis? Z { get; init; }

    /// <summary>Share of the room among the panels, relative to the others'.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Whether a unit is as long on both axes, as in the complex plane or a matrix.</summary>
    public bool EqualUnits { get; init; }
}

/// <summary>How panels stand to each other.</summary>
public enum Arrangement
{
    /// <summary>From left to right; one above the other on a narrow page.</summary>
    Beside,

    /// <summary>From top to bottom.</summary>
    Stacked,
}
