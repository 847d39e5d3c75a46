using Spectre.Console;

namespace RnnLm.Cli.Notebooks;

/// <summary>A bar for each notebook, drawn in place on a terminal.</summary>
public sealed class LiveProgress : IRunProgress
{
    private readonly Dictionary<string, ProgressTask> _tasks = [];
    private readonly ProgressContext _context;

    private LiveProgress(ProgressContext context) => _context = context;

    /// <summary>Draws while <paramref name="run"/> runs.</summary>
    public static Task<T> ShowAsync<T>(IAnsiConsole console, Func<IRunProgress, Task<T>> run) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => run(new LiveProgress(context)));

    /// <inheritdoc/>
    public void NotebookStarted(string path, int codeCells)
    {
        lock (_tasks)
            _tasks[path] = _context.AddTask(Markup.Escape(path), maxValue: Math.Max(codeCells, 1));
    }

    /// <inheritdoc/>
    public void CellStarted(string path, int number)
    {
        lock (_tasks)
            _tasks[path].Description = $"{Markup.Escape(path)} [grey]cell {number} of {_tasks[path].MaxValue:0}[/]";
    }

    /// <inheritdoc/>
    public void CellEnded(string path, int number, TimeSpan duration, bool passed)
    {
        lock (_tasks)
            _tasks[path].Value = number;
    }

    /// <inheritdoc/>
    public void NotebookEnded(NotebookResult result)
    {
        lock (_tasks)
        {
            if (!_tasks.TryGetValue(result.Path, out ProgressTask? task))
                return;
            task.Description = Markup.Escape(result.Path) + (result.Outcome switch
            {
                Outcome.Passed => " [green]passed[/]",
                Outcome.Skipped => " [yellow]skipped[/]",
                _ => " [red]failed[/]",
            });
            task.Value = task.MaxValue;
            task.StopTask();
        }
    }
}
