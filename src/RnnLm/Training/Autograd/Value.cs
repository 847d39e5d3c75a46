namespace RnnLm.Training.Autograd;

/// <summary>
/// A number that remembers how it was computed, so that the multivariable chain rule can run backwards through it (slides A23–A24).
/// </summary>
/// <remarks>
/// Each operation makes a node that keeps its result, its operands, and its derivative for each operand: ∂f/∂x at the
/// values at hand. That is all that <see cref="Backward"/> needs.
/// </remarks>
public sealed class Value
{
    private Value(double data, string operation, params ReadOnlySpan<Edge> edges)
    {
        Data = data;
        Operation = operation;
        Edges = edges.ToArray();
    }

    /// <summary>An input of the computation.</summary>
    /// <param name="data">Its value.</param>
    /// <param name="label">Its name in drawings.</param>
    public Value(double data, string? label = null)
        : this(data, operation: "") => Label = label;

    /// <summary>One operand of a node.</summary>
    /// <param name="Operand">x.</param>
    /// <param name="Derivative">∂f/∂x, of this node's operation alone; the gradient along the edge is ∂ℒ/∂f times this.</param>
    public readonly record struct Edge(Value Operand, double Derivative);

    /// <summary>The result.</summary>
    public double Data { get; }

    /// <summary>∂ℒ/∂this, after <see cref="Backward"/> was called on ℒ.</summary>
    public double Gradient { get; private set; }

    /// <summary>The name in drawings.</summary>
    public string? Label { get; set; }

    /// <summary>The operation: <c>+ − × ÷ max tanh exp log ^</c>; empty for an input.</summary>
    public string Operation { get; }

    /// <summary>The operands, with the derivative for each; an operand that occurs twice stands here twice.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    /// <summary>The operands.</summary>
    public IEnumerable<Value> Children => Edges.Select(edge => edge.Operand);

    /// <summary>A constant.</summary>
    public static implicit operator Value(double data) => FromDouble(data);

    /// <summary>A constant.</summary>
    public static Value FromDouble(double data) => new(data);

    /// <summary>x + y: both get the gradient as it is.</summary>
    public static Value operator +(Value x, Value y) => new(x.Data + y.Data, "+", new(x, 1), new(y, 1));

    /// <summary>x − y.</summary>
    public static Value operator -(Value x, Value y) => new(x.Data - y.Data, "−", new(x, 1), new(y, -1));

    /// <summary>−x.</summary>
    public static Value operator -(Value x) => new(-x.Data, "−", new Edge(x, -1));

    /// <summary>x·y: each gets the gradient times the other.</summary>
    public static Value operator *(Value x, Value y) => new(x.Data * y.Data, "×", new(x, y.Data), new(y, x.Data));

    /// <summary>x / y.</summary>
    public static Value operator /(Value x, Value y) =>
        new(x.Data / y.Data, "÷", new(x, 1 / y.Data), new(y, -x.Data / (y.Data * y.Data)));

    /// <summary>max(x, y): the larger gets the gradient; at a tie each gets half of it, as in PyTorch.</summary>
    public static Value Max(Value x, Value y)
    {
        var toX = x.Data > y.Data ? 1 : x.Data < y.Data ? 0 : 0.5;
        return new(Math.Max(x.Data, y.Data), "max", new(x, toX), new(y, 1 - toX));
    }

    /// <summary>tanh x, whose derivative is 1 − tanh²x.</summary>
    public static Value Tanh(Value x)
    {
        var h = Math.Tanh(x.Data);
        return new(h, "tanh", new Edge(x, 1 - (h * h)));
    }

    /// <summary>eˣ, its own derivative.</summary>
    public static Value Exp(Value x)
    {
        var y = Math.Exp(x.Data);
        return new(y, "exp", new Edge(x, y));
    }

    /// <summary>ln x, whose derivative is 1/x.</summary>
    public static Value Log(Value x) => new(Math.Log(x.Data), "log", new Edge(x, 1 / x.Data));

    /// <summary>xⁿ for a constant n, whose derivative is n·xⁿ⁻¹.</summary>
    public static Value Pow(Value x, double n) => new(Math.Pow(x.Data, n), "^", new Edge(x, n * Math.Pow(x.Data, n - 1)));

    /// <summary>
    /// Sets <see cref="Gradient"/> to ∂this/∂v for every v that went into this. Where a value was used more than once,
    /// the gradients of its uses add up (slide A24).
    /// </summary>
    /// <remarks>Each call begins at zero: calling it again gives the same numbers, not twice as much.</remarks>
    public void Backward()
    {
        var order = TopologicalOrder();
        foreach (var node in order) node.Gradient = 0;
        Gradient = 1; // ∂ℒ/∂ℒ
        for (var n = order.Count - 1; n >= 0; n--)
        {
            foreach (var (operand, derivative) in order[n].Edges)
                operand.Gradient += order[n].Gradient * derivative; // ∂ℒ/∂x += ∂ℒ/∂f · ∂f/∂x
        }
    }

    /// <summary>Every value that went into this, each after all of its operands; this one comes last.</summary>
    /// <remarks>It keeps its own stack of nodes rather than calling itself, so a chain of 100,000 operations is no trouble.</remarks>
    public IReadOnlyList<Value> TopologicalOrder()
    {
        var order = new List<Value>();
        var seen = new HashSet<Value> { this };
        var path = new Stack<(Value Node, int NextEdge)>([(this, 0)]);
        while (path.TryPop(out var visit))
        {
            var (node, next) = visit;
            if (next == node.Edges.Count)
            {
                order.Add(node); // all its operands stand before it
                continue;
            }

            path.Push((node, next + 1));
            var operand = node.Edges[next].Operand;
            if (seen.Add(operand)) path.Push((operand, 0));
        }

        return order;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Label ?? Operation} = {Data} (gradient {Gradient})");
}
