using System.CommandLine;
using System.Security.Cryptography;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using Spectre.Console;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>The command <c>rnnlm grade</c>.</summary>
internal static class GradeCommand
{
    private const int PipedWidth = 160;

    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("NOTEBOOK...") { Description = "Notebooks, or folders of them; without any, those in work/.", Arity = ArgumentArity.ZeroOrMore };
        var notebook = new Option<string?>("--as") { HelpName = "NAME", Description = "The notebook of the course that these files are, where their names do not tell." };
        var timeout = OptionOf.Real("--timeout", "S", "Seconds that the cells of one notebook may take. Default: 120.", s => s > 0, "above 0");
        var jobs = OptionOf.Count("--jobs", "N", "How many notebooks are graded at the same time. Default: 1.");
        var seed = OptionOf.Seed("Draws the same cases again. Default: a new one each time.");
        var json = OptionOf.Flag("--json", "Write a JSON object for each notebook instead of a table.");
        var csv = OptionOf.Flag("--csv", "Write a line for each exercise instead of a table.");
        var command = new DocumentedCommand("grade", "Grade the exercises of notebooks, one or a class of them.")
        {
            Notes =
            [
                "Each notebook runs in a process of its own, which is then asked for what the learner's functions return. The cases, what is expected and the "
                + "verdicts stay here, so that no edit of a notebook but a right function raises its score. A file is known by its name (02-dot-products.ipynb, "
                + "ada-02-dot-products.ipynb). A broken notebook is reported, and the others are graded; then the exit code is 1.",
                "Cells that are the course's own, word for word, are left out, for no exercise asks for them; where a learner's cell does need one, all of them are run.",
                "A notebook is a program: it may do on this machine what you may. Grade what you would run, or grade in a container.",
            ],
            Examples = [("Your own copies:", ""), ("A class, as a spreadsheet:", "submissions --csv > grades.csv")],
        };
        command.Add(paths);
        command.AddGroup("Grading", notebook, timeout, jobs, seed);
        command.AddGroup("Output", json, csv);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (arguments.GetValue(json) && arguments.GetValue(csv)) throw new CommandException("--json and --csv are two forms of one output; choose one.", ExitCode.WrongUse);
            var name = arguments.GetValue(notebook);
            if (name is not null && Course.All.All(e => e.Notebook != name))
                throw new CommandException($"no notebook {name} has exercises; these have: {string.Join(", ", Course.All.Select(e => e.Notebook).Distinct())}.", ExitCode.WrongUse);
            var settings = new GradeSettings(KernelLocation.Command(), arguments.GetValue(seed) ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)))
            {
                NotebookLimit = TimeSpan.FromSeconds(arguments.GetValue(timeout) ?? 120),
                Jobs = arguments.GetValue(jobs) ?? 1,
                Notebook = name,
            };
            var files = Files(arguments.GetValue(paths) ?? []);
            var done = 0;
            var grades = await new NotebookGrader(settings).GradeAsync(files, grade => Console.Error.WriteLine($"{Interlocked.Increment(ref done)} of {files.Length}: {grade.File}, {GradeReport.Sum(grade)}"), cancellation);
            if (arguments.GetValue(json)) GradeReport.WriteJson(Console.Out, grades, settings.Seed);
            else if (arguments.GetValue(csv)) GradeReport.WriteCsv(Console.Out, grades);
            else GradeReport.WriteTable(Wide(AnsiConsole.Console), grades);
            if (cancellation.IsCancellationRequested)
                throw new CommandException($"interrupted: {grades.Count} of {files.Length} notebooks were graded{(grades.Count > 0 ? ", and their grades are written" : "")}.", ExitCode.Interrupted);
            return grades.All(g => g.IsGraded && g.Note is null) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    // What is not there is reported as a notebook that cannot be read, so that one wrong name does not cost a class its grades.
    private static string[] Files(string[] paths)
    {
        if (paths.Length == 0) paths = Directory.Exists(CourseFolders.Work) ? [Path.GetRelativePath(Environment.CurrentDirectory, CourseFolders.Work)] : [];
        var files = paths.SelectMany(path => Directory.Exists(path) ? NotebookFiles.Find([path]).Select(file => file.Path) : [path]).Distinct().ToArray();
        return files.Length > 0 ? files : throw new CommandException("there are no notebooks to grade; ./rnnlm copy makes your own in work/, or name others.", ExitCode.WrongUse);
    }

    private static IAnsiConsole Wide(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipedWidth;
        return console;
    }
}
