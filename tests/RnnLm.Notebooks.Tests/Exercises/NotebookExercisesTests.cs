using System.Text.Json.Nodes;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>
/// Every exercise stands in its notebook, and nothing else claims to be one: nbgrader's metadata names the stub cell <c>DotProduct</c> and the check cell
/// <c>DotProduct-check</c>.
/// </summary>
public sealed class NotebookExercisesTests
{
    public static TheoryData<string> Notebooks => [.. Directory.GetFiles(Folder(), "*.ipynb").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Its_exercises_stand_in_it_in_order_as_they_are(string name)
    {
        var exercises = Exercises.All.Where(e => e.Notebook == name).ToArray();
        var cells = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), name + ".ipynb")))!["cells"]!.AsArray().Select(c => c!.AsObject()).ToArray();
        var ids = cells.Select(GradeId).OfType<string>().ToArray();
        Assert.Equal(exercises.SelectMany(e => new[] { e.Name, $"{e.Name}-check" }), ids);
        foreach (var exercise in exercises)
        {
            var stub = cells.Single(c => GradeId(c) == exercise.Name);
            var check = cells.Single(c => GradeId(c) == $"{exercise.Name}-check");
            Assert.Equal(exercise.Stub, Source(stub));
            Assert.Contains($"Exercises.{exercise.Name}.Check({exercise.Symbol})", Source(check), StringComparison.Ordinal);
            AssertMetadata(stub, solution: true, points: null);
            AssertMetadata(check, solution: false, points: exercise.Points);
            Assert.Contains(cells, c => (string?)c["cell_type"] == "markdown" && Source(c).Contains(exercise.Statement, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_exercise_belongs_to_a_notebook_that_is_not_there()
    {
        var names = Directory.GetFiles(Folder(), "*.ipynb").Select(Path.GetFileNameWithoutExtension).ToArray();
        Assert.Empty(Exercises.All.Select(e => e.Notebook).Distinct().Except(names));
    }

    // nbgrader's schema 3. The check is locked, so that nbgrader restores it; the stub is the learner's.
    private static void AssertMetadata(JsonObject cell, bool solution, int? points)
    {
        Assert.Equal("code", (string?)cell["cell_type"]);
        var nbgrader = cell["metadata"]!["nbgrader"]!.AsObject();
        Assert.Equal((solution, !solution, !solution, false, 3),
            ((bool)nbgrader["solution"]!, (bool)nbgrader["grade"]!, (bool)nbgrader["locked"]!, (bool)nbgrader["task"]!, (int)nbgrader["schema_version"]!));
        Assert.Equal(points, (int?)nbgrader["points"]);
    }

    private static string? GradeId(JsonObject cell) => (string?)cell["metadata"]?["nbgrader"]?["grade_id"];

    private static string Source(JsonObject cell) => cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)cell["source"]!;

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "notebooks");
    }
}
