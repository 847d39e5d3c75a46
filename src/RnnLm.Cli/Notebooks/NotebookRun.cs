using System.Diagnostics;
using System.Text.Json.Nodes;

namespace RnnLm.Cli.Notebooks;

/// <summary>The run of one notebook in one kernel.</summary>
internal sealed class NotebookRun(string path, Notebook notebook, RunSettings settings, IRunProgress progress)
{
    private readonly CellOutputs _outputs = new();
    private readonly List<int?> _counts = [];

    public IReadOnlyList<NotebookCell> CodeCells { get; } =
        [.. notebook.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.HasTag(NotebookCell.SkipExecution))];

    public List<CellFailure> Failures { get; } = [];

    public List<CellTime> Times { get; } = [];

    public TimeSpan Processor { get; private set; }

    public string? Note { get; set; }

    public int CellsRun => _counts.Count;

    /// <summary>Runs the cells until one fails, or to the end.</summary>
    public async Task<Outcome> ExecuteAsync(KernelProcess process, CancellationToken cancellation)
    {
        var outcome = Outcome.Passed;
        try
        {
            if (await process.Client.ConnectAsync(settings.StartLimit, cancellation) is not { } info)
            {
                Note = process.Client.IsClosed
                    ? await process.DescribeEndAsync()
                    : $"The kernel did not answer within {settings.StartLimit.TotalSeconds:0} seconds.";
                process.Kill();
                return Outcome.KernelDied;
            }
            if (info["language_info"] is JsonObject language)
                notebook.Metadata["language_info"] = language.DeepClone();
            foreach (NotebookCell cell in CodeCells)
            {
                outcome = Worse(outcome, await RunCellAsync(cell, process, cancellation));
                if (outcome == Outcome.KernelDied || (outcome != Outcome.Passed && (!settings.KeepGoing || process.Client.IsClosed)))
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            outcome = Outcome.Stopped;
        }
        return outcome;
    }

    public void StoreOutputs()
    {
        IReadOnlyList<JsonArray> outputs = _outputs.ToNotebookOutputs();
        for (int i = 0; i < CodeCells.Count; i++)
            CodeCells[i].SetResult(i < outputs.Count ? outputs[i] : [], i < _counts.Count ? _counts[i] : null);
    }

    private async Task<Outcome> RunCellAsync(NotebookCell cell, KernelProcess process, CancellationToken cancellation)
    {
        _outputs.BeginCell();
        _counts.Add(null);
        string source = cell.Source;
        if (string.IsNullOrWhiteSpace(source))
            return Outcome.Passed;
        bool mayFail = cell.HasTag(NotebookCell.RaisesException);
        progress.CellStarted(path, CellsRun);
        TimeSpan processor = process.ProcessorTime();
        long start = Stopwatch.GetTimestamp();
        Execution execution = await process.Client.ExecuteAsync(source, !mayFail, _outputs.Add, settings.CellLimit, settings.Grace, cancellation);
        _counts[^1] = execution.Reply?["execution_count"] is JsonValue count && count.TryGetValue(out int number) ? number : null;
        Outcome outcome = execution.Status switch
        {
            ExecutionStatus.Ok => Outcome.Passed,
            ExecutionStatus.Error => mayFail ? Outcome.Passed : Fail(cell, execution.Reply!),
            ExecutionStatus.TimedOut => Fail(cell, Outcome.TimedOut, "TimeLimit", $"The cell took longer than {settings.CellLimit!.Value.TotalSeconds:0.###} s and was interrupted."),
            ExecutionStatus.Unresponsive => await FailUnresponsiveAsync(cell, process),
            _ => Fail(cell, Outcome.KernelDied, "KernelDied", await process.DescribeEndAsync()),
        };
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Processor = process.ProcessorTime();
        Times.Add(new CellTime(NumberOf(cell), cell.Id, elapsed, Processor > processor ? Processor - processor : TimeSpan.Zero));
        progress.CellEnded(path, CellsRun, elapsed, outcome == Outcome.Passed);
        return outcome;
    }

    private async Task<Outcome> FailUnresponsiveAsync(NotebookCell cell, KernelProcess process)
    {
        process.Kill();
        await process.DescribeEndAsync();
        Fail(cell, Outcome.TimedOut, "TimeLimit", $"The cell took longer than {settings.CellLimit!.Value.TotalSeconds:0.###} s and did not heed the interrupt; its kernel was ended.");
        return Outcome.TimedOut;
    }

    private Outcome Fail(NotebookCell cell, Outcome outcome, string name, string message)
    {
        _outputs.AddError(name, message);
        Failures.Add(new CellFailure(NumberOf(cell), cell.Source, null, name, message));
        return outcome;
    }

    private Outcome Fail(NotebookCell cell, JsonObject reply)
    {
        string name = reply["ename"]?.ToString() ?? "Error";
        string message = reply["evalue"]?.ToString() ?? "";
        IEnumerable<string> traceback = (reply["traceback"] as JsonArray)?.Select(line => line?.ToString() ?? "") ?? [];
        Failures.Add(new CellFailure(NumberOf(cell), cell.Source, CellErrorLine.Find(traceback, cell.Source, _counts[^1]), name, message));
        return Outcome.Failed;
    }

    private int NumberOf(NotebookCell cell)
    {
        int index = 0;
        while (notebook.Cells[index] != cell)
            index++;
        return index + 1;
    }

    private static Outcome Worse(Outcome a, Outcome b) => a > b ? a : b;
}
