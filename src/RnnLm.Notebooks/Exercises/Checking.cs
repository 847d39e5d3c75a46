namespace RnnLm.Notebooks;

/// <summary>A check in a notebook: cases, calls, verdict.</summary>
internal static class Checking
{
    public static Verdict Check(Exercise exercise, Func<IReadOnlyList<object[]>, IReadOnlyList<Outcome>> run)
    {
        var cases = exercise.Cases(Exercise.NotebookSeed);
        var verdict = exercise.Judge(cases, run(cases));
        ExerciseProgress.OfRunningNotebook()?.Record(verdict);
        return IsGradedByNbgrader && verdict.State != VerdictState.Passed ? throw new ExerciseNotPassedException(verdict.ToString()) : verdict;
    }

    /// <summary>nbgrader sets this variable to <c>autograde</c> or <c>validate</c> while it runs a notebook; a cell earns its points there unless it raises.</summary>
    private static bool IsGradedByNbgrader => Environment.GetEnvironmentVariable("NBGRADER_EXECUTION") is "autograde" or "validate";
}
