using System.CommandLine;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using RnnLm.Notebooks;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>The command <c>rnnlm exercise</c>.</summary>
internal static class ExerciseCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The exercise's name, such as DotProduct; rnnlm status lists them all." };
        var hint = OptionOf.Count("--hint", "1..3", "Show a hint: 1 the idea, 2 the shape, 3 a line of code.", 1, 3);
        var show = OptionOf.Flag("--show", "Show the solution, also before a pass.");
        var command = new DocumentedCommand("exercise", "Show an exercise: its task, a hint, or its solution.")
        {
            Notes = ["After a check of yours has passed, the solution is shown without being asked for."],
            Examples = [("", "DotProduct"), ("", "DotProduct --hint 2"), ("", "DotProduct --show")],
        };
        command.Add(name);
        command.AddGroup("Options", hint, show);
        command.SetAction(arguments =>
        {
            var exercise = Find(arguments.GetValue(name)!);
            if (arguments.GetValue(hint) is { } number) WriteHint(exercise, number);
            else Write(exercise, new ExerciseProgress(KernelLocation.Repository()).Of(exercise), arguments.GetValue(show));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Exercise exercise, ProgressEntry? progress, bool show)
    {
        var state = progress switch { { IsPassed: true } => "passed", { Mistake: { } mistake } => $"not yet: {mistake}", not null => "not yet", null => "not attempted" };
        var items = $"{(exercise.Items.Count == 1 ? "item" : "items")} {string.Join(", ", exercise.Items)}";
        Console.WriteLine($"{exercise.Title}\n{exercise.Notebook}, {Wording.Points(exercise.Points)}, {items}{(exercise.IsMustDo ? ", must be done" : "")}: {state}\n");
        TerminalText.WriteMarkdown(Console.Out, exercise.Statement, TerminalText.Width());
        Console.WriteLine($"\n{Indented(exercise.Stub)}\n\nCheck it in the notebook with Exercises.{exercise.Name}.Check({exercise.Symbol}).");
        if (show || progress is { IsPassed: true }) Console.WriteLine($"\nA solution:\n\n{Indented(exercise.SolutionText)}");
        else Console.WriteLine($"Help: rnnlm exercise {exercise.Name} --hint 1");
    }

    private static void WriteHint(Exercise exercise, int number)
    {
        TerminalText.WriteMarkdown(Console.Out, exercise.Hint(number).Markdown, TerminalText.Width());
        Console.WriteLine(number < 3 ? $"\nMore: rnnlm exercise {exercise.Name} --hint {number + 1}" : $"\nThe solution: rnnlm exercise {exercise.Name} --show");
    }

    private static string Indented(string code) => "    " + code.Replace("\n", "\n    ", StringComparison.Ordinal);

    // One contains the other, or few letters are wrong, missing or too many.
    private static bool IsLike(string name, string typed) =>
        typed.Length > 2 && (name.Contains(typed, StringComparison.OrdinalIgnoreCase) || typed.Contains(name, StringComparison.OrdinalIgnoreCase)
            || Spelling.Distance(name.ToUpperInvariant(), typed.ToUpperInvariant()) <= Math.Max(1, name.Length / 4));

    private static Exercise Find(string name)
    {
        if (Course.Find(name) is { } exercise) return exercise;
        string[] its = [.. Course.All.Where(e => e.Notebook == name).Select(e => e.Name)];
        if (its.Length > 0) throw new CommandException($"{name} is a notebook; its exercises are {string.Join(", ", its)}.", ExitCode.WrongUse);
        string[] near = [.. Course.All.Select(e => e.Name).Where(n => IsLike(n, name)).OrderBy(n => Spelling.Distance(n.ToUpperInvariant(), name.ToUpperInvariant())).Take(3)];
        throw new CommandException($"there is no exercise {name}; {(near.Length > 0 ? $"did you mean {string.Join(" or ", near)}?" : "rnnlm status lists them all.")}", ExitCode.WrongUse);
    }
}
