using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>Where the course's notebooks and the learner's copies of them are, and which notebook of the course a file is.</summary>
internal static class CourseFolders
{
    /// <summary>The course's own notebooks.</summary>
    public static string Notebooks { get; } = Path.Combine(KernelLocation.Repository(), "notebooks");

    /// <summary>The learner's copies.</summary>
    public static string Work { get; } = Path.Combine(KernelLocation.Repository(), "work");

    /// <summary>The names of the course's notebooks, in reading order.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(Notebooks, "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    /// <summary>The notebook that a command line names: a file, or one of the course by its name.</summary>
    public static string Find(string name) => File.Exists(name) ? name : InCourse(name);

    /// <summary>The notebook of the course with this name.</summary>
    public static string InCourse(string name)
    {
        var path = Path.Combine(Notebooks, name + ".ipynb");
        return File.Exists(path) ? path
            : throw new CommandException($"there is no notebook {name}; the course has {string.Join(", ", Names)}.", ExitCode.WrongUse);
    }

    /// <summary>
    /// The notebook of the course that a file is, by its name (<c>02-dot-products.ipynb</c>, <c>ada-02-dot-products.ipynb</c>), and failing that by the
    /// exercises that its cells name; null if neither tells.
    /// </summary>
    public static string? Identify(string path, Notebook notebook)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        var names = Course.All.Select(e => e.Notebook).Distinct().ToArray();
        return names.FirstOrDefault(name => stem.Contains(name, StringComparison.OrdinalIgnoreCase))
            ?? Course.All.Where(exercise => ExerciseCells.Stub(notebook, exercise) is not null).GroupBy(e => e.Notebook).MaxBy(group => group.Count())?.Key;
    }
}
