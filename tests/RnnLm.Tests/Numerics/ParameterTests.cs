using RnnLm.Numerics;
using RnnLm.Training;
using Xunit;

namespace RnnLm.Tests.Numerics;

public sealed class ParameterTests
{
    [Fact]
    public void Elements_stand_row_after_row()
    {
        var parameter = new Parameter<double>("w", 2, 3) { [1, 0] = 4, [0, 2] = 5 };
        Assert.Equal([0, 0, 5, 4, 0, 0], parameter.Value);
        Assert.Equal(4, parameter.Matrix[1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => parameter[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => parameter[0, 3]);
    }

    [Fact]
    public void The_parts_of_a_dense_gradient_are_all_of_it()
    {
        var parameter = new Parameter<float>("w", 300, 1000);
        var covered = new int[parameter.Count];
        for (var part = 0; part < parameter.GradientParts; part++)
        {
            var (start, length) = parameter.GradientPart(part);
            for (var i = start; i < start + length; i++) covered[i]++;
        }

        Assert.All(covered, times => Assert.Equal(1, times));
    }

    [Fact]
    public void The_parts_of_a_sparse_gradient_are_the_rows_that_were_marked()
    {
        var parameter = new Parameter<float>("w", 4, 2, sparseGradient: true);
        Assert.Equal(0, parameter.GradientParts);
        foreach (var row in new[] { 3, 1, 3 }) parameter.MarkRow(row);
        Assert.Equal([(6, 2), (2, 2)], Enumerable.Range(0, parameter.GradientParts).Select(parameter.GradientPart));

        parameter.Gradient[6] = 7;
        parameter.ClearGradient();
        Assert.Equal(0, parameter.GradientParts);
        Assert.All(parameter.Gradient, value => Assert.Equal(0, value));

        parameter.MarkRow(2);
        parameter.MarkAllRows();
        Assert.Equal(4, parameter.GradientParts);
    }

    [Fact]
    public void Clipping_and_descent_of_a_sparse_gradient_are_those_of_a_dense_one()
    {
        // g = (3, 0 | 0, 4): ‖g‖ = 5. Clipped to 1, g = (0.6, 0 | 0, 0.8); a step of rate 2 takes it off twice.
        var sparse = new Parameter<double>("w", 3, 2, sparseGradient: true);
        var dense = new Parameter<double>("w", 3, 2);
        foreach (var parameter in new[] { sparse, dense })
        {
            parameter.Value.AsSpan().Fill(1);
            (parameter.Gradient[0], parameter.Gradient[5]) = (3, 4);
            parameter.MarkRow(2);
            parameter.MarkRow(0);
            Assert.Equal(5, GradientClipping.ByGlobalNorm([parameter], 1), 15);
            new Sgd<double>([parameter], 2).Step();
        }

        Assert.Equal([-0.2, 1, 1, 1, 1, -0.6], dense.Value, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(dense.Value, sparse.Value);
    }
}
