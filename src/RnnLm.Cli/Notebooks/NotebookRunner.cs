using System.Diagnostics;

namespace RnnLm.Cli.Notebooks;

/// <summary>Runs notebooks, each in a kernel process of its own: one that exits, hangs or crashes is only its own failure.</summary>
/// <param name="settings">How to run them.</param>
/// <param name="progress">Told how the run goes on.</param>
/// <param name="finished">Takes each result as soon as it is there, from any thread: what is kept of it survives a run that is stopped.</param>
public sealed class NotebookRunner(RunSettings settings, IRunProgress progress, Action<NotebookResult>? finished = null)
{
    /// <summary>Runs these notebooks; the results are in the order of the paths.</summary>
    public async Task<IReadOnlyList<NotebookResult>> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var results = new NotebookResult[paths.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs };
        await Parallel.ForAsync(0, paths.Count, options, async (i, _) =>
        {
            results[i] = await RunOneAsync(paths[i], cancellation);
            progress.NotebookEnded(results[i]);
            finished?.Invoke(results[i]);
        });
        return results;
    }

    private async Task<NotebookResult> RunOneAsync(string path, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return new NotebookResult(path, Outcome.Stopped, null, 0, TimeSpan.Zero, []);
        Notebook notebook;
        try
        {
            notebook = Notebook.Load(path);
        }
        catch (NotebookFormatException e)
        {
            return new NotebookResult(path, Outcome.Unreadable, null, 0, TimeSpan.Zero, [], e.Message);
        }
        var run = new NotebookRun(path, notebook, settings, progress);
        progress.NotebookStarted(path, run.CodeCells.Count);
        long start = Stopwatch.GetTimestamp();
        Outcome outcome;
        try
        {
            await using KernelProcess process = KernelProcess.Start(settings.Kernel, Path.GetDirectoryName(Path.GetFullPath(path))!);
            outcome = await run.ExecuteAsync(process, cancellation);
        }
        catch (InvalidOperationException e)
        {
            outcome = Outcome.KernelDied;
            run.Note = e.Message;
        }
        if (outcome == Outcome.Failed && OptionalPackages.Missing(notebook, run.Failures[0]) is { } package)
        {
            foreach (NotebookCell cell in run.CodeCells)
                cell.SetResult([], null);
            return new NotebookResult(path, Outcome.Skipped, notebook, run.CellsRun, Stopwatch.GetElapsedTime(start), [], $"skipped: {package} cannot be restored here");
        }
        run.StoreOutputs();
        return new NotebookResult(path, outcome, notebook, run.CellsRun, Stopwatch.GetElapsedTime(start), run.Failures, run.Note)
        {
            Times = run.Times,
            Processor = run.Processor,
        };
    }
}
