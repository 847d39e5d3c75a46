using System.CommandLine;
using System.Globalization;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using RnnLm.Notebooks;
using Spectre.Console;
using Cell = Spectre.Console.Text;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>The command <c>rnnlm status</c>.</summary>
internal static class StatusCommand
{
    private const int PipedWidth = 120;

    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var json = OptionOf.Flag("--json", "Write a JSON object for each exercise instead of a table.");
        var command = new DocumentedCommand("status", "Show which exercises you have done, and which is next.")
        {
            Notes =
            [
                "A star marks the exercises that must be done, at most four in each notebook.",
                "Each check in a notebook takes down what it found, in work/.progress; what has passed once stays passed. It is your own map: rnnlm grade runs the "
                + "notebooks anew and counts.",
            ],
            Examples = [("", "")],
        };
        command.AddGroup("Output", json);
        command.SetAction(arguments =>
        {
            var progress = new ExerciseProgress(KernelLocation.Repository());
            var map = Course.All.Select(exercise => (Exercise: exercise, Progress: progress.Of(exercise))).ToArray();
            if (arguments.GetValue(json)) WriteJson(map);
            else Write(map);
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteJson((Exercise Exercise, ProgressEntry? Progress)[] map)
    {
        foreach (var (exercise, progress) in map)
        {
            JsonLine.Write(Console.Out,
            [
                ("notebook", exercise.Notebook), ("exercise", exercise.Name), ("state", State(progress)), ("points", exercise.Points), ("mustDo", exercise.IsMustDo), ("mistake", progress?.Mistake),
                ("time", progress?.Time.ToString("O", CultureInfo.InvariantCulture)),
            ]);
        }
    }

    private static void Write((Exercise Exercise, ProgressEntry? Progress)[] map)
    {
        var console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipedWidth;
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Exercise").AddColumn(new TableColumn("Points").RightAligned()).AddColumn("State");
        var notebook = "";
        foreach (var (exercise, progress) in map)
        {
            if (exercise.Notebook != notebook)
            {
                notebook = exercise.Notebook;
                var its = map.Where(m => m.Exercise.Notebook == notebook).ToArray();
                if (table.Rows.Count > 0) table.AddEmptyRow();
                table.AddRow(new Cell(notebook, new Style(decoration: Decoration.Bold)), new Cell($"{Earned(its)} of {its.Sum(m => m.Exercise.Points)}"), new Cell(""));
            }

            var style = new Style(progress switch { { IsPassed: true } => Color.Green, not null => Color.Yellow, null => Color.Grey });
            var state = progress is { IsPassed: false, Mistake: { } mistake } ? $"not yet: {mistake}" : State(progress);
            table.AddRow(new Cell($"{(exercise.IsMustDo ? "*" : " ")} {exercise.Name}"), new Cell($"{exercise.Points}"), new Cell(state, style));
        }

        console.Write(table);
        Console.WriteLine($"{map.Count(m => m.Progress is { IsPassed: true })} of {map.Length} exercises passed, {Earned(map)} of {map.Sum(m => m.Exercise.Points)} points.");
        Console.WriteLine($"* must be done: {map.Count(m => m is { Exercise.IsMustDo: true, Progress.IsPassed: true })} of {map.Count(m => m.Exercise.IsMustDo)} passed.");
        Console.WriteLine(map.FirstOrDefault(m => m.Progress is not { IsPassed: true }).Exercise is { } next
            ? $"Next: {next.Title} in {Place(next)} (rnnlm exercise {next.Name})."
            : "Everything is done.");
    }

    private static int Earned((Exercise Exercise, ProgressEntry? Progress)[] map) => map.Where(m => m.Progress is { IsPassed: true }).Sum(m => m.Exercise.Points);

    private static string Place(Exercise exercise)
    {
        var own = Path.Combine(CourseFolders.Work, exercise.Notebook + ".ipynb");
        return File.Exists(own) ? $"work/{exercise.Notebook}.ipynb" : $"{exercise.Notebook}; rnnlm copy makes your own copy of it in work/";
    }

    private static string State(ProgressEntry? progress) => progress switch { { IsPassed: true } => "passed", not null => "not yet", null => "not attempted" };
}
