using System.Text;
using System.Text.Json;
using RnnLm.Models.Files;

namespace RnnLm.Notebooks;

/// <summary>How far a learner is with an exercise.</summary>
/// <param name="Exercise">Its name.</param>
/// <param name="IsPassed">Whether a check has passed, at any time.</param>
/// <param name="Mistake">The mistake that the last check recognised, if it did not pass.</param>
/// <param name="Time">When the last check that tells something was run.</param>
public sealed record ProgressEntry(string Exercise, bool IsPassed, string? Mistake, DateTimeOffset Time);

/// <summary>
/// What a learner has done, kept by the checks as one small file for each exercise in <c>work/.progress</c>, so that <c>./rnnlm status</c> answers at once.
/// It is a learner's own map and counts for nothing: grading runs the notebooks anew.
/// </summary>
/// <param name="root">The course's root folder.</param>
public sealed class ExerciseProgress(string root)
{
    /// <summary>Set to <c>off</c>, this variable keeps checks from recording; a grader sets it.</summary>
    public const string Variable = "RNNLM_PROGRESS";

    private readonly string folder = Path.Combine(root, "work", ".progress");

    /// <summary>The progress of the course in whose <c>notebooks</c> or <c>work</c> a notebook runs; null elsewhere, and while it is switched off.</summary>
    public static ExerciseProgress? OfRunningNotebook()
    {
        var root = Path.GetDirectoryName(Environment.CurrentDirectory);
        var isCourse = root is not null && File.Exists(Path.Combine(root, "RnnLmNotebooks.sln"));
        return isCourse && Environment.GetEnvironmentVariable(Variable) != "off" ? new ExerciseProgress(root!) : null;
    }

    /// <summary>Takes down a verdict. What has been passed stays passed, and an untouched stub is not worth a line.</summary>
    public void Record(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.State == VerdictState.NotAttempted) return;
        var entry = new ProgressEntry(verdict.Exercise.Name, verdict.State == VerdictState.Passed, verdict.Mistake?.Name, DateTimeOffset.UtcNow);
        if (!entry.IsPassed && Of(verdict.Exercise) is { IsPassed: true }) return;
        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Write(PathOf(verdict.Exercise), stream => stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A map that cannot be drawn is no reason to fail a check.
        }
    }

    /// <summary>How far the learner is with this exercise; null if nothing is known.</summary>
    public ProgressEntry? Of(Exercise exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        try
        {
            return JsonSerializer.Deserialize<ProgressEntry>(File.ReadAllText(PathOf(exercise)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private string PathOf(Exercise exercise) => Path.Combine(folder, $"{exercise.Name}.json");
}
