using System.Numerics;
using System.Numerics.Tensors;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Neural;

/// <summary>
/// The decoder ŷ(t) = softmax(h(t)·U + b2) (slides A12, B14), with its loss −ln ŷ(t)_x(t+1) (B16).
/// BOS is never predicted: its probability is 0, and the softmax runs over all other tokens.
/// </summary>
/// <param name="weight">Uᵀ; with tied weights the embedding E itself (B22). // [|V| × d]</param>
/// <param name="bias">b2. // [|V|]</param>
internal sealed class OutputLayer<T>(Parameter<T> weight, Parameter<T> bias)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] logits = [];

    /// <summary>ln ŷ of every token, for rows of h. // [n × |V|]</summary>
    public void LogProbabilities(ReadOnlySpan<T> h, Span<T> logProbabilities)
    {
        int size = weight.Rows, rows = h.Length / weight.Columns;
        NaiveProducts.MultiplyTransposed(h, weight.Value, logProbabilities, rows, weight.Columns, size, false);
        for (var n = 0; n < rows; n++)
        {
            var row = logProbabilities.Slice(n * size, size);
            TensorPrimitives.Add(row, bias.Value, row);
            row[Vocabulary.Bos] = T.NegativeInfinity;
            var max = TensorPrimitives.Max<T>(row);
            var sum = T.Zero;
            foreach (var logit in row) sum += T.Exp(logit - max);
            TensorPrimitives.Subtract(row, max + T.Log(sum), row);
        }
    }

    /// <summary>Σ −ln ŷ(t)_y over the targets that count.</summary>
    public double NegativeLogLikelihood(ReadOnlySpan<T> h, ReadOnlySpan<int> targets)
    {
        var size = weight.Rows;
        Buffers.Grow(ref logits, targets.Length * size);
        LogProbabilities(h, logits);
        var sum = 0.0;
        for (var n = 0; n < targets.Length; n++)
        {
            if (targets[n] >= 0) sum -= double.CreateTruncating(logits[(n * size) + targets[n]]);
        }

        return sum;
    }

    /// <summary>The same with its gradients times <paramref name="scale"/>: ∂/∂logits = ŷ − y (A18).</summary>
    /// <param name="h">// [n × d]</param>
    /// <param name="targets">One for each row; <see cref="Batch.Padding"/> does not count.</param>
    /// <param name="scale">1 over the number of targets, for the gradient of the mean.</param>
    /// <param name="dH">Takes scale·∂/∂h. // [n × d]</param>
    public double Accumulate(ReadOnlySpan<T> h, ReadOnlySpan<int> targets, double scale, Span<T> dH)
    {
        var nll = NegativeLogLikelihood(h, targets);
        var size = weight.Rows;
        for (var n = 0; n < targets.Length; n++)
        {
            var row = logits.AsSpan(n * size, size);
            if (targets[n] < 0)
            {
                row.Clear();
                continue;
            }

            TensorPrimitives.Exp<T>(row, row);
            row[targets[n]] -= T.One;
            TensorPrimitives.Multiply(row, T.CreateTruncating(scale), row);
        }

        var d = logits.AsSpan(0, targets.Length * size);
        Elementwise.AddRows<T>(d, bias.Gradient);
        NaiveProducts.TransposedMultiply(d, h, weight.Gradient, size, targets.Length, weight.Columns, true);
        NaiveProducts.Multiply(d, weight.Value, dH, targets.Length, size, weight.Columns, false);
        return nll;
    }
}
