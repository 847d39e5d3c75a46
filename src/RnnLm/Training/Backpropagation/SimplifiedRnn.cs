using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;

namespace RnnLm.Training.Backpropagation;

/// <summary>
/// The unrolled graph of slide B27, with embedding and decoder left out: from h(0) on, h(t) = f(h(t−1)·W_h + e(t)·W_e + b₁),
/// and at each step a loss ℒ(t) = ½‖h(t) − y(t)‖².
/// </summary>
/// <remarks>
/// The loss is the simplest one with a gradient that can be checked by hand, ∂ℒ(t)/∂h(t) = h(t) − y(t). The
/// network of a language model, with cross-entropy, is <see cref="LanguageModelBptt"/>.
/// Let h(0) ≠ 0 when studying W_h: the use at step 1 contributes h(0)ᵀ·δ(1), which is nothing at all if h(0) = 0.
/// </remarks>
public sealed class SimplifiedRnn
{
    private readonly IReadOnlyList<Vector<double>> inputs;
    private readonly IReadOnlyList<Vector<double>> targets;

    /// <summary>A network that uses the same cell at each step.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="initialState">h(0), [d_h].</param>
    /// <param name="inputs">e(1) … e(T), each [d_e].</param>
    /// <param name="targets">y(1) … y(T), each [d_h].</param>
    public SimplifiedRnn(
        ElmanCell cell, Vector<double> initialState, IReadOnlyList<Vector<double>> inputs, IReadOnlyList<Vector<double>> targets)
        : this([.. Enumerable.Repeat(cell, inputs?.Count ?? 0)], initialState, inputs!, targets)
    {
    }

    private SimplifiedRnn(
        IReadOnlyList<ElmanCell> copies, Vector<double> initialState, IReadOnlyList<Vector<double>> inputs, IReadOnlyList<Vector<double>> targets)
    {
        ArgumentNullException.ThrowIfNull(initialState);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Count == 0 || inputs.Count != targets.Count)
            throw new ArgumentException($"Each step has an input and a target, but {inputs.Count} inputs and {targets.Count} targets came.", nameof(targets));

        Copies = copies;
        InitialState = initialState;
        (this.inputs, this.targets) = (inputs, targets);
        var steps = new List<ElmanStep>();
        for (var t = 1; t <= inputs.Count; t++)
            steps.Add(copies[t - 1].Forward(t == 1 ? initialState : steps[^1].Hidden, inputs[t - 1]));
        Steps = steps;
    }

    /// <summary>T.</summary>
    public int Length => Steps.Count;

    /// <summary>h(0).</summary>
    public Vector<double> InitialState { get; }

    /// <summary>The steps 1 … T; step t stands at index t − 1.</summary>
    public IReadOnlyList<ElmanStep> Steps { get; }

    /// <summary>The cell of each step: the same one T times, unless a copy was replaced (slide A25).</summary>
    public IReadOnlyList<ElmanCell> Copies { get; }

    /// <summary>h(t), for t from 0 to T.</summary>
    public Vector<double> State(int t) => t == 0 ? InitialState : Steps[t - 1].Hidden;

    /// <summary>ℒ(t) = ½‖h(t) − y(t)‖².</summary>
    public double Loss(int t)
    {
        var error = LossGradient(t);
        return error * error / 2;
    }

    /// <summary>∂ℒ(t)/∂h(t) = h(t) − y(t), [d_h].</summary>
    public Vector<double> LossGradient(int t) => Steps[t - 1].Hidden - targets[t - 1];

    /// <summary>ℒ = Σ_t ℒ(t): the sum, not the mean.</summary>
    public double TotalLoss() => Enumerable.Range(1, Length).Sum(Loss);

    /// <summary>
    /// The same network with another cell at step i alone. Where every step has a copy of its own, ∂ℒ/∂(copy i) is what the use at step i
    /// contributes; tying the copies together, ∂(copy i)/∂W_h = 1, adds these up (slides A22, A25).
    /// </summary>
    public SimplifiedRnn WithCopy(int i, ElmanCell cell)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(i, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(i, Length);
        return new SimplifiedRnn([.. Copies.Select((copy, n) => n == i - 1 ? cell : copy)], InitialState, inputs, targets);
    }

    /// <summary>The same network with another cell at every step.</summary>
    public SimplifiedRnn WithCell(ElmanCell cell) => new(cell, InitialState, inputs, targets);

    /// <summary>Its gradients.</summary>
    public Bptt Bptt() => new(Steps, [.. Enumerable.Range(1, Length).Select(LossGradient)]);
}
