using System.Numerics;
using System.Runtime.Intrinsics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The element-wise equations of one step of a <see cref="GruLayer{T}"/>, for all streams. Rows of gates are r z n, [k × 3·d_h]; all else is
/// [k × d_h].
/// </summary>
internal static class GruEquations
{
    /// <summary>h(t) = (1 − z) ⊙ n + z ⊙ h(t−1); the gates come as what the inputs give to them and go as r, z and n.</summary>
    /// <param name="gates">e(t)·W_e + b, then r, z, n.</param>
    /// <param name="recurrent">a(t) = h(t−1)·W_h + b_h. // [k × 3·d_h]</param>
    /// <param name="previous">h(t−1).</param>
    /// <param name="hidden">Takes h(t).</param>
    /// <param name="size">d_h.</param>
    public static void Forward<T>(Span<T> gates, ReadOnlySpan<T> recurrent, ReadOnlySpan<T> previous, Span<T> hidden, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var row = 0; row < hidden.Length; row += size)
        {
            Span<T> rAndZ = gates.Slice(3 * row, 2 * size), candidate = gates.Slice((3 * row) + (2 * size), size);
            Rows.Add(recurrent.Slice(3 * row, 2 * size), rAndZ);
            Elementwise.Sigmoid(rAndZ, rAndZ);
            for (var j = 0; j < size; j += Vector512<T>.Count)
            {
                var length = Math.Min(Vector512<T>.Count, size - j);
                var forN = candidate.Slice(j, length);
                var r = Lanes.Load<T>(rAndZ.Slice(j, length));
                Lanes.Store((r * Lanes.Load(recurrent.Slice((3 * row) + (2 * size) + j, length))) + Lanes.Load<T>(forN), forN);
            }

            Elementwise.Tanh(candidate, candidate);
            for (var j = 0; j < size; j += Vector512<T>.Count)
            {
                // (1 − z) ⊙ n + z ⊙ h(t−1) = n + z ⊙ (h(t−1) − n)
                var length = Math.Min(Vector512<T>.Count, size - j);
                var (z, n) = (Lanes.Load<T>(rAndZ.Slice(size + j, length)), Lanes.Load<T>(candidate.Slice(j, length)));
                Lanes.Store((z * (Lanes.Load(previous.Slice(row + j, length)) - n)) + n, hidden.Slice(row + j, length));
            }
        }
    }

    /// <summary>
    /// From δ = ∂ℒ/∂h(t) to the gradients of what the inputs and what h(t−1) gave to the gates, and, in the place of δ, to what goes straight back
    /// to h(t−1).
    /// </summary>
    /// <param name="gates">r, z, n.</param>
    /// <param name="recurrent">a(t).</param>
    /// <param name="previous">h(t−1).</param>
    /// <param name="delta">δ, then z ⊙ δ.</param>
    /// <param name="gateGradients">Takes ∂ℒ/∂(e(t)·W_e + b).</param>
    /// <param name="recurrentGradients">Takes ∂ℒ/∂a(t).</param>
    /// <param name="size">d_h.</param>
    public static void Backward<T>(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> recurrent, ReadOnlySpan<T> previous, Span<T> delta, Span<T> gateGradients, Span<T> recurrentGradients, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var one = Vector512<T>.One;
        for (var row = 0; row < delta.Length; row += size)
        {
            for (var j = 0; j < size; j += Vector512<T>.Count)
            {
                var length = Math.Min(Vector512<T>.Count, size - j);
                var (at, gate) = (row + j, (3 * row) + j);
                var r = Lanes.Load(gates.Slice(gate, length));
                var z = Lanes.Load(gates.Slice(gate + size, length));
                var n = Lanes.Load(gates.Slice(gate + (2 * size), length));
                var dh = Lanes.Load<T>(delta.Slice(at, length));
                var dn = (dh - (dh * z)) * (one - (n * n));                                                  // δ ⊙ (1 − z) ⊙ tanh′
                var dr = dn * Lanes.Load(recurrent.Slice(gate + (2 * size), length)) * (r * (one - r));      // dn ⊙ a_n ⊙ σ′
                var dz = (Lanes.Load(previous.Slice(at, length)) - n) * dh * (z * (one - z));                // δ ⊙ (h(t−1) − n) ⊙ σ′
                Lanes.Store(dr, gateGradients.Slice(gate, length));
                Lanes.Store(dz, gateGradients.Slice(gate + size, length));
                Lanes.Store(dn, gateGradients.Slice(gate + (2 * size), length));
                Lanes.Store(dr, recurrentGradients.Slice(gate, length));
                Lanes.Store(dz, recurrentGradients.Slice(gate + size, length));
                Lanes.Store(dn * r, recurrentGradients.Slice(gate + (2 * size), length));
                Lanes.Store(dh * z, delta.Slice(at, length));
            }
        }
    }
}
