using System.Text.Json.Nodes;
using RnnLm.Cli.Notebooks;
using RnnLm.Notebooks;

namespace RnnLm.Cli.Exercises;

/// <summary>Which cells of a notebook belong to an exercise: nbgrader's metadata names them, <c>DotProduct</c> the stub and <c>DotProduct-check</c> the check.</summary>
internal static class ExerciseCells
{
    /// <summary>The cell that the learner completes; null if it is not there.</summary>
    public static NotebookCell? Stub(Notebook notebook, Exercise exercise) => notebook.Cells.FirstOrDefault(cell => GradeId(cell) == exercise.Name);

    /// <summary>The cell's grade_id; null if it has none.</summary>
    public static string? GradeId(NotebookCell cell) =>
        (cell.Metadata["nbgrader"] as JsonObject)?["grade_id"] is JsonValue value && value.TryGetValue(out string? id) ? id : null;
}
