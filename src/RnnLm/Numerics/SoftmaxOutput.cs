using System.Numerics;
using RnnLm.Text;

namespace RnnLm.Numerics;

/// <summary>
/// The output layer with its loss: ŷ(t) = softmax(h(t)·U + b2) and the cross-entropy −ln ŷ(t)_y (B14–B16), many positions at once.
/// With full vocabularies nearly all of training's time is spent here.
/// </summary>
/// <typeparam name="T">The type of weights and activations.</typeparam>
public sealed unsafe class SoftmaxOutput<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SoftmaxPass<T> pass;
    private readonly SoftmaxGradient<T> gradient;
    private readonly Workers? workers;
    private readonly int? maskedToken;

    /// <summary>An output layer's work space.</summary>
    /// <param name="workers">Who does the work; none means the calling thread. The numbers do not depend on it.</param>
    /// <param name="maskedToken">A token that is never predicted, such as <see cref="Vocabulary.Bos"/>: its logit counts as −∞, its
    /// probability is exactly 0 and its weights get no gradient. They stay in place, so that files of weights keep their shape.</param>
    public SoftmaxOutput(Workers? workers = null, int? maskedToken = null)
    {
        (this.workers, this.maskedToken) = (workers, maskedToken);
        pass = new SoftmaxPass<T>(workers?.Count ?? 1);
        gradient = new SoftmaxGradient<T>(pass, workers?.Count ?? 1);
    }

    /// <summary>
    /// The loss and its gradients: with ℒ = scale · Σₙ −ln ŷₙ[yₙ], writes ∂ℒ/∂H and adds ∂ℒ/∂Uᵀ and ∂ℒ/∂b2 to the parameters' gradients.
    /// </summary>
    /// <param name="hidden">H [N×d]: one state for each position.</param>
    /// <param name="weight">Uᵀ [V×d].</param>
    /// <param name="bias">b2, V values.</param>
    /// <param name="targets">y, N tokens; a <see cref="Batch.Padding"/> counts nothing and has a zero gradient.</param>
    /// <param name="scale">The factor of the sum, as a rule one over the number of targets.</param>
    /// <param name="hiddenGradient">∂ℒ/∂H [N×d], overwritten.</param>
    /// <param name="accumulate">Whether to add to the parameters' gradients; otherwise they are overwritten.</param>
    /// <returns>Σₙ −ln ŷₙ[yₙ] in nats, without the scale.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a target is no token.</exception>
    public double Train(
        ReadOnlyMatrixSpan<T> hidden,
        Parameter<T> weight,
        Parameter<T> bias,
        ReadOnlySpan<int> targets,
        T scale,
        MatrixSpan<T> hiddenGradient,
        bool accumulate = true)
    {
        CheckShapes(hidden, weight, bias);
        CheckTargets(hidden, weight, targets);
        if (hiddenGradient.Rows != hidden.Rows || hiddenGradient.Columns != hidden.Columns)
        {
            throw new ArgumentException(
                $"∂ℒ/∂H must be {hidden.Rows}×{hidden.Columns} like H, but is {hiddenGradient.Rows}×{hiddenGradient.Columns}.",
                nameof(hiddenGradient));
        }

        // The first contribution since the gradients were cleared need not add to zeros.
        accumulate &= !(weight.GradientIsZero && bias.GradientIsZero);
        var (weightGradient, biasGradient) = accumulate ? (weight.Gradient, bias.Gradient) : (weight.GradientToOverwrite, bias.GradientToOverwrite);
        fixed (T* dH = hiddenGradient.Values, U = weight.Value, dU = weightGradient, db = biasGradient)
        fixed (int* y = targets)
        {
            pass.Begin(hidden, U, bias.Value, maskedToken, y, Kept.Exponentials);
            Run(pass.LogitTasks, new LogitWork(pass, Kept.Exponentials));
            var loss = pass.Normalize(scale, []);
            weight.MarkAllRows();
            gradient.Begin(hidden, U, y, scale, dU, db, accumulate);
            Run(gradient.Tasks, new GradientWork(gradient));
            Run(gradient.HiddenTasks, new HiddenWork(gradient, dH, hiddenGradient.Stride));
            Run(gradient.WeightTasks, new WeightWork(gradient));
            return loss;
        }
    }

    /// <summary>Σₙ −ln ŷₙ[yₙ] in nats, without gradients.</summary>
    /// <param name="hidden">H [N×d]: one state for each position.</param>
    /// <param name="weight">Uᵀ [V×d].</param>
    /// <param name="bias">b2, V values.</param>
    /// <param name="targets">y, N tokens; a <see cref="Batch.Padding"/> counts nothing.</param>
    /// <param name="losses">If not empty: −ln ŷₙ[yₙ] of each position, 0 where there is padding.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a target is no token.</exception>
    public double NegativeLogLikelihood(
        ReadOnlyMatrixSpan<T> hidden, Parameter<T> weight, Parameter<T> bias, ReadOnlySpan<int> targets, Span<double> losses = default)
    {
        CheckShapes(hidden, weight, bias);
        CheckTargets(hidden, weight, targets);
        if (!losses.IsEmpty && losses.Length != targets.Length)
        {
            throw new ArgumentException(
                $"There must be one place for each of the {targets.Length} losses, but there are {losses.Length}.", nameof(losses));
        }

        fixed (T* U = weight.Value)
        fixed (int* y = targets)
        {
            pass.Begin(hidden, U, bias.Value, maskedToken, y, Kept.Nothing);
            Run(pass.LogitTasks, new LogitWork(pass, Kept.Nothing));
            return pass.Normalize(T.Zero, losses);
        }
    }

    /// <summary>ln ŷ of every token at every position; −∞ for the masked one.</summary>
    /// <param name="hidden">H [N×d]: one state for each position.</param>
    /// <param name="weight">Uᵀ [V×d].</param>
    /// <param name="bias">b2, V values.</param>
    /// <param name="logProbabilities">ln ŷ [N×V], overwritten.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void LogProbabilities(
        ReadOnlyMatrixSpan<T> hidden, Parameter<T> weight, Parameter<T> bias, MatrixSpan<double> logProbabilities)
    {
        CheckShapes(hidden, weight, bias);
        if (logProbabilities.Rows != hidden.Rows || logProbabilities.Columns != weight.Rows)
        {
            throw new ArgumentException(
                $"The result is {hidden.Rows}×{weight.Rows}, but there is room for {logProbabilities.Rows}×{logProbabilities.Columns}.",
                nameof(logProbabilities));
        }

        Span<int> none = hidden.Rows <= 64 ? stackalloc int[hidden.Rows] : new int[hidden.Rows];
        none.Fill(Batch.Padding);
        fixed (T* U = weight.Value)
        fixed (int* y = none)
        {
            pass.Begin(hidden, U, bias.Value, maskedToken, y, Kept.Logits);
            Run(pass.LogitTasks, new LogitWork(pass, Kept.Logits));
        }

        for (var n = 0; n < hidden.Rows; n++)
        {
            var row = logProbabilities.Row(n);
            pass.CopyLogits(n, row);
            Softmax.LogProbabilities(row, row);
        }
    }

    private void Run<TWork>(int tasks, TWork work)
        where TWork : struct, IParallelWork
    {
        if (workers is not null)
        {
            workers.Run(tasks, work);
            return;
        }

        for (var task = 0; task < tasks; task++)
            work.Run(task, worker: 0);
    }

    private static void CheckShapes(ReadOnlyMatrixSpan<T> hidden, Parameter<T> weight, Parameter<T> bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        if (weight.Columns != hidden.Columns || bias.Count != weight.Rows)
        {
            throw new ArgumentException(
                $"H is {hidden.Rows}×{hidden.Columns}, {weight.Name} {weight.Rows}×{weight.Columns} and {bias.Name} has {bias.Count} values: "
                + $"the weight must be V×{hidden.Columns} and the bias have V values.",
                nameof(weight));
        }
    }

    private static void CheckTargets(ReadOnlyMatrixSpan<T> hidden, Parameter<T> weight, ReadOnlySpan<int> targets)
    {
        if (targets.Length != hidden.Rows)
            throw new ArgumentException($"H has {hidden.Rows} positions, but there are {targets.Length} targets.", nameof(targets));
        foreach (var target in targets)
        {
            if (target != Batch.Padding && (uint)target >= (uint)weight.Rows)
            {
                throw new ArgumentException(
                    $"The target {target} is none of the {weight.Rows} tokens: use {Batch.Padding} for a position that does not count.",
                    nameof(targets));
            }
        }
    }

    private readonly struct LogitWork(SoftmaxPass<T> pass, Kept keep) : IParallelWork
    {
        public void Run(int task, int worker) => pass.Logits(task, worker, keep);
    }

    private readonly struct GradientWork(SoftmaxGradient<T> gradient) : IParallelWork
    {
        public void Run(int task, int worker) => gradient.Multiply(task, worker);
    }

    private readonly struct HiddenWork(SoftmaxGradient<T> gradient, T* hiddenGradient, int stride) : IParallelWork
    {
        public void Run(int task, int worker) => gradient.AddHiddenShares(task, hiddenGradient, stride);
    }

    private readonly struct WeightWork(SoftmaxGradient<T> gradient) : IParallelWork
    {
        public void Run(int task, int worker) => gradient.AddWeightShares(task);
    }
}
