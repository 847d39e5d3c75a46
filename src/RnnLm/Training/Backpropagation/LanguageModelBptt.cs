using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Training.Backpropagation;

/// <summary>
/// The gradients of a whole language model for one text, with what slide B27 left out put back: the decoder U and b₂, the RNN, and the
/// encoder E. ℒ(t) = −ln ŷ(t)_y(t), and ℒ = Σ_t ℒ(t): the sum, not the mean.
/// </summary>
public sealed class LanguageModelBptt
{
    private readonly EncoderRnnDecoder model;
    private readonly IReadOnlyList<int> inputs;
    private readonly IReadOnlyList<int> targets;
    private readonly Vector<double>[] predictions;

    /// <summary>The forward pass over a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="initialState">s(0).</param>
    /// <param name="inputs">x(1) … x(T).</param>
    /// <param name="targets">y(1) … y(T), in a text y(t) = x(t+1).</param>
    /// <exception cref="ArgumentException">Not as many targets as inputs, or none.</exception>
    public LanguageModelBptt(EncoderRnnDecoder model, Vector<double> initialState, IReadOnlyList<int> inputs, IReadOnlyList<int> targets)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Count == 0 || inputs.Count != targets.Count)
            throw new ArgumentException($"Each step has an input and a target, but {inputs.Count} inputs and {targets.Count} targets came.", nameof(targets));
        (this.model, this.inputs, this.targets) = (model, inputs, targets);
        Steps = model.Unroll(initialState, inputs);
        predictions = [.. Steps.Select(step => model.Decode(step.Hidden))];
        Rnn = new Bptt(Steps, [.. Enumerable.Range(1, Length).Select(t => Steps[t - 1].AsStateGradient(OutputGradient(t) * model.U.Transpose()))]);
    }

    /// <summary>T.</summary>
    public int Length => inputs.Count;

    /// <summary>The steps of the RNN; step t stands at index t − 1.</summary>
    public IReadOnlyList<CellStep> Steps { get; }

    /// <summary>The gradients of the RNN's own weights, taken apart: ∂ℒ(t)/∂h(t) = (ŷ(t) − y(t))·Uᵀ goes in.</summary>
    public Bptt Rnn { get; }

    /// <summary>ŷ(t), [|V|].</summary>
    public Vector<double> Prediction(int t) => predictions[t - 1];

    /// <summary>ℒ(t) = −ln ŷ(t)_y(t), in nats.</summary>
    public double Loss(int t) => -Math.Log(Prediction(t)[targets[t - 1]]);

    /// <summary>ℒ = Σ_t ℒ(t).</summary>
    public double TotalLoss() => Enumerable.Range(1, Length).Sum(Loss);

    /// <summary>∂ℒ(t)/∂(h(t)·U + b₂) = ŷ(t) − y(t), with y(t) as a one-hot vector (slide A18), [|V|].</summary>
    public Vector<double> OutputGradient(int t)
    {
        var gradient = Prediction(t).Clone();
        gradient[targets[t - 1]] -= 1;
        return gradient;
    }

    /// <summary>∂ℒ/∂U = Σ_t h(t)ᵀ·(ŷ(t) − y(t)), [d_h×|V|]: ℒ(t) reaches U at step t alone.</summary>
    public Matrix<double> DecoderGradient()
    {
        var gradient = Matrix<double>.Build.Dense(model.U.RowCount, model.U.ColumnCount);
        for (var t = 1; t <= Length; t++) gradient += Steps[t - 1].Hidden.OuterProduct(OutputGradient(t));
        return gradient;
    }

    /// <summary>∂ℒ/∂b₂ = Σ_t (ŷ(t) − y(t)), [|V|].</summary>
    public Vector<double> DecoderBiasGradient()
    {
        var gradient = Vector<double>.Build.Dense(model.VocabularySize);
        for (var t = 1; t <= Length; t++) gradient += OutputGradient(t);
        return gradient;
    }

    /// <summary>∂ℒ(t)/∂e(i): what ℒ(t) asks of the embedding read at step i, [d_e].</summary>
    public Vector<double> EmbeddingContribution(int t, int i) => Rnn.Through(t, i).Input;

    /// <summary>
    /// ∂ℒ/∂E, [|V|×d_e]: row x(i) gets ∂ℒ/∂e(i). A word that is read twice gets both, added; a word that is not read gets nothing.
    /// </summary>
    public Matrix<double> EncoderGradient()
    {
        var gradient = Matrix<double>.Build.Dense(model.E.RowCount, model.E.ColumnCount);
        var inputGradients = Rnn.InputGradients();
        for (var i = 1; i <= Length; i++)
        {
            var row = inputs[i - 1];
            gradient.SetRow(row, gradient.Row(row) + inputGradients[i - 1]);
        }

        return gradient;
    }
}
