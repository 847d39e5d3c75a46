using System.Numerics;
using RnnLm.Numerics;

namespace RnnLm.Models.Neural;

/// <summary>The embeddings E of all tokens; e = x·E for a one-hot x is the look-up of a row (slide A13).</summary>
/// <param name="vocabularySize">|V|.</param>
/// <param name="size">d_e.</param>
public sealed class Embedding<T>(int vocabularySize, int size)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>d_e.</summary>
    public int Size => size;

    /// <summary>E. // [|V| × d_e]</summary>
    public Parameter<T> Weight { get; } = new("encoder.weight", vocabularySize, size, sparseGradient: true);

    /// <summary>X: for each id its row of E. // [n × d_e]</summary>
    public void LookUp(ReadOnlySpan<int> ids, Span<T> x)
    {
        for (var n = 0; n < ids.Length; n++) Weight.Value.AsSpan(ids[n] * size, size).CopyTo(x[(n * size)..]);
    }

    /// <summary>Adds each row of dX to the gradient of the row that was looked up: a token that occurs twice adds twice (B27).</summary>
    public void AddGradient(ReadOnlySpan<int> ids, ReadOnlySpan<T> dX)
    {
        for (var n = 0; n < ids.Length; n++)
        {
            Weight.MarkRow(ids[n]);
            Rows.Add<T>(dX.Slice(n * size, size), Weight.Gradient.AsSpan(ids[n] * size, size));
        }
    }
}
