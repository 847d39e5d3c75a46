using System.Text.Json.Nodes;
using RnnLm.Cli.Exercises;
using RnnLm.Cli.Notebooks;
using RnnLm.Notebooks;
using Xunit;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Tests.Exercises;

/// <summary>A copy of a notebook of the course to be run, in a folder beside notebooks/, so that its first cell finds the library.</summary>
internal sealed class CopyOfNotebook : IDisposable
{
    /// <summary>The first line of a check that passes.</summary>
    public const string Passed = "[:?] passed, [0-9]+ of [0-9]+ points?$";

    private readonly Exercise[] exercises;

    /// <summary>Copies a notebook as it is, or with its exercises solved.</summary>
    public CopyOfNotebook(string notebook, bool solved = false)
    {
        exercises = [.. Course.All.Where(e => e.Notebook == notebook)];
        Name = $"{notebook}-{Guid.NewGuid():N}";
        var loaded = Notebook.Load(CourseFolders.InCourse(notebook));
        if (solved) Assert.Equal(exercises.Length, SolveCommand.Solve(loaded));
        loaded.Save(File);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Path.Combine(KernelLocation.Repository(), "artifacts");

    /// <summary>Its name, without the ending.</summary>
    public string Name { get; }

    /// <summary>Its file.</summary>
    public string File => Path.Combine(Folder, Name + ".ipynb");

    /// <summary>What the check of each exercise said in its first line.</summary>
    /// <param name="executed">The notebook after it ran.</param>
    public IReadOnlyList<string> Checks(Notebook executed) =>
        [.. exercises.Select(e => Said(executed.Cells.Single(c => ExerciseCells.GradeId(c) == $"{e.Name}-check")))];

    public void Dispose() => System.IO.File.Delete(File);

    private static string Said(NotebookCell check)
    {
        var plain = check.Outputs.Select(output => output!["data"]?["text/plain"]).First(text => text is not null)!;
        return (plain is JsonArray lines ? lines[0]! : plain).ToString().Split('\n')[0];
    }
}
