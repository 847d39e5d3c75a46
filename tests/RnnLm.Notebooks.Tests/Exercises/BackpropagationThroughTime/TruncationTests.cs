using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace RnnLm.Notebooks.Tests.BackpropagationThroughTime;

public sealed class TwoTruncationsTests() : FunctionExerciseTests<Func<Matrix<double>, int, double[]>>(Exercises.TwoTruncations)
{
    protected override IReadOnlyList<Func<Matrix<double>, int, double[]>> RightFunctions =>
    [
        (terms, k) => [Sum(terms, (t, i) => t - i < k), Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k)],
        (terms, k) => // block by block, band by band
        {
            var (size, band, blocks) = (terms.RowCount, 0.0, 0.0);
            for (var lag = 0; lag < k; lag++)
                for (var t = lag; t < size; t++) band += terms[t, t - lag];
            for (var start = 0; start < size; start += k)
            {
                var length = Math.Min(k, size - start);
                blocks += terms.SubMatrix(start, length, start, length).Enumerate().Sum();
            }

            return [band, blocks];
        },
    ];

    protected override IReadOnlyList<(string?, Func<Matrix<double>, int, double[]>)> WrongFunctions =>
    [
        ("the two exchanged", (terms, k) => [Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k), Sum(terms, (t, i) => t - i < k)]),
        ("not K uses for each loss", (terms, k) => [Sum(terms, (t, i) => t - i <= k), Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k)]),
        ("not K uses for each loss", (terms, k) => [Sum(terms, (t, i) => t - i < k - 1), Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k)]),
        ("chunks shifted by one", (terms, k) => [Sum(terms, (t, i) => t - i < k), Sum(terms, (t, i) => t / k == i / k)]),
        ("the same sum twice", (terms, k) => [Sum(terms, (t, i) => t - i < k), Sum(terms, (t, i) => t - i < k)]),
        ("nothing cut by the chunks", (terms, k) => [Sum(terms, (t, i) => t - i < k), Sum(terms, (_, _) => true)]),
        ("rows and columns exchanged", (terms, k) =>
            [Sum(terms.Transpose(), (t, i) => t - i < k), Sum(terms.Transpose(), (t, i) => (t - 1) / k == (i - 1) / k)]),
        ("losses left out of the chunks", (terms, k) =>
            [Sum(terms, (t, i) => t - i < k), Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k && ((t - 1) / k) + 1 <= terms.RowCount / k)]),
        ("the same sum twice", (terms, _) => [Sum(terms, (_, _) => true), Sum(terms, (_, _) => true)]),
        ("the same sum twice", (terms, k) => [Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k), Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k)]),
        ("chunks of another length", (terms, k) => [Sum(terms, (t, i) => t - i < k), Sum(terms, (t, i) => (t - 1) / (k + 1) == (i - 1) / (k + 1))]),
        ("chunks of another length", (terms, k) => // k chunks
        {
            var length = (int)Math.Ceiling(terms.RowCount / (double)k);
            return [Sum(terms, (t, i) => t - i < k), Sum(terms, (t, i) => (t - 1) / length == (i - 1) / length)];
        }),
        ("losses left out of the chunks", (terms, k) => [Sum(terms, (t, i) => t - i < k), Sum(terms, (t, i) => t % k == 0 && t - i < k)]),
        (null, (terms, k) => [Sum(terms, (t, i) => i <= k), Sum(terms, (t, i) => (t - 1) / k == (i - 1) / k)]),
    ];

    [Fact]
    public void The_sizes_without_their_signs_do_not_pass() => Assert.Equal(
        VerdictState.NotYet, Exercises.TwoTruncations.Check((terms, K) => [.. Exercises.TwoTruncations.Solution.Function(terms, K).Select(Math.Abs)]).State);

    private static double Sum(Matrix<double> terms, Func<int, int, bool> within)
    {
        var sum = 0.0;
        for (var t = 1; t <= terms.RowCount; t++)
            for (var i = 1; i <= t; i++)
                if (within(t, i)) sum += terms[t - 1, i - 1];
        return sum;
    }
}
