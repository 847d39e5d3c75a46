using System.Numerics;
using System.Runtime.Intrinsics;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The element-wise equations of one step of a <see cref="GruLayer{T}"/>, for all streams in one pass: what is read is read once, and what is in
/// between stays in registers. Rows of gates are r z n, [k × 3·d_h]; all else is [k × d_h].
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
            for (var j = 0; j < size; j += Vector512<T>.Count)
            {
                var length = Math.Min(Vector512<T>.Count, size - j);
                var (at, gate) = (row + j, (3 * row) + j);
                Span<T> forR = gates.Slice(gate, length), forZ = gates.Slice(gate + size, length), forN = gates.Slice(gate + (2 * size), length);
                var r = Lanes.Sigmoid(Lanes.Load<T>(forR) + Lanes.Load(recurrent.Slice(gate, length)));
                var z = Lanes.Sigmoid(Lanes.Load<T>(forZ) + Lanes.Load(recurrent.Slice(gate + size, length)));
                var n = Lanes.Tanh((r * Lanes.Load(recurrent.Slice(gate + (2 * size), length))) + Lanes.Load<T>(forN));
                Lanes.Store(r, forR);
                Lanes.Store(z, forZ);
                Lanes.Store(n, forN);
                // (1 − z) ⊙ n + z ⊙ h(t−1) = n + z ⊙ (h(t−1) − n)
                Lanes.Store((z * (Lanes.Load(previous.Slice(at, length)) - n)) + n, hidden.Slice(at, length));
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
