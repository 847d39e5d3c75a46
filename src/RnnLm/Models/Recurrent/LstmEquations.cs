using System.Numerics;
using System.Runtime.Intrinsics;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>
/// The element-wise equations of one step of an <see cref="LstmLayer{T}"/>, for all streams. Rows of gates are i f g o, [k × 4·d_h]; all else is
/// [k × d_h].
/// </summary>
internal static class LstmEquations
{
    /// <summary>c(t) = f ⊙ c(t−1) + i ⊙ g and h(t) = o ⊙ tanh c(t); the gates come as pre-activations and go as i, f, g and o.</summary>
    public static void Forward<T>(Span<T> gates, ReadOnlySpan<T> previousCell, Span<T> cell, Span<T> cellTanh, Span<T> hidden, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var row = 0; row < hidden.Length; row += size)
        {
            var ifgo = gates.Slice(4 * row, 4 * size);
            Span<T> inputAndForget = ifgo[..(2 * size)], candidate = ifgo.Slice(2 * size, size), output = ifgo[(3 * size)..];
            Elementwise.Sigmoid(inputAndForget, inputAndForget);
            Elementwise.Tanh(candidate, candidate);
            Elementwise.Sigmoid(output, output);
            for (var j = 0; j < size; j += Vector512<T>.Count)
            {
                var n = Math.Min(Vector512<T>.Count, size - j);
                var i = Lanes.Load<T>(ifgo.Slice(j, n));
                var f = Lanes.Load<T>(ifgo.Slice(size + j, n));
                var g = Lanes.Load<T>(candidate.Slice(j, n));
                Lanes.Store((f * Lanes.Load(previousCell.Slice(row + j, n))) + (i * g), cell.Slice(row + j, n));
            }
        }

        Elementwise.Tanh(cell[..hidden.Length], cellTanh[..hidden.Length]);
        for (var row = 0; row < hidden.Length; row += size)
        {
            var output = gates.Slice((4 * row) + (3 * size), size);
            for (var j = 0; j < size; j += Vector512<T>.Count)
            {
                var n = Math.Min(Vector512<T>.Count, size - j);
                Lanes.Store(Lanes.Load<T>(output.Slice(j, n)) * Lanes.Load<T>(cellTanh.Slice(row + j, n)), hidden.Slice(row + j, n));
            }
        }
    }

    /// <summary>
    /// From δ = ∂ℒ/∂h(t), and ∂ℒ/∂c(t) as far as it comes from the next step, to the gradients of the pre-activations, and to ∂ℒ/∂c(t−1) in
    /// the place of the latter.
    /// </summary>
    public static void Backward<T>(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> previousCell, ReadOnlySpan<T> cellTanh, ReadOnlySpan<T> delta, Span<T> cellDelta, Span<T> gateGradients, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var one = Vector512<T>.One;
        for (var row = 0; row < delta.Length; row += size)
        {
            for (var j = 0; j < size; j += Vector512<T>.Count)
            {
                var n = Math.Min(Vector512<T>.Count, size - j);
                var (at, gate) = (row + j, (4 * row) + j);
                var i = Lanes.Load(gates.Slice(gate, n));
                var f = Lanes.Load(gates.Slice(gate + size, n));
                var g = Lanes.Load(gates.Slice(gate + (2 * size), n));
                var o = Lanes.Load(gates.Slice(gate + (3 * size), n));
                var tanh = Lanes.Load(cellTanh.Slice(at, n));
                var dh = Lanes.Load(delta.Slice(at, n));
                // Through h = o ⊙ tanh c into c, on top of what came back through the cell of the next step.
                var dc = Lanes.Load<T>(cellDelta.Slice(at, n)) + (dh * o * (one - (tanh * tanh)));
                Lanes.Store(dc * g * (i * (one - i)), gateGradients.Slice(gate, n));                                     // dc ⊙ g ⊙ σ′
                Lanes.Store(dc * Lanes.Load(previousCell.Slice(at, n)) * (f * (one - f)), gateGradients.Slice(gate + size, n)); // dc ⊙ c(t−1) ⊙ σ′
                Lanes.Store(dc * i * (one - (g * g)), gateGradients.Slice(gate + (2 * size), n));                        // dc ⊙ i ⊙ tanh′
                Lanes.Store(dh * tanh * (o * (one - o)), gateGradients.Slice(gate + (3 * size), n));                     // δ ⊙ tanh c(t) ⊙ σ′
                Lanes.Store(dc * f, cellDelta.Slice(at, n));                                                             // δ_c(t−1)
            }
        }
    }
}
