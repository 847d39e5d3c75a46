using System.Numerics;
using RnnLm.Models.Neural;

namespace RnnLm.Models.Recurrent;

/// <summary>h of every layer, and c of an LSTM's, for k parallel streams (slide B19). // each [k × d_h]</summary>
public sealed class RecurrentState<T> : CarriedState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] hidden;
    private readonly T[][] cells;

    /// <summary>A state of zeros, h(0) = 0.</summary>
    /// <param name="streams">k.</param>
    /// <param name="layers">How many layers the model has.</param>
    /// <param name="hiddenSize">d_h.</param>
    /// <param name="hasCell">Whether the layers carry a cell c beside h.</param>
    public RecurrentState(int streams, int layers, int hiddenSize, bool hasCell)
        : base(streams)
    {
        hidden = [.. Enumerable.Range(0, layers).Select(_ => new T[streams * hiddenSize])];
        cells = [.. Enumerable.Range(0, hasCell ? layers : 0).Select(_ => new T[streams * hiddenSize])];
        Arrays = [.. hidden.Select((h, l) => ($"hidden.{l}", h)), .. cells.Select((c, l) => ($"cell.{l}", c))];
    }

    private RecurrentState(RecurrentState<T> other)
        : base(other.Streams)
    {
        hidden = [.. other.hidden.Select(h => h.ToArray())];
        cells = [.. other.cells.Select(c => c.ToArray())];
        Arrays = [.. hidden.Select((h, l) => ($"hidden.{l}", h)), .. cells.Select((c, l) => ($"cell.{l}", c))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, T[] Values)> Arrays { get; }

    /// <summary>h of this layer, to be read or given. // [k × d_h]</summary>
    public Span<T> Hidden(int layer) => hidden[layer];

    /// <summary>c of this layer, empty unless it is an LSTM's. // [k × d_h]</summary>
    public Span<T> Cell(int layer) => cells.Length == 0 ? [] : cells[layer];

    /// <inheritdoc/>
    public override void Clear()
    {
        foreach (var (_, values) in Arrays) values.AsSpan().Clear();
    }

    /// <inheritdoc/>
    public override CarriedState<T> Copy() => new RecurrentState<T>(this);
}
