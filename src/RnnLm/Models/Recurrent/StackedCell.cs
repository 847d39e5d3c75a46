using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Models.Recurrent;

/// <summary>Layers on top of each other as one cell: h of each layer is the input of the next, and the states stand side by side.</summary>
public sealed record StackedCell : IRecurrentCell
{
    /// <summary>A cell of these layers, the lowest first.</summary>
    /// <exception cref="ArgumentException">No layer, or one whose input is not as long as the hidden state below it.</exception>
    public StackedCell(params IReadOnlyList<IRecurrentCell> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0) throw new ArgumentException("A stack has at least one layer, but none came.", nameof(layers));
        for (var l = 1; l < layers.Count; l++)
        {
            if (layers[l].InputSize != layers[l - 1].HiddenSize)
            {
                throw new ArgumentException(
                    $"Layer {l + 1} reads the hidden state below it, {layers[l - 1].HiddenSize} elements, but takes {layers[l].InputSize}.", nameof(layers));
            }
        }

        Layers = layers;
    }

    /// <summary>The layers, the lowest first.</summary>
    public IReadOnlyList<IRecurrentCell> Layers { get; }

    /// <summary>d_e of the lowest layer.</summary>
    public int InputSize => Layers[0].InputSize;

    /// <summary>d_h of the top layer.</summary>
    public int HiddenSize => Layers[^1].HiddenSize;

    /// <summary>The sum over the layers.</summary>
    public int StateSize => Layers.Sum(layer => layer.StateSize);

    /// <summary>Those of the lowest layer, then of the next.</summary>
    public IReadOnlyList<Matrix<double>> Weights => [.. Layers.SelectMany(layer => layer.Weights)];

    /// <inheritdoc/>
    public IRecurrentCell WithWeights(IReadOnlyList<Matrix<double>> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var taken = 0;
        var layers = new List<IRecurrentCell>();
        foreach (var layer in Layers)
        {
            layers.Add(layer.WithWeights([.. weights.Skip(taken).Take(layer.Weights.Count)]));
            taken += layer.Weights.Count;
        }

        return taken == weights.Count
            ? new StackedCell(layers)
            : throw new ArgumentException($"This stack has {taken} weights, but {weights.Count} came.", nameof(weights));
    }

    /// <summary>One step of every layer, from the lowest up.</summary>
    /// <inheritdoc cref="IRecurrentCell.Forward"/>
    public StackedStep Forward(Vector<double> state, Vector<double> input)
    {
        this.CheckLengths(state, input);
        var steps = new List<CellStep>();
        var offset = 0;
        foreach (var layer in Layers)
        {
            steps.Add(layer.Forward(state.SubVector(offset, layer.StateSize), steps.Count == 0 ? input : steps[^1].Hidden));
            offset += layer.StateSize;
        }

        return new StackedStep(steps);
    }

    CellStep IRecurrentCell.Forward(Vector<double> state, Vector<double> input) => Forward(state, input);
}

/// <summary>One step of a <see cref="StackedCell"/>.</summary>
/// <param name="Layers">The step of each layer, the lowest first.</param>
public sealed record StackedStep(IReadOnlyList<CellStep> Layers) : CellStep
{
    /// <summary>The states of all layers side by side.</summary>
    public override Vector<double> State => Vector<double>.Build.DenseOfEnumerable(Layers.SelectMany(layer => layer.State));

    /// <summary>h(t) of the top layer.</summary>
    public override Vector<double> Hidden => Layers[^1].Hidden;

    /// <inheritdoc/>
    public override Vector<double> AsStateGradient(Vector<double> hiddenGradient)
    {
        var top = Layers[^1].AsStateGradient(hiddenGradient);
        var below = Vector<double>.Build.Dense(State.Count - top.Count);
        return Vector<double>.Build.DenseOfEnumerable(below.Concat(top));
    }

    /// <summary>From the top down: a layer's h(t) gets a gradient from the next step and one from the layer above.</summary>
    /// <inheritdoc/>
    public override StackedGradients Backward(Vector<double> gradient)
    {
        this.CheckGradient(gradient);
        var gradients = new CellGradients[Layers.Count];
        var end = gradient.Count;
        for (var l = Layers.Count - 1; l >= 0; l--)
        {
            var size = Layers[l].State.Count;
            var own = gradient.SubVector(end - size, size);
            if (l < Layers.Count - 1) own += Layers[l].AsStateGradient(gradients[l + 1].Input);
            gradients[l] = Layers[l].Backward(own);
            end -= size;
        }

        return new StackedGradients(gradients);
    }

    /// <summary>Row j is the gradient of s_j(t). Below the diagonal blocks stands what a layer learns of the past through the layers under it.</summary>
    /// <inheritdoc/>
    public override Matrix<double> Jacobian()
    {
        var size = State.Count;
        return Matrix<double>.Build.DenseOfRowVectors(Enumerable.Range(0, size)
            .Select(j => Backward(Vector<double>.Build.Dense(size, i => i == j ? 1 : 0)).State));
    }
}

/// <summary>The gradients of one step of a <see cref="StackedCell"/>.</summary>
/// <param name="Layers">Those of each layer, the lowest first.</param>
public sealed record StackedGradients(IReadOnlyList<CellGradients> Layers) : CellGradients
{
    /// <inheritdoc/>
    public override Vector<double> State => Vector<double>.Build.DenseOfEnumerable(Layers.SelectMany(layer => layer.State));

    /// <inheritdoc/>
    public override Vector<double> Input => Layers[0].Input;

    /// <inheritdoc/>
    public override IReadOnlyList<Matrix<double>> Weights => [.. Layers.SelectMany(layer => layer.Weights)];
}
