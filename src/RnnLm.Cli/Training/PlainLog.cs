using System.Diagnostics;
using RnnLm.Training;

namespace RnnLm.Cli.Training;

/// <summary>Plain lines, for a pipe or a file: one for each epoch, and within a long epoch one now and then.</summary>
internal sealed class PlainLog(TextWriter output) : TrainingLog
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();

    /// <inheritdoc/>
    public override void Say(string name, string sentence, params IReadOnlyList<(string Name, object? Value)> values) => Write(sentence);

    /// <inheritdoc/>
    public override void Batch(TrainingProgress progress)
    {
        if (sinceLast.Elapsed < Interval) return;
        Write($"epoch {progress.Epoch}/{progress.Epochs}, batch {progress.Step}/{progress.Steps}: loss {Wording.Figure(progress.Loss)}, "
            + $"{Wording.Count((long)progress.TokensPerSecond)} tokens/s, {Wording.Time(progress.TimeLeft)} left");
    }

    /// <inheritdoc/>
    public override void Epoch(TrainingProgress progress, TimeSpan elapsed) => Write(Wording.Epoch(progress, elapsed));

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
        sinceLast.Restart();
    }
}
