using System.CommandLine;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>The command <c>rnnlm solve</c>.</summary>
internal static class SolveCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var notebook = new Argument<string>("NOTEBOOK") { Description = "A notebook's file, or the name of one of the course." };
        var target = new Option<string>("--out") { HelpName = "FILE", Description = "Where the solved notebook is written.", Required = true };
        var command = new DocumentedCommand("solve", "Fill the reference solutions into a notebook's exercises.")
        {
            Usage = "NOTEBOOK --out FILE",
            Notes = ["A file that is there already is not overwritten. Stand the solved notebook beside notebooks/ or work/, so that its first cell finds the library."],
            Examples = [("", "02-dot-products --out work/02-solved.ipynb")],
        };
        command.Add(notebook);
        command.AddGroup("Output", target);
        command.SetAction(arguments =>
        {
            var output = arguments.GetValue(target)!;
            if (File.Exists(output)) throw new CommandException($"{output} is there already; name another file, or remove it first.");
            var loaded = Notebook.Load(CourseFolders.Find(arguments.GetValue(notebook)!));
            var solved = Solve(loaded);
            if (solved == 0) throw new CommandException($"{arguments.GetValue(notebook)} has no exercises: nothing was written.");
            loaded.Save(output);
            Console.WriteLine($"{output}: {(solved == 1 ? "1 exercise" : $"{solved} exercises")} solved");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Puts the solutions into the stub cells, and says how many there were.</summary>
    internal static int Solve(Notebook notebook)
    {
        var solved = 0;
        foreach (var exercise in Course.All)
        {
            if (ExerciseCells.Stub(notebook, exercise) is not { } cell) continue;
            cell.Source = exercise.SolutionText;
            solved++;
        }

        return solved;
    }
}
