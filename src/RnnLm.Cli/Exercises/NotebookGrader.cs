using RnnLm.Cli.Notebooks;
using RnnLm.Notebooks;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Exercises;

/// <summary>
/// Grades notebooks, each in a process of its own that only calls the learner's functions: cases, expected values and verdicts stay here. So nothing that is
/// written into a notebook can raise its score, except functions that give the right outputs.
/// </summary>
/// <param name="settings">How.</param>
internal sealed class NotebookGrader(GradeSettings settings)
{
    /// <summary>Grades these files, those after a broken one as well; the grades are in the files' order.</summary>
    public async Task<IReadOnlyList<NotebookGrade>> GradeAsync(IReadOnlyList<string> files, Action<NotebookGrade> graded, CancellationToken cancellation)
    {
        var grades = new NotebookGrade[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = cancellation };
        await Parallel.ForAsync(0, files.Count, options, async (i, stop) =>
        {
            grades[i] = await GradeAsync(files[i], stop);
            graded(grades[i]);
        });
        return grades;
    }

    private async Task<NotebookGrade> GradeAsync(string file, CancellationToken cancellation)
    {
        Notebook notebook;
        try
        {
            notebook = Notebook.Load(file);
        }
        catch (NotebookFormatException e)
        {
            return new(file, null, [], e.Message);
        }

        if ((settings.Notebook ?? CourseFolders.Identify(file, notebook)) is not { } name)
            return new(file, null, [], "Nothing tells which notebook of the course this is: name the file after it, or say so with --as.");
        // A learner's function seldom needs anything of the course's own cells, and most of the time is theirs. Where anything fails without them, all cells run.
        return await GradeAsync(file, name, notebook, CourseCells.Of(name), cancellation) ?? (await GradeAsync(file, name, notebook, CourseCells.None, cancellation))!;
    }

    // Null if something failed and cells were left out.
    private async Task<NotebookGrade?> GradeAsync(string file, string name, Notebook notebook, IReadOnlySet<string> leftOut, CancellationToken cancellation)
    {
        var exercises = Course.All.Where(e => e.Notebook == name).ToArray();
        var verdicts = new List<Verdict>();
        string? note;
        try
        {
            await using var process = LearnerProcess.Start(settings.Kernel);
            var learner = new LearnerProcess(process, settings);
            note = await learner.RunAsync(notebook, leftOut, cancellation);
            foreach (var exercise in exercises)
            {
                if (learner.HasFailed && leftOut.Count > 0) return null;
                verdicts.Add(await GradeAsync(exercise, learner, cancellation));
            }

            if (learner.HasFailed && leftOut.Count > 0) return null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            note = e.Message;
        }

        // Whatever was not asked for earns nothing, but it counts.
        verdicts.AddRange(exercises.Skip(verdicts.Count).Select(e => Verdict.NotYet(e, new Fault("The notebook's process did not last until this exercise.", "Look for what ends it."), null)));
        return new(file, name, verdicts, note);
    }

    private async Task<Verdict> GradeAsync(Exercise exercise, LearnerProcess learner, CancellationToken cancellation)
    {
        var cases = exercise.Cases(settings.Seed);
        var (outcomes, fault) = await learner.AskAsync(exercise, cases, cancellation);
        return fault is null ? exercise.Judge(cases, outcomes!) : Verdict.NotYet(exercise, fault, null);
    }
}
