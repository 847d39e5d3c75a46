using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using RnnLm.Notebooks;
using RnnLm.Notebooks.Display;
using CallOutcome = RnnLm.Notebooks.Outcome;

namespace RnnLm.Cli.Exercises;

/// <summary>
/// A process that runs a learner's cells and calls the learner's functions. Whatever a notebook prints, declares or redefines, all that is taken from here are
/// the outputs of those calls; what they should have been is not known here.
/// </summary>
internal sealed partial class LearnerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly KernelProcess process;

    private LearnerProcess(KernelProcess process) => this.process = process;

    /// <summary>How the learner's code ended it; null while it goes on.</summary>
    public ProcessEnd? End { get; private set; }

    /// <summary>Starts a kernel that keeps no progress, and whose memory has a limit.</summary>
    /// <exception cref="InvalidOperationException">The kernel cannot be started.</exception>
    public static async Task<LearnerProcess> StartAsync(KernelCommand kernel, CancellationToken cancellation)
    {
        var learner = new LearnerProcess(KernelProcess.Start(
            kernel with
            {
                Environment = new Dictionary<string, string> { [ExerciseProgress.Variable] = "off", ["DOTNET_GCHeapHardLimit"] = "0x80000000" }, // 2 GB
            },
            CourseFolders.Notebooks));
        try
        {
            if (await learner.process.Client.ConnectAsync(StartLimit, cancellation) is null)
                throw new InvalidOperationException("The kernel did not start: " + await learner.process.DescribeEndAsync());
            var library = new CourseLibrary(KernelLocation.Repository()).Program;
            await learner.ExecuteAsync($"#r \"{library}\"", _ => { }, StartLimit, cancellation); // before any cell can bring another
            return learner;
        }
        catch
        {
            await learner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a cell; says in a line why it failed, or null.</summary>
    public async Task<string?> RunAsync(string source, TimeSpan limit, CancellationToken cancellation)
    {
        var execution = await ExecuteAsync(source, _ => { }, limit, cancellation);
        return execution.Status switch
        {
            ExecutionStatus.Ok => null,
            ExecutionStatus.Error => OwnNumber().Replace($"{execution.Reply?["ename"]}: {execution.Reply?["evalue"]}".Split('\n')[0].TrimEnd('.'), ""),
            ExecutionStatus.TimedOut => $"It took longer than {limit.TotalSeconds:0} s and was stopped",
            _ => $"It {End!.What}",
        };
    }

    /// <summary>What the learner's code does with these cases, or what is wrong with its answer; neither, if there is nothing that can be called.</summary>
    public async Task<(IReadOnlyList<CallOutcome>? Outcomes, Fault? Fault)> AskAsync(Exercise exercise, IReadOnlyList<object[]> cases, CancellationToken cancellation)
    {
        JsonNode? answer = null;
        var limit = StartLimit + (FunctionCalls.Limit * cases.Count); // a backstop: each call has its own
        // The cell's own value, not what the learner's function may display meanwhile.
        void Take(KernelMessage message) => answer = message.Type == "execute_result" ? (message.Content["data"] as JsonObject)?[MimeTypes.Outcomes] : answer;
        var execution = await ExecuteAsync(Question(exercise, cases), Take, limit, cancellation);
        if (execution.Status == ExecutionStatus.Error) return (null, null);
        if (End is { } end) return (null, new Fault($"Your function {end.What}.", end.Next));
        if (answer is null) return (null, new Fault("The notebook's process gave no answer.", "Look for what blocks it."));
        try
        {
            var outcomes = ExerciseJson.ReadOutcomes(answer.ToJsonString(), exercise.ResultType);
            if (outcomes.Any(outcome => outcome.StillRuns)) End = ProcessEnd.Unstoppable; // what still runs would slow down the others
            return outcomes.Count == cases.Count ? (outcomes, null) : (null, new Fault("The notebook's process gave another number of answers than it was asked for.", "Do not answer in the grader's place."));
        }
        catch (JsonException)
        {
            return (null, new Fault("The notebook's process gave an answer that cannot be read.", "Return what the signature says."));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (End is not null) process.Kill(); // or what it started
        return process.DisposeAsync();
    }

    private static string Question(Exercise exercise, IReadOnlyList<object[]> cases)
    {
        if (exercise.ParameterTypes.Count == 0) return $"global::RnnLm.Notebooks.LearnerAnswers.OfValue({exercise.Symbol})";
        var function = $"global::System.Func<{string.Join(", ", exercise.ParameterTypes.Append(exercise.ResultType).Select(CSharpType.Name))}>";
        var json = ExerciseJson.WriteCases(cases).Replace("\"", "\"\"", StringComparison.Ordinal);
        return $"global::RnnLm.Notebooks.LearnerAnswers.Of(({function}){exercise.Symbol}, @\"{json}\")";
    }

    private async Task<Execution> ExecuteAsync(string code, Action<KernelMessage> output, TimeSpan limit, CancellationToken cancellation)
    {
        var execution = await process.Client.ExecuteAsync(code, stopOnError: false, output, limit, Grace, cancellation);
        if (execution.Status == ExecutionStatus.Unresponsive) End = ProcessEnd.Unstoppable;
        if (execution.Status == ExecutionStatus.Died) End = ProcessEnd.Of(await process.EndAsync());
        return execution;
    }

    /// <summary>How many cells had run here, which is not the number that the learner sees.</summary>
    [GeneratedRegex(@"\bcell \d+, (?=line)")]
    private static partial Regex OwnNumber();
}
