using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Models.Recurrent;

/// <summary>What every cell can do, whatever its kind.</summary>
public static class RecurrentCellExtensions
{
    /// <summary>The network unrolled over time (slide B11): the same cell once for each input, each step starting where the last ended.</summary>
    /// <param name="cell">The cell; all copies share its weights.</param>
    /// <param name="initialState">s(0).</param>
    /// <param name="inputs">e(1) … e(T).</param>
    /// <returns>The steps 1 … T; step t stands at index t − 1.</returns>
    public static IReadOnlyList<CellStep> Unroll(this IRecurrentCell cell, Vector<double> initialState, IEnumerable<Vector<double>> inputs)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(inputs);
        var steps = new List<CellStep>();
        var state = initialState;
        foreach (var input in inputs)
        {
            var step = cell.Forward(state, input);
            steps.Add(step);
            state = step.State;
        }

        return steps;
    }

    /// <summary>s(0) = 0, as before the first word of a text (slide B19).</summary>
    public static Vector<double> ZeroState(this IRecurrentCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Vector<double>.Build.Dense(cell.StateSize);
    }

    internal static void CheckLengths(this IRecurrentCell cell, Vector<double> state, Vector<double> input)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        if (state.Count != cell.StateSize)
            throw new ArgumentException($"The state of this cell has {cell.StateSize} elements, but {state.Count} came.", nameof(state));
        if (input.Count != cell.InputSize)
            throw new ArgumentException($"The input of this cell has {cell.InputSize} elements, but {input.Count} came.", nameof(input));
    }

    internal static void CheckGradient(this CellStep step, Vector<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Count != step.State.Count)
            throw new ArgumentException($"∂ℒ/∂s(t) is as long as the state, {step.State.Count}, but {gradient.Count} elements came.", nameof(gradient));
    }
}
