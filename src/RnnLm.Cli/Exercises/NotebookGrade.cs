using RnnLm.Notebooks;

namespace RnnLm.Cli.Exercises;

/// <summary>What a notebook earned.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Notebook">Which notebook of the course it is; null if nobody can tell.</param>
/// <param name="Verdicts">A verdict on each exercise of that notebook, in its order.</param>
/// <param name="Note">What went wrong outside of an exercise; null if nothing.</param>
internal sealed record NotebookGrade(string File, string? Notebook, IReadOnlyList<Verdict> Verdicts, string? Note = null)
{
    /// <summary>Whether it could be graded.</summary>
    public bool IsGraded => Verdicts.Count > 0;

    /// <summary>The points earned.</summary>
    public int Earned => Verdicts.Sum(v => v.Earned);

    /// <summary>The points that one can earn.</summary>
    public int Points => Verdicts.Sum(v => v.Exercise.Points);
}
