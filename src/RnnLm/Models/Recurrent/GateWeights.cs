using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Models.Recurrent;

/// <summary>What one gate of an LSTM or GRU weighs the state and the input with: a = h(t−1)·W_h + e(t)·W_e + b.</summary>
public sealed record GateWeights
{
    /// <summary>The weights of a gate, or their gradients.</summary>
    /// <param name="wh">W_h, [d_h×d_h].</param>
    /// <param name="we">W_e, [d_e×d_h].</param>
    /// <param name="b">b, [d_h].</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public GateWeights(Matrix<double> wh, Matrix<double> we, Vector<double> b)
    {
        ArgumentNullException.ThrowIfNull(wh);
        ArgumentNullException.ThrowIfNull(we);
        ArgumentNullException.ThrowIfNull(b);
        if (wh.RowCount != wh.ColumnCount)
            throw new ArgumentException($"W_h takes h(t−1) to h(t), so it is square, but {wh.RowCount}×{wh.ColumnCount} came.", nameof(wh));
        if (we.ColumnCount != wh.ColumnCount)
            throw new ArgumentException($"W_e needs as many columns as W_h, {wh.ColumnCount}, but has {we.ColumnCount}.", nameof(we));
        if (b.Count != wh.ColumnCount)
            throw new ArgumentException($"The bias needs as many elements as W_h has columns, {wh.ColumnCount}, but has {b.Count}.", nameof(b));
        (Wh, We, B) = (wh, we, b);
    }

    /// <summary>W_h, [d_h×d_h].</summary>
    public Matrix<double> Wh { get; }

    /// <summary>W_e, [d_e×d_h].</summary>
    public Matrix<double> We { get; }

    /// <summary>b, [d_h].</summary>
    public Vector<double> B { get; }

    /// <summary>a = h(t−1)·W_h + e(t)·W_e + b.</summary>
    public Vector<double> PreActivation(Vector<double> h, Vector<double> e) => (h * Wh) + (e * We) + B; // [d_h]

    /// <summary>Weights uniform in ±1/√d_h, as PyTorch draws them.</summary>
    public static GateWeights Random(int inputSize, int hiddenSize, RandomGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        var bound = 1 / Math.Sqrt(hiddenSize);
        double Draw() => bound * ((2 * generator.NextDouble()) - 1);
        return new GateWeights(
            Matrix<double>.Build.Dense(hiddenSize, hiddenSize, (_, _) => Draw()),
            Matrix<double>.Build.Dense(inputSize, hiddenSize, (_, _) => Draw()),
            Vector<double>.Build.Dense(hiddenSize, _ => Draw()));
    }

    /// <summary>The gradients of one use, from δ = ∂ℒ/∂a: hᵀ·δ, eᵀ·δ and δ.</summary>
    public static GateWeights Gradient(Vector<double> h, Vector<double> e, Vector<double> delta) =>
        new(h.OuterProduct(delta), e.OuterProduct(delta), delta);

    /// <summary>The gates that PyTorch stores in one piece, below each other and transposed.</summary>
    /// <param name="weightIh">weight_ih, [n·d_h×d_e].</param>
    /// <param name="weightHh">weight_hh, [n·d_h×d_h].</param>
    /// <param name="bias">The bias, or the sum of the two biases, [n·d_h].</param>
    /// <returns>n gates in PyTorch's order.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static GateWeights[] Split(Matrix<double> weightIh, Matrix<double> weightHh, Vector<double> bias)
    {
        ArgumentNullException.ThrowIfNull(weightIh);
        ArgumentNullException.ThrowIfNull(weightHh);
        ArgumentNullException.ThrowIfNull(bias);
        var hidden = weightHh.ColumnCount;
        if (weightHh.RowCount % hidden != 0 || weightIh.RowCount != weightHh.RowCount || bias.Count != weightHh.RowCount)
        {
            throw new ArgumentException(
                $"Stacked gates need n·{hidden} rows each, but weight_ih has {weightIh.RowCount}, weight_hh {weightHh.RowCount} and the bias {bias.Count}.",
                nameof(weightHh));
        }

        return [.. Enumerable.Range(0, weightHh.RowCount / hidden).Select(gate => new GateWeights(
            weightHh.SubMatrix(gate * hidden, hidden, 0, hidden).Transpose(),
            weightIh.SubMatrix(gate * hidden, hidden, 0, weightIh.ColumnCount).Transpose(),
            bias.SubVector(gate * hidden, hidden)))];
    }

    /// <summary>W_h, W_e and b of each gate in turn, the bias as a matrix of one row.</summary>
    internal static IReadOnlyList<Matrix<double>> Flatten(params IEnumerable<GateWeights> gates) =>
        [.. gates.SelectMany(gate => new[] { gate.Wh, gate.We, gate.B.ToRowMatrix() })];

    /// <summary>The inverse of <see cref="Flatten"/>.</summary>
    internal static GateWeights[] Gather(IReadOnlyList<Matrix<double>> weights, int count)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count != 3 * count)
            throw new ArgumentException($"This cell has {3 * count} weights, W_h, W_e and b of each gate, but {weights.Count} came.", nameof(weights));
        return [.. weights.Chunk(3).Select(gate => new GateWeights(gate[0], gate[1], gate[2].Row(0)))];
    }

    internal static void CheckAlike(params IReadOnlyList<GateWeights> gates)
    {
        foreach (var gate in gates)
        {
            ArgumentNullException.ThrowIfNull(gate, nameof(gates));
            if (gate.We.RowCount != gates[0].We.RowCount || gate.We.ColumnCount != gates[0].We.ColumnCount)
            {
                throw new ArgumentException(
                    $"The gates of a cell have the same shapes, but W_e is {gates[0].We.RowCount}×{gates[0].We.ColumnCount} in one "
                    + $"and {gate.We.RowCount}×{gate.We.ColumnCount} in another.",
                    nameof(gates));
            }
        }
    }
}
