using RnnLm.Cli.Notebooks;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>
/// The course's own cells: figures, trainings, checks. Where they stand in a learner's notebook word for word, they answer no exercise, and most of a notebook's
/// time is theirs.
/// </summary>
internal static class CourseCells
{
    /// <summary>No cells.</summary>
    public static IReadOnlySet<string> None { get; } = new HashSet<string>();

    /// <summary>
    /// The sources of a notebook's cells, without those that learners complete, and without those that refer to assemblies or import names, which all others need.
    /// </summary>
    /// <param name="name">The notebook of the course.</param>
    public static IReadOnlySet<string> Of(string name)
    {
        var notebook = Notebook.Load(CourseFolders.InCourse(name));
        var stubs = Course.All.Select(exercise => ExerciseCells.Stub(notebook, exercise)).ToHashSet();
        return notebook.Cells.Where(cell => cell.Kind == CellKind.Code && !stubs.Contains(cell) && !Prepares(cell)).Select(cell => cell.Source).ToHashSet();
    }

    private static bool Prepares(NotebookCell cell) =>
        cell.Source.Split('\n').Any(line => line.StartsWith('#') || line.StartsWith("using ", StringComparison.Ordinal));
}
