using Xunit;

namespace RnnLm.Notebooks.Tests;

public sealed class ExerciseProgressTests
{
    [Fact]
    public void What_is_passed_stays_passed_and_a_stub_is_not_taken_down()
    {
        var root = Directory.CreateTempSubdirectory("rnnlm-test-").FullName;
        var progress = new ExerciseProgress(root);
        var exercise = Exercises.DotProduct;
        progress.Record(Verdict.NotAttempted(exercise));
        Assert.Null(progress.Of(exercise));
        progress.Record(Verdict.NotYet(exercise, new Fault("no", "go on"), exercise.Mistakes[0]));
        Assert.Equal((false, exercise.Mistakes[0].Name), (progress.Of(exercise)!.IsPassed, progress.Of(exercise)!.Mistake));
        progress.Record(Verdict.Passed(exercise, 3));
        progress.Record(Verdict.NotYet(exercise, new Fault("no", "go on"), null));
        Assert.Equal((true, null), (progress.Of(exercise)!.IsPassed, progress.Of(exercise)!.Mistake));
        File.WriteAllText(Directory.GetFiles(Path.Combine(root, "work", ".progress")).Single(), "{");
        Assert.Null(progress.Of(exercise));
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void Outside_of_the_course_nothing_is_taken_down() => Assert.Null(ExerciseProgress.OfRunningNotebook());
}
