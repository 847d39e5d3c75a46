using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>Marks the tests that solve an exercise in other ways.</summary>
public interface IAlternativeSolutions
{
    /// <summary>Which exercise.</summary>
    Exercise Exercise { get; }
}

/// <summary>Solves an exercise in other ways than its own solution, and makes each of its mistakes as a learner would write it.</summary>
/// <param name="exercise">The exercise.</param>
public abstract class FunctionExerciseTests<TFunction>(FunctionExercise<TFunction> exercise) : IAlternativeSolutions
    where TFunction : Delegate
{
    private const int Seeds = 100;

    public Exercise Exercise => exercise;

    /// <summary>Right functions: with loops, with LINQ, with MathNet, in another order of summation.</summary>
    protected abstract IReadOnlyList<TFunction> RightFunctions { get; }

    /// <summary>Each mistake as a learner would write it, with the name that is to be recognised; null for what has no name.</summary>
    protected abstract IReadOnlyList<(string? Mistake, TFunction Function)> WrongFunctions { get; }

    [Fact]
    public void Other_right_functions_pass()
    {
        Assert.NotEmpty(RightFunctions);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var cases = exercise.Cases(seed);
            foreach (var function in RightFunctions) Assert.Equal(VerdictState.Passed, exercise.Judge(cases, Called(function, cases, seed)).State);
        }
    }

    [Fact]
    public void Mistakes_written_out_are_recognised()
    {
        Assert.Empty(exercise.Mistakes.Select(m => m.Name).Except(WrongFunctions.Select(w => w.Mistake)));
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var cases = exercise.Cases(seed);
            foreach (var (mistake, function) in WrongFunctions)
            {
                var verdict = exercise.Judge(cases, Called(function, cases, seed));
                Assert.Equal((VerdictState.NotYet, mistake), (verdict.State, verdict.Mistake?.Name));
            }
        }
    }

    // Once as a check in a notebook calls it, on a thread of its own, which takes long on a busy machine; then straight.
    private static IReadOnlyList<Outcome> Called(TFunction function, IReadOnlyList<object[]> cases, ulong seed) =>
        seed == 0 ? FunctionCalls.Run(function, cases) : [.. cases.Select(arguments => new Outcome { Value = function.DynamicInvoke([.. arguments.Select(Values.Copy)]) })];
}
