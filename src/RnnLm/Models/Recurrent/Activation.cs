using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Models.Recurrent;

/// <summary>The nonlinearity f of h = f(a), with its derivative written in two ways (slides A12, B12, B33).</summary>
/// <remarks>
/// The two ways give the same number, but from different arguments, and swapping them is the classic mistake:
/// <see cref="Derivative(double)"/> takes the pre-activation a, <see cref="DerivativeFromOutput(double)"/> takes h = f(a).
/// For tanh, f′(a) = 1 − tanh²(a), which in terms of h is 1 − h². Writing 1 − a², or 1 − tanh²(h), is wrong.
/// </remarks>
public abstract class Activation
{
    private Activation(string name, double steepest)
    {
        Name = name;
        MaxDerivative = steepest;
    }

    /// <summary>f(a) = tanh a, the usual choice of an Elman network; f′ = 1 − h², at most 1.</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary>f(a) = 1 / (1 + e⁻ᵃ), the σ of the slides; f′ = h(1 − h), at most ¼.</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>f(a) = max(a, 0); f′ is 1 above 0 and 0 elsewhere, at 0 itself too, as PyTorch has it.</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary>f(a) = a: the linear network whose gradients slide B34 works out.</summary>
    public static Activation Identity { get; } = new IdentityActivation();

    /// <summary>All of them, in the order in which they are taught.</summary>
    public static IReadOnlyList<Activation> All { get; } = [Tanh, Sigmoid, Relu, Identity];

    /// <summary>The name in model files and on the command line: <c>tanh</c>, <c>sigmoid</c>, <c>relu</c> or <c>identity</c>.</summary>
    public string Name { get; }

    /// <summary>γ = max f′: how much one step can stretch a gradient at most (Pascanu et al. 2013): ¼ for sigmoid, else 1.</summary>
    public double MaxDerivative { get; }

    /// <summary>The activation of this name.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static Activation Parse(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw new ArgumentException($"An activation is one of {string.Join(", ", All)}, but '{name}' came.", nameof(name));

    /// <summary>f(a).</summary>
    public abstract double Apply(double a);

    /// <summary>f′(a), from the pre-activation a.</summary>
    public double Derivative(double a) => DerivativeFromOutput(Apply(a));

    /// <summary>f′(a), from the output h = f(a): what a backward pass uses, since it has h at hand.</summary>
    public abstract double DerivativeFromOutput(double h);

    /// <summary>f of each element.</summary>
    public Vector<double> Apply(Vector<double> a) => a.Map(Apply, Zeros.Include);

    /// <summary>f′ of each element, from the pre-activation a.</summary>
    public Vector<double> Derivative(Vector<double> a) => a.Map(Derivative, Zeros.Include);

    /// <summary>f′ of each element, from the output h = f(a).</summary>
    public Vector<double> DerivativeFromOutput(Vector<double> h) => h.Map(DerivativeFromOutput, Zeros.Include);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class TanhActivation() : Activation("tanh", 1)
    {
        public override double Apply(double a) => Math.Tanh(a);

        public override double DerivativeFromOutput(double h) => 1 - (h * h);
    }

    private sealed class SigmoidActivation() : Activation("sigmoid", 0.25)
    {
        // Two forms of the same function: neither overflows on its side of zero.
        public override double Apply(double a) => a >= 0 ? 1 / (1 + Math.Exp(-a)) : Math.Exp(a) / (1 + Math.Exp(a));

        public override double DerivativeFromOutput(double h) => h * (1 - h);
    }

    private sealed class ReluActivation() : Activation("relu", 1)
    {
        public override double Apply(double a) => Math.Max(a, 0);

        public override double DerivativeFromOutput(double h) => h > 0 ? 1 : 0;
    }

    private sealed class IdentityActivation() : Activation("identity", 1)
    {
        public override double Apply(double a) => a;

        public override double DerivativeFromOutput(double h) => 1;
    }
}
