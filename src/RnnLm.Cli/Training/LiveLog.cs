using RnnLm.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RnnLm.Cli.Training;

/// <summary>A live progress bar with its figures, and above it a line for each finished epoch.</summary>
internal sealed class LiveLog : TrainingLog
{
    private ProgressTask? task;
    private volatile string figures = "starting";

    /// <summary>Whether the output is a terminal that can show it.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <inheritdoc/>
    public override void Say(string name, string sentence, params IReadOnlyList<(string Name, object? Value)> values) =>
        AnsiConsole.WriteLine(sentence);

    /// <inheritdoc/>
    public override void Batch(TrainingProgress progress)
    {
        if (task is null) return;
        var validation = progress.ValidationPerplexity is { } perplexity ? $" · validation perplexity {Wording.Figure(perplexity)}" : "";
        task.MaxValue = (long)progress.Epochs * progress.Steps;
        task.Value = ((long)(progress.Epoch - 1) * progress.Steps) + progress.Step;
        figures = $"epoch {progress.Epoch}/{progress.Epochs} · {Wording.Count((long)progress.TokensPerSecond)} tokens/s · "
            + $"{Wording.Time(progress.TimeLeft)} left\nloss {Wording.Figure(progress.Loss)}{validation}";
    }

    /// <inheritdoc/>
    public override void Epoch(TrainingProgress progress, TimeSpan elapsed) => AnsiConsole.WriteLine(Wording.Epoch(progress, elapsed));

    /// <inheritdoc/>
    public override void Show(Action training) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 20 }, new PercentageColumn(), new FiguresColumn(this))
        .Start(context =>
        {
            task = context.AddTask("training");
            training();
            task.StopTask();
        });

    // Two lines, so that they fit beside the bar in a terminal of 80 columns; a description has one.
    private sealed class FiguresColumn(LiveLog log) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Markup(Markup.Escape(log.figures));
    }
}
