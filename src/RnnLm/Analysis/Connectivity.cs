using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Analysis;

/// <summary>Which words of a prefix a prediction hangs on: ‖∂ŷ(word)/∂e(i)‖ for every word i of the prefix (slides B26, A16).</summary>
public static class Connectivity
{
    /// <summary>‖∂(logit of this token after the prefix)/∂e(i)‖ for i = 1 … t.</summary>
    /// <param name="model">The model.</param>
    /// <param name="initialState">s(0).</param>
    /// <param name="prefix">x(1) … x(t).</param>
    /// <param name="token">The token whose score is asked about.</param>
    public static double[] OfLogit(EncoderRnnDecoder model, Vector<double> initialState, IReadOnlyList<int> prefix, int token)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Norms(model.Unroll(initialState, prefix), _ => model.U.Column(token)); // ∂(h·U + b₂)_v/∂h = U_v
    }

    /// <summary>‖∂ŷ(t)_v/∂e(i)‖ for i = 1 … t: as <see cref="OfLogit"/>, but of the probability, which the other tokens' scores change too.</summary>
    /// <inheritdoc cref="OfLogit"/>
    public static double[] OfProbability(EncoderRnnDecoder model, Vector<double> initialState, IReadOnlyList<int> prefix, int token)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Norms(model.Unroll(initialState, prefix), hidden =>
        {
            var y = model.Decode(hidden);
            var byLogits = -y[token] * y; // ∂ŷ_v/∂logit_u = ŷ_v·([u = v] − ŷ_u)
            byLogits[token] += y[token];
            return byLogits * model.U.Transpose(); // [d_h]
        });
    }

    private static double[] Norms(IReadOnlyList<CellStep> steps, Func<Vector<double>, Vector<double>> hiddenGradient)
    {
        if (steps.Count == 0) throw new ArgumentException("A prefix has at least one token, but none came.", nameof(steps));
        var norms = new double[steps.Count];
        var gradient = steps[^1].AsStateGradient(hiddenGradient(steps[^1].Hidden));
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var gradients = steps[i].Backward(gradient);
            norms[i] = gradients.Input.L2Norm();
            gradient = gradients.State;
        }

        return norms;
    }
}
