using FsCheck;
using FsCheck.Fluent;
using RnnLm.Models.Recurrent;
using Xunit;

namespace RnnLm.Tests.Models.Recurrent.Cells;

public class ActivationTests
{
    private static readonly Gen<double> Moderate = Gen.Choose(-5000, 5000).Select(n => n / 1000.0 + 0.0005); // never ReLU's kink

    [Fact]
    public void BothWaysToTheDerivativeAgreeWithCentralDifferences() =>
        Prop.ForAll(Arb.From(Moderate), a => Activation.All.All(f =>
        {
            var numeric = (f.Apply(a + 1e-6) - f.Apply(a - 1e-6)) / 2e-6;
            return Math.Abs(numeric - f.Derivative(a)) < 1e-8
                && f.Derivative(a) == f.DerivativeFromOutput(f.Apply(a))
                && f.Derivative(a) <= f.MaxDerivative;
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void TheDerivativeTakesItsArgumentAtItsWord()
    {
        // At a = 1: f′ = 1 − tanh²(1) = .41997; taking h = tanh(1) for the pre-activation would give .58782.
        Assert.Equal(0.419974341614026, Activation.Tanh.Derivative(1), 14);
        Assert.Equal(0.419974341614026, Activation.Tanh.DerivativeFromOutput(Math.Tanh(1)), 14);
        Assert.Equal(0.58782, Activation.Tanh.Derivative(Math.Tanh(1)), 4);
        Assert.Equal(0.25, Activation.Sigmoid.Derivative(0));
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(-1000, 0)]
    public void SigmoidDoesNotOverflow(double a, double expected) => Assert.Equal(expected, Activation.Sigmoid.Apply(a));

    [Fact]
    public void AnUnknownNameSaysWhichThereAre()
    {
        Assert.Same(Activation.Relu, Activation.Parse("relu"));
        var error = Assert.Throws<ArgumentException>(() => Activation.Parse("gelu"));
        Assert.Contains("tanh, sigmoid, relu, identity, but 'gelu' came", error.Message, StringComparison.Ordinal);
    }
}
