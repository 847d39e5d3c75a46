using MathNet.Numerics.LinearAlgebra;
using Whole = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks.Tests.BackpropagationThroughTime;

public sealed class AllInOneTests() : FunctionExerciseTests<Whole>(Exercises.AllInOne)
{
    protected override IReadOnlyList<Whole> RightFunctions =>
    [
        (h, g, wh) =>
        {
            var sum = wh * 0;
            for (var t = 4; t >= 1; t--)
            {
                var delta = g.PointwiseMultiply(Learner.Slope(h[t]));
                sum += h[t - 1].OuterProduct(delta);
                g = delta * wh.Transpose();
            }

            return sum;
        },
        (h, g, wh) => Line(h, g, wh, 1, 2, 3, 4) + Line(h, g, wh, 2, 3, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 4),
    ];

    protected override IReadOnlyList<(string?, Whole)> WrongFunctions =>
    [
        ("only line (2) mended", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 3, 4) + Line(h, g, wh, 1, 3, 4)),
        ("only line (1) mended", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 2, 4) + Line(h, g, wh, 1, 2, 3, 4)),
        ("line (1) crosses other steps", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 3, 4) + Line(h, g, wh, 1, 4, 3, 2)),
        ("line (1) crosses other steps", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 3, 4) + Line(h, g, wh, 1, 3, 2, 4)),
        ("line (2) crosses other steps", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 4) + Line(h, g, wh, 1, 2, 3, 4)),
        ("line (2) crosses other steps", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 4, 3) + Line(h, g, wh, 1, 2, 3, 4)),
        ("one step too far", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 3, 4) + Line(h, g, wh, 1, 1, 2, 3, 4)),
        ("line (1) skips step 3", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 3, 4) + Line(h, g, wh, 1, 2, 4)),
        ("line (2) goes a step too far", (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 2, 3, 4) + Line(h, g, wh, 1, 2, 3, 4)),
        (null, (h, g, wh) => Line(h, g, wh, 4) + Line(h, g, wh, 3, 4) + Line(h, g, wh, 2, 3, 4)),
    ];

    // From the use at this step forwards to the loss, over these steps.
    private static Matrix<double> Line(Vector<double>[] h, Vector<double> g, Matrix<double> wh, int use, params int[] steps)
    {
        if (steps.Length == 0) return h[use - 1].OuterProduct(g * Learner.Diagonal(h[use]));
        foreach (var t in steps.Reverse()) g *= Learner.Jacobian(h[t], wh);
        return h[use - 1].OuterProduct(g * Learner.Diagonal(h[use]));
    }
}
