using System.CommandLine;
using RnnLm.Cli.Book;
using RnnLm.Cli.Terminal;
using Spectre.Console;

namespace RnnLm.Cli.Notebooks;

/// <summary>The command <c>rnnlm run</c>: executes notebooks without Jupyter, and writes them as a book or as executed notebooks.</summary>
public static class RunCommand
{
    /// <summary>Wide enough that a log breaks no line of a cell.</summary>
    private const int PipedWidth = 200;

    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("NOTEBOOK...")
        {
            Description = "Notebooks, or folders of them; without any, the course's own notebooks.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var html = new Option<string?>("--html") { Description = "Write an HTML page for each notebook, and an index, into this folder.", HelpName = "DIR" };
        var outFolder = new Option<string?>("--out") { Description = "Write the executed notebooks into this folder.", HelpName = "DIR" };
        var timeout = new Option<double>("--timeout") { Description = "Seconds that a cell may take; 0 for any time. Default: 120.", HelpName = "S", DefaultValueFactory = _ => 120 };
        var jobs = new Option<int>("--jobs") { Description = "How many notebooks run at the same time. Default: 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var keepGoing = new Option<bool>("--keep-going") { Description = "Go on with a notebook after a cell that failed." };
        var times = new Option<bool>("--times") { Description = "Show the seconds that each cell took, the slowest first." };
        timeout.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() >= 0, "--timeout takes a number of seconds, 0 or more."));
        jobs.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() >= 1, "--jobs takes a number of notebooks, 1 or more."));
        var command = new Command("run", "Run notebooks without Jupyter, and write them as a book.") { paths, html, outFolder, timeout, jobs, keepGoing, times };
        command.SetAction(async (arguments, cancellation) =>
        {
            double seconds = arguments.GetValue(timeout);
            try
            {
                var settings = new RunSettings(KernelLocation.Command())
                {
                    CellLimit = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
                    KeepGoing = arguments.GetValue(keepGoing),
                    Jobs = arguments.GetValue(jobs),
                    ShowTimes = arguments.GetValue(times),
                };
                return await RunAsync(
                    arguments.GetValue(paths) ?? [], settings, arguments.GetValue(html), arguments.GetValue(outFolder), AnsiConsole.Console, cancellation);
            }
            catch (Exception e) when (e is NotebookFormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    /// <summary>Runs notebooks and writes what was asked for; returns the exit code.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> paths, RunSettings settings, string? html, string? outFolder, IAnsiConsole console, CancellationToken cancellation)
    {
        IReadOnlyList<NotebookFile> files = NotebookFiles.Find(paths.Count > 0 ? paths : CourseFolder());
        if (files.Count == 0)
            throw new NotebookFormatException($"There are no notebooks in {(paths.Count > 0 ? string.Join(", ", paths) : "notebooks/ yet")}: nothing was run.");
        if (outFolder is not null)
            RefuseToOverwrite(files, outFolder);
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = PipedWidth;
        Task<IReadOnlyList<NotebookResult>> Run(IRunProgress progress) =>
            new NotebookRunner(settings, progress, Save).RunAsync([.. files.Select(file => file.Path)], cancellation);
        void Save(NotebookResult result)
        {
            if (outFolder is not null && IsFinished(result))
                result.Notebook!.Save(Target(outFolder, files.First(file => file.Path == result.Path)));
        }
        IReadOnlyList<NotebookResult> results = console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
            ? await LiveProgress.ShowAsync(console, Run)
            : await Run(new PlainProgress(console.Profile.Out.Writer));
        RunReport.Write(console, results);
        if (settings.ShowTimes)
            RunReport.WriteTimes(console, results);
        int finished = results.Count(IsFinished);
        bool isStopped = results.Any(result => result.Outcome == Outcome.Stopped);
        if (isStopped)
            console.MarkupInterpolated($"Stopped: {finished} of {results.Count} notebooks had run to their end{(finished > 0 ? "" : ", so nothing was written")}.\n");
        bool writes = finished > 0 || !isStopped;
        if (outFolder is not null && writes)
            console.MarkupInterpolated($"{(finished == 1 ? "1 executed notebook is" : $"{finished} executed notebooks are")} in {outFolder}.\n");
        if (html is not null && isStopped && File.Exists(Path.Combine(html, "index.html")))
            console.MarkupInterpolated($"The book in {html} is left as it was.\n");
        else if (html is not null && writes)
            WriteBook(files, results, html, console);
        if (isStopped)
            return ExitCode.Interrupted;
        return results.All(result => result.Outcome is Outcome.Passed or Outcome.Skipped) ? 0 : 1;
    }

    private static string[] CourseFolder()
    {
        string folder = Path.Combine(KernelLocation.Repository(), "notebooks");
        return Directory.Exists(folder) ? [Path.GetRelativePath(Environment.CurrentDirectory, folder)] : [];
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string message)
    {
        if (!holds)
            result.AddError(message);
    }

    private static string Target(string folder, NotebookFile file) => Path.Combine(folder, file.Name + ".ipynb");

    private static void RefuseToOverwrite(IReadOnlyList<NotebookFile> files, string folder)
    {
        foreach (NotebookFile file in files)
        {
            if (string.Equals(Path.GetFullPath(Target(folder, file)), Path.GetFullPath(file.Path), StringComparison.OrdinalIgnoreCase))
                throw new NotebookFormatException($"--out {folder} would overwrite {file.Path}; name another folder.");
        }
    }

    private static bool IsFinished(NotebookResult result) => result.Notebook is not null && result.Outcome != Outcome.Stopped;

    private static void WriteBook(IReadOnlyList<NotebookFile> files, IReadOnlyList<NotebookResult> results, string folder, IAnsiConsole console)
    {
        BookChapter[] chapters = [.. files.Zip(results).Where(pair => IsFinished(pair.Second)).Select(pair => new BookChapter(pair.First.Name, pair.First.Path, pair.Second.Notebook!)
        {
            NotRun = pair.Second.Outcome == Outcome.Skipped ? pair.Second.Note : null,
        })];
        IReadOnlyList<string> warnings = BookWriter.Write(chapters, folder);
        foreach (string warning in warnings)
            console.MarkupInterpolated($"[yellow]warning[/]: {warning}\n");
        console.MarkupInterpolated($"The book is in {folder}: open {Path.Combine(folder, "index.html")}.\n");
    }
}
