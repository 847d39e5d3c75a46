using Xunit;

namespace RnnLm.Notebooks.Tests.StartHere;

public sealed class TextProbabilityTests() : FunctionExerciseTests<Func<double[], double>>(Exercises.TextProbability)
{
    protected override IReadOnlyList<Func<double[], double>> RightFunctions =>
    [
        p => p.Sum(Math.Log),
        p => p.Reverse().Aggregate(0.0, (sum, x) => sum + Math.Log(x)),
        p => p.Chunk(100).Sum(chunk => Math.Log(chunk.Aggregate(1.0, (product, x) => product * x))), // a hundred of them do not underflow
    ];

    protected override IReadOnlyList<(string?, Func<double[], double>)> WrongFunctions =>
    [
        ("underflow of the product", Exercises.TextProbability.Faulty!.Function),
        ("underflow of the product", p =>
        {
            var product = p[0];
            for (var t = 1; t < p.Length; t++) product = product * p[t];
            return Math.Log(product);
        }),
        ("logarithm of the sum", p => Loop(p, Math.Log, (sum, x) => sum + x)),
        ("sum without logarithms", p => Loop(p, sum => sum, (sum, x) => sum + x)),
        ("words left out", p => Loop(p[1..], sum => sum, (sum, x) => sum + Math.Log(x))),
        ("words left out", p => Loop(p[..^1], sum => sum, (sum, x) => sum + Math.Log(x))),
        ("words left out", p => Loop(p, sum => sum, (_, x) => Math.Log(x))), // = in the place of +=
        ("words left out", p =>
        {
            foreach (var x in p) return Math.Log(x);
            return 0;
        }),
        ("another base than e", p => Loop(p, sum => sum, (sum, x) => sum + Math.Log(x, 2))),
        ("another base than e", p => Loop(p, sum => sum, (sum, x) => sum + Math.Log10(x))),
        ("P in the place of ln P", p => Loop(p, Math.Exp, (sum, x) => sum + Math.Log(x))),
        ("mean in the place of the sum", p => Loop(p, sum => sum / p.Length, (sum, x) => sum + Math.Log(x))),
        ("sign turned round", p => Loop(p, sum => sum, (sum, x) => sum - Math.Log(x))),
        ("nothing but zeros", p => 0),
        ("too few digits", p => Math.Round(Loop(p, sum => sum, (sum, x) => sum + Math.Log(x)), 2)),
        (null, p => Loop(p, sum => sum, (sum, x) => sum + (x * Math.Log(x)))),
    ];

    [Fact]
    public void The_code_as_it_came_is_answered_with_the_name_of_its_mistake()
    {
        var verdict = Exercises.TextProbability.Check(Exercises.TextProbability.Faulty!.Function);
        Assert.Equal((VerdictState.NotYet, "underflow of the product"), (verdict.State, verdict.Mistake?.Name));
        Assert.Contains("product *= probability;", Exercises.TextProbability.Stub, StringComparison.Ordinal);
    }

    private static double Loop(double[] p, Func<double, double> end, Func<double, double, double> step)
    {
        var sum = 0.0;
        foreach (var x in p) sum = step(sum, x);
        return end(sum);
    }
}
