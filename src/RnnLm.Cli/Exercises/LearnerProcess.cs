using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using RnnLm.Notebooks;
using RnnLm.Notebooks.Display;
using CallOutcome = RnnLm.Notebooks.Outcome;

namespace RnnLm.Cli.Exercises;

/// <summary>
/// A process that runs a learner's notebook and then calls the learner's functions. Whatever the notebook prints, declares or redefines, all that is taken from
/// here are the outputs of those calls; what they should have been is not known here.
/// </summary>
/// <param name="process">The kernel.</param>
/// <param name="settings">The limits.</param>
internal sealed class LearnerProcess(KernelProcess process, GradeSettings settings)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, string> failures = [];

    /// <summary>How a learner's kernel is started: it keeps no progress, and its memory has a limit.</summary>
    public static KernelProcess Start(KernelCommand kernel) => KernelProcess.Start(
        kernel with
        {
            Environment = new Dictionary<string, string> { [ExerciseProgress.Variable] = "off", ["DOTNET_GCHeapHardLimit"] = "0x80000000" }, // 2 GB
        },
        CourseFolders.Notebooks);

    /// <summary>Whether something went wrong: a cell failed, or a function could not be asked.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Runs the notebook's cells, those after one that failed as well; says what kept it from the end, if anything did.</summary>
    /// <param name="notebook">The learner's notebook.</param>
    /// <param name="leftOut">Sources of cells that are not run; if there are any, the first cell that fails ends it.</param>
    /// <param name="cancellation">Gives up at once.</param>
    public async Task<string?> RunAsync(Notebook notebook, IReadOnlySet<string> leftOut, CancellationToken cancellation)
    {
        if (await process.Client.ConnectAsync(StartLimit, cancellation) is null) return "The kernel did not start: " + await process.DescribeEndAsync();
        var library = new CourseLibrary(KernelLocation.Repository()).Program;
        await ExecuteAsync($"#r \"{library}\"", _ => { }, StartLimit, cancellation); // before any cell can bring another
        var start = Stopwatch.GetTimestamp();
        foreach (var (i, cell) in notebook.Cells.Index())
        {
            if (cell.Kind != CellKind.Code || cell.HasTag(NotebookCell.SkipExecution) || string.IsNullOrWhiteSpace(cell.Source) || leftOut.Contains(cell.Source)) continue;
            if (HasFailed && leftOut.Count > 0) break;
            var rest = settings.NotebookLimit - Stopwatch.GetElapsedTime(start);
            if (rest <= TimeSpan.Zero) return $"Its cells took longer than {settings.NotebookLimit.TotalSeconds:0} s; those from cell {i + 1} on were not run.";
            var execution = await ExecuteAsync(cell.Source, _ => { }, rest < settings.CellLimit ? rest : settings.CellLimit, cancellation);
            HasFailed |= execution.Status != ExecutionStatus.Ok;
            if (execution.Status == ExecutionStatus.Error && ExerciseCells.GradeId(cell) is { } id)
                failures[id] = $"{execution.Reply?["ename"]}: {execution.Reply?["evalue"]}".Split('\n')[0].TrimEnd('.');
            if (execution.Status == ExecutionStatus.Died) return $"Its process ended in cell {i + 1}: {(await process.DescribeEndAsync()).Split('\n')[0]}";
            if (execution.Status == ExecutionStatus.Unresponsive) return $"Cell {i + 1} could not be stopped.";
        }

        return null;
    }

    /// <summary>What the learner's code does with these cases; a fault if it cannot be asked.</summary>
    public async Task<(IReadOnlyList<CallOutcome>? Outcomes, Fault? Fault)> AskAsync(Exercise exercise, IReadOnlyList<object[]> cases, CancellationToken cancellation)
    {
        var answer = await AnswerAsync(exercise, cases, cancellation);
        HasFailed |= answer.Fault is not null;
        return answer;
    }

    private async Task<(IReadOnlyList<CallOutcome>? Outcomes, Fault? Fault)> AnswerAsync(Exercise exercise, IReadOnlyList<object[]> cases, CancellationToken cancellation)
    {
        JsonNode? answer = null;
        var limit = StartLimit + (FunctionCalls.Limit * cases.Count); // a backstop: each call has its own
        // The cell's own value, not what the learner's function may display meanwhile.
        void Take(KernelMessage message) => answer = message.Type == "execute_result" ? (message.Content["data"] as JsonObject)?[MimeTypes.Outcomes] : answer;
        var execution = await ExecuteAsync(Question(exercise, cases), Take, limit, cancellation);
        if (execution.Status == ExecutionStatus.Error)
        {
            var signature = exercise.Stub.Split('\n').First(line => !line.StartsWith("//", StringComparison.Ordinal)).TrimEnd(' ', '=', '>');
            if (failures.TryGetValue(exercise.Name, out var why)) return (null, new Fault($"Its cell fails. {why}.", "Mend the cell, and run it with its check."));
            return (null, new Fault(
                exercise.ParameterTypes.Count > 0 ? $"The notebook has no {exercise.Symbol} that can be called as {signature}." : $"The notebook has no {exercise.Symbol}.",
                "Run the notebook from its first cell to its last, and mend the first cell that fails."));
        }

        if (answer is null) return (null, new Fault("The notebook's process gave no answer.", "Look for what ends or blocks it."));
        try
        {
            var outcomes = ExerciseJson.ReadOutcomes(answer.ToJsonString(), exercise.ResultType);
            return outcomes.Count == cases.Count ? (outcomes, null) : (null, new Fault("The notebook's process gave another number of answers than it was asked for.", "Do not answer in the grader's place."));
        }
        catch (JsonException)
        {
            return (null, new Fault("The notebook's process gave an answer that cannot be read.", "Return what the signature says."));
        }
    }

    private static string Question(Exercise exercise, IReadOnlyList<object[]> cases)
    {
        if (exercise.ParameterTypes.Count == 0) return $"global::RnnLm.Notebooks.LearnerAnswers.OfValue({exercise.Symbol})";
        var function = $"global::System.Func<{string.Join(", ", exercise.ParameterTypes.Append(exercise.ResultType).Select(CSharpType.Name))}>";
        var json = ExerciseJson.WriteCases(cases).Replace("\"", "\"\"", StringComparison.Ordinal);
        return $"global::RnnLm.Notebooks.LearnerAnswers.Of(({function}){exercise.Symbol}, @\"{json}\")";
    }

    private Task<Execution> ExecuteAsync(string code, Action<KernelMessage> output, TimeSpan limit, CancellationToken cancellation) =>
        process.Client.ExecuteAsync(code, stopOnError: false, output, limit, Grace, cancellation);
}
