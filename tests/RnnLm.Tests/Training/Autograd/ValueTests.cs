using FsCheck;
using FsCheck.Fluent;
using RnnLm.Training.Autograd;
using Xunit;

namespace RnnLm.Tests.Training.Autograd;

public class ValueTests
{
    [Fact]
    public void TheSlidesExampleAddsUpWhereYBranches()
    {
        // x = 1, y = 2, z = 0: a = 3, b = 2, f = 6; ∂f/∂x = 2, ∂f/∂y = 2 + 3, ∂f/∂z = 0.
        Value x = new(1, "x"), y = new(2, "y"), z = new(0, "z");
        var a = x + y;
        var b = Value.Max(y, z);
        var f = a * b;
        f.Backward();
        Assert.Equal(6, f.Data);
        Assert.Equal([2, 5, 0], [x.Gradient, y.Gradient, z.Gradient]);
        Assert.Equal([2, 3], [a.Gradient, b.Gradient]);
        Assert.Equal(["×", "+", "max", ""], [f.Operation, a.Operation, b.Operation, x.Operation]);
        Assert.Equal([a, b], f.Children);
        Assert.Equal(2, f.Edges[0].Derivative); // ∂f/∂a = b
        Assert.Equal([x, y, a, z, b, f], f.TopologicalOrder());
    }

    [Fact]
    public void EveryOperationEqualsCentralDifferences()
    {
        (string Name, Func<Value, Value, Value> Of)[] operations =
        [
            ("+", (x, y) => x + y), ("−", (x, y) => x - y), ("×", (x, y) => x * y), ("÷", (x, y) => x / y), ("max", Value.Max),
            ("tanh", (x, y) => Value.Tanh(x) * y), ("exp", (x, y) => Value.Exp(x - y)), ("log", (x, y) => Value.Log(x * y)),
            ("^", (x, y) => Value.Pow(x, 3) - Value.Pow(y, -0.5)), ("minus", (x, y) => -x * y),
            ("all", (x, y) => Value.Log(Value.Exp(Value.Max(x, y)) + 1) / Value.Tanh(x * y)),
        ];
        var positive = Gen.Choose(200, 3000).Select(n => n / 1000.0);
        Prop.ForAll(Arb.From(Gen.Zip(positive, positive)), pair => operations.All(operation =>
        {
            Value x = pair.Item1, y = pair.Item2 + 0.0003; // never a tie
            operation.Of(x, y).Backward();
            double F(double dx, double dy) => operation.Of(x.Data + dx, y.Data + dy).Data;
            return Near((F(1e-6, 0) - F(-1e-6, 0)) / 2e-6, x.Gradient) && Near((F(0, 1e-6) - F(0, -1e-6)) / 2e-6, y.Gradient);
        })).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AnOperandUsedTwiceCountsTwice()
    {
        Value x = 3;
        (x * x).Backward();
        Assert.Equal(6, x.Gradient);
        (x + x).Backward(); // and each call begins at zero
        Assert.Equal(2, x.Gradient);
    }

    [Fact]
    public void ATieIsShared()
    {
        Value x = 1, y = 1;
        Value.Max(x, y).Backward();
        Assert.Equal([0.5, 0.5], [x.Gradient, y.Gradient]);
    }

    [Fact]
    public void ADiamondOfManyBranchesIsWalkedOnce()
    {
        Value x = 1;
        var y = x;
        for (var n = 0; n < 50; n++) y += y; // 2⁵⁰ paths, 51 nodes
        y.Backward();
        Assert.Equal(Math.Pow(2, 50), x.Gradient);
        Assert.Equal(51, y.TopologicalOrder().Count);
    }

    [Fact]
    public void ADeepChainDoesNotOverflowTheStack()
    {
        Value x = 1;
        var y = x;
        for (var n = 0; n < 100_000; n++) y = y * 1 + 0;
        y.Backward();
        Assert.Equal(1, x.Gradient);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected));
}
