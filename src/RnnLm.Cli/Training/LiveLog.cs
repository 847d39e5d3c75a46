using RnnLm.Training;
using Spectre.Console;

namespace RnnLm.Cli.Training;

/// <summary>A live progress bar with its figures, and above it a line for each finished epoch.</summary>
internal sealed class LiveLog : TrainingLog
{
    private ProgressTask? task;

    /// <summary>Whether the output is a terminal that can show it.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <inheritdoc/>
    public override void Say(string name, string sentence, params IReadOnlyList<(string Name, object? Value)> values) =>
        AnsiConsole.WriteLine(sentence);

    /// <inheritdoc/>
    public override void Batch(TrainingProgress progress)
    {
        if (task is null) return;
        var validation = progress.ValidationPerplexity is { } perplexity ? $" · validation perplexity [bold]{Wording.Figure(perplexity)}[/]" : "";
        task.MaxValue = (long)progress.Epochs * progress.Steps;
        task.Value = ((long)(progress.Epoch - 1) * progress.Steps) + progress.Step;
        task.Description = $"epoch {progress.Epoch}/{progress.Epochs} · {Wording.Count((long)progress.TokensPerSecond)} tokens/s · "
            + $"loss {Wording.Figure(progress.Loss)}{validation} · {Wording.Time(progress.TimeLeft)} left";
    }

    /// <inheritdoc/>
    public override void Epoch(TrainingProgress progress, TimeSpan elapsed) => AnsiConsole.WriteLine(Wording.Epoch(progress, elapsed));

    /// <inheritdoc/>
    public override void Show(Action training) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            task = context.AddTask("starting");
            training();
            task.StopTask();
        });
}
