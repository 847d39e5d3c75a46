using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>What holds of every exercise of the course, those yet to be written included.</summary>
public sealed class EveryExerciseTests
{
    private const int Seeds = 1000;

    public static TheoryData<string> Names => [.. Exercises.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_solution_passes_and_each_mistake_is_recognised_as_that_and_nothing_else(string name)
    {
        var exercise = Exercises.Find(name)!;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var cases = exercise.Cases(seed);
            Assert.Equal(VerdictState.Passed, exercise.Judge(cases, Outcomes(cases, exercise.Expected)).State);
            foreach (var mistake in exercise.Mistakes)
            {
                var outputs = cases.Select(arguments => exercise.Outputs(mistake, arguments)).ToArray();
                for (var way = 0; way < outputs[0].Count; way++)
                {
                    var verdict = exercise.Judge(cases, [.. outputs.Select(output => new Outcome { Value = output[way] })]);
                    Assert.Equal((VerdictState.NotYet, mistake.Name), (verdict.State, verdict.Mistake?.Name));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_written_yet_reads_not_attempted(string name)
    {
        var exercise = Exercises.Find(name)!;
        var cases = exercise.Cases(0);
        var verdict = exercise.Judge(cases, [.. cases.Select(_ => new Outcome { IsNotImplemented = true })]);
        Assert.Equal((VerdictState.NotAttempted, 0), (verdict.State, verdict.Earned));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_complete(string name)
    {
        var exercise = Exercises.Find(name)!;
        Assert.Equal(typeof(Exercises).GetProperty(name)!.GetValue(null), exercise);
        Assert.InRange(exercise.Points, 1, 10);
        Assert.NotEmpty(exercise.Items);
        if (exercise is QuizExercise quiz) Assert.All(quiz.Questions, question => Assert.InRange(question.Choices.Count(choice => !choice.IsRight), 1, 8));
        else Assert.InRange(exercise.Mistakes.Count, 2, 8);
        Assert.Equal(exercise.Mistakes.Count, exercise.Mistakes.Select(m => m.Name).Distinct().Count());
        Assert.All(exercise.Mistakes, m => Assert.Matches(@"^\S.*[.?]$", m.Explanation));
        Assert.All([1, 2, 3], number => Assert.NotEmpty(exercise.Hints[number]));
        Assert.Contains(exercise.Symbol, exercise.Stub, StringComparison.Ordinal);
        Assert.Contains(exercise.Symbol, exercise.SolutionText, StringComparison.Ordinal);
        Assert.NotEqual(exercise.Stub, exercise.SolutionText);
        Assert.Equal(exercise, Exercises.All.Single(e => e.Notebook == exercise.Notebook && e.Symbol == exercise.Symbol));
    }

    [Fact]
    public void Every_function_to_write_is_also_solved_in_other_ways()
    {
        var solved = from type in typeof(EveryExerciseTests).Assembly.GetTypes()
                     where !type.IsAbstract && typeof(IAlternativeSolutions).IsAssignableFrom(type)
                     select ((IAlternativeSolutions)Activator.CreateInstance(type)!).Exercise.Name;
        var functions = Exercises.All.Where(e => e.ParameterTypes.Count > 0).Select(e => e.Name);
        Assert.Empty(functions.Except(solved));
    }

    private static Outcome[] Outcomes(IReadOnlyList<object[]> cases, Func<object[], object?> output) =>
        [.. cases.Select(arguments => new Outcome { Value = output(arguments) })];
}
