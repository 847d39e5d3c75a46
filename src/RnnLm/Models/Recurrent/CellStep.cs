using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Models.Recurrent;

/// <summary>One step of a cell that has been computed: all its intermediate values, and the way back through it.</summary>
public abstract record CellStep
{
    /// <summary>s(t): what the next step starts from; h(t), for an LSTM h(t) and c(t) side by side.</summary>
    public abstract Vector<double> State { get; }

    /// <summary>h(t): what the layer above or the decoder reads.</summary>
    public abstract Vector<double> Hidden { get; }

    /// <summary>Backwards through this step: from ∂ℒ/∂s(t) to the gradients of all that went into it (slides A22, B28).</summary>
    /// <param name="gradient">∂ℒ/∂s(t), as long as <see cref="State"/>.</param>
    public abstract CellGradients Backward(Vector<double> gradient);

    /// <summary>∂ℒ/∂s(t) for a loss that reads h(t) alone: the gradient for h(t), and 0 for the rest of the state.</summary>
    /// <param name="hiddenGradient">∂ℒ/∂h(t), [d_h].</param>
    public virtual Vector<double> AsStateGradient(Vector<double> hiddenGradient)
    {
        var gradient = Vector<double>.Build.Dense(State.Count);
        gradient.SetSubVector(0, Hidden.Count, hiddenGradient);
        return gradient;
    }

    /// <summary>
    /// ∂s(t)/∂s(t−1) (slide B33): element (j, i) is ∂s_j(t)/∂s_i(t−1), so that a row gradient goes back as g·J, and
    /// the Jacobian over several steps is the product in the lecture's order, J(t)·J(t−1)·…·J(i+1).
    /// </summary>
    public abstract Matrix<double> Jacobian();
}

/// <summary>The gradients of ℒ for all that went into one step.</summary>
public abstract record CellGradients
{
    /// <summary>∂ℒ/∂s(t−1), through this step alone.</summary>
    public abstract Vector<double> State { get; }

    /// <summary>∂ℒ/∂e(t), through this step alone.</summary>
    public abstract Vector<double> Input { get; }

    /// <summary>
    /// What the use of each weight in this step contributes to its gradient; in the order of <see cref="IRecurrentCell.Weights"/>.
    /// </summary>
    public abstract IReadOnlyList<Matrix<double>> Weights { get; }
}
