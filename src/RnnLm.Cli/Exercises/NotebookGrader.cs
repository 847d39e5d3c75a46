using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Exercises;

/// <summary>
/// Grades notebooks, each in a process of its own that only calls the learner's functions: cases, expected values and verdicts stay here. So nothing that is
/// written into a notebook can raise its score, except functions that give the right outputs.
/// </summary>
/// <param name="settings">How.</param>
internal sealed class NotebookGrader(GradeSettings settings)
{
    /// <summary>Grades these files, those after a broken one as well; the grades are in the files' order. Stopped before the end, it gives those that are done.</summary>
    public async Task<IReadOnlyList<NotebookGrade>> GradeAsync(IReadOnlyList<string> files, Action<NotebookGrade> graded, CancellationToken cancellation)
    {
        var grades = new NotebookGrade?[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = cancellation };
        try
        {
            await Parallel.ForAsync(0, files.Count, options, async (i, stop) => graded(grades[i] = await GradeAsync(files[i], stop)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody wants to wait for the others, or to lose what is there.
        }

        return [.. grades.OfType<NotebookGrade>()];
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
        return await new NotebookGrading(file, notebook, name, settings).GradeAsync(cancellation);
    }
}
