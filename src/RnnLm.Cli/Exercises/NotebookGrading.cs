using System.Diagnostics;
using System.Text.RegularExpressions;
using RnnLm.Cli.Notebooks;
using RnnLm.Notebooks;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>
/// The grading of one notebook. Code that ends its process costs no more than its own exercise: another process takes over, without the cell that did it and
/// without asking for that exercise again.
/// </summary>
/// <param name="file">The notebook's file, as it was named.</param>
/// <param name="notebook">The notebook.</param>
/// <param name="name">Which notebook of the course it is.</param>
/// <param name="settings">How to grade.</param>
internal sealed partial class NotebookGrading(string file, Notebook notebook, string name, GradeSettings settings)
{
    private readonly Exercise[] exercises = [.. Course.All.Where(e => e.Notebook == name)];
    private readonly Dictionary<Exercise, Verdict> verdicts = [];
    private readonly HashSet<NotebookCell> ending = []; // cells that ended a process
    private readonly Dictionary<string, string> failures = []; // why the cell of an exercise failed, by grade_id
    private readonly List<string> notes = [];
    private readonly long start = Stopwatch.GetTimestamp();

    /// <summary>Grades it.</summary>
    public async Task<NotebookGrade> GradeAsync(CancellationToken cancellation)
    {
        try
        {
            // A learner's function seldom needs anything of the course's own cells, and most of the time is theirs. Where one does, all cells run.
            if (!await TryAsync(CourseCells.Of(name), cancellation)) await TryAsync(CourseCells.None, cancellation);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            notes.Add(e.Message);
        }

        // Whatever was not asked for earns nothing, but it counts.
        var late = new Fault("The time for this notebook was over before this exercise was asked for.", "Look for what ends or blocks its process.");
        return new(file, name, [.. exercises.Select(e => verdicts.GetValueOrDefault(e) ?? Verdict.NotYet(e, late, null))], notes.Count > 0 ? string.Join(' ', notes.Distinct()) : null);
    }

    // False if a cell needs one of those left out. Each process settles a cell or an exercise at least, and none begins after the time for the cells is over.
    private async Task<bool> TryAsync(IReadOnlySet<string> leftOut, CancellationToken cancellation)
    {
        do
        {
            await using var learner = await LearnerProcess.StartAsync(settings.Kernel, cancellation);
            if (!await RunCellsAsync(learner, leftOut, cancellation)) return false;
            foreach (var exercise in exercises.Where(e => learner.End is null && !verdicts.ContainsKey(e)))
                verdicts[exercise] = await GradeAsync(exercise, learner, cancellation);
        }
        while (verdicts.Count < exercises.Length && Stopwatch.GetElapsedTime(start) < settings.NotebookLimit);
        return true;
    }

    private async Task<bool> RunCellsAsync(LearnerProcess learner, IReadOnlySet<string> leftOut, CancellationToken cancellation)
    {
        var begin = Stopwatch.GetTimestamp();
        foreach (var (i, cell) in notebook.Cells.Index())
        {
            if (cell.Kind != CellKind.Code || cell.HasTag(NotebookCell.SkipExecution) || string.IsNullOrWhiteSpace(cell.Source) || leftOut.Contains(cell.Source) || ending.Contains(cell)) continue;
            var rest = settings.NotebookLimit - Stopwatch.GetElapsedTime(begin);
            if (rest <= TimeSpan.Zero)
            {
                notes.Add($"Its cells took longer than {settings.NotebookLimit.TotalSeconds:0} s; those from cell {i + 1} on were not run.");
                return true;
            }

            if (await learner.RunAsync(cell.Source, rest < settings.CellLimit ? rest : settings.CellLimit, cancellation) is not { } failure) continue;
            if (UnknownName().Match(failure) is { Success: true } unknown && leftOut.Any(source => Declares(source, unknown.Groups["name"].Value))) return false;
            if (ExerciseCells.GradeId(cell) is { } id) failures[id] = failure;
            if (learner.End is not { } end) continue;
            ending.Add(cell);
            notes.Add($"Cell {i + 1} {end.What}; the exercises are graded without it.");
            return true;
        }

        return true;
    }

    private async Task<Verdict> GradeAsync(Exercise exercise, LearnerProcess learner, CancellationToken cancellation)
    {
        var cases = exercise.Cases(settings.Seed);
        var (outcomes, fault) = await learner.AskAsync(exercise, cases, cancellation);
        return outcomes is not null ? exercise.Judge(cases, outcomes) : Verdict.NotYet(exercise, fault ?? Missing(exercise), null);
    }

    private Fault Missing(Exercise exercise)
    {
        if (failures.TryGetValue(exercise.Name, out var why)) return new($"Its cell fails. {why}.", "Mend the cell, and run it with its check.");
        var declared = exercise.ParameterTypes.Count > 0 ? exercise.Symbol + "(" : exercise.Symbol + " =";
        if (ExerciseCells.Stub(notebook, exercise) is null && !notebook.Cells.Any(cell => cell.Kind == CellKind.Code && cell.Source.Contains(declared, StringComparison.Ordinal)))
        {
            return new(
                $"The notebook has no cell for {exercise.Name}: it may be an older copy. Paste into it what ./rnnlm exercise {exercise.Name} shows, or rename it and let ./rnnlm copy make a new one.",
                "Then run it from its first cell to its last.");
        }

        var signature = exercise.Stub.Split('\n').First(line => !line.StartsWith("//", StringComparison.Ordinal)).TrimEnd(' ', '=', '>');
        return new(
            exercise.ParameterTypes.Count > 0 ? $"The notebook has no {exercise.Symbol} that can be called as {signature}." : $"The notebook has no {exercise.Symbol}.",
            "Run the notebook from its first cell to its last, and mend the first cell that fails.");
    }

    // Perhaps: a name at the left edge of a cell, outside of any braces and loops.
    private static bool Declares(string source, string name) => Regex.IsMatch(source, $@"^(?!\s|//|for|if|while).*\b{name}\b", RegexOptions.Multiline);

    /// <summary>How the compiler says that it does not know a name.</summary>
    [GeneratedRegex(@"CS0(103|246).*?'(?<name>\w+)")]
    private static partial Regex UnknownName();
}
