namespace RnnLm.Notebooks.Figures;

/// <summary>Buttons or a list that choose which traces are seen.</summary>
/// <param name="Label">What is chosen.</param>
/// <param name="Items">The choices. A trace that no item names is always seen.</param>
public sealed record Menu(string Label, IReadOnlyList<MenuItem> Items)
{
    /// <summary>The choice it begins with.</summary>
    public int Start { get; init; }

    /// <summary>Whether it is a list that opens, for many or long choices, and not a row of buttons.</summary>
    public bool Dropdown { get; init; }

    /// <summary>The traces that some item names: those it shows and hides.</summary>
    internal int[] Governed => [.. Items.SelectMany(item => item.Traces).Distinct().Order()];
}

/// <summary>A choice of a <see cref="Menu"/>.</summary>
/// <param name="Label">What the button reads.</param>
/// <param name="Traces">Indices of the traces that are then seen.</param>
public sealed record MenuItem(string Label, IReadOnlyList<int> Traces);
