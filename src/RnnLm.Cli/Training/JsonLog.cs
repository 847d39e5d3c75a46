using System.Diagnostics;
using RnnLm.Cli.Terminal;
using RnnLm.Training;

namespace RnnLm.Cli.Training;

/// <summary>JSON lines, for programs: an object a line, whose <c>event</c> says what it is. Losses are in nats per token.</summary>
internal sealed class JsonLog(TextWriter output) : TrainingLog
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();

    /// <inheritdoc/>
    public override void Say(string name, string sentence, params IReadOnlyList<(string Name, object? Value)> values) =>
        JsonLine.Write(output, [("event", name), ("text", sentence), .. values]);

    /// <inheritdoc/>
    public override void Batch(TrainingProgress progress)
    {
        if (sinceLast.Elapsed < Interval) return;
        sinceLast.Restart();
        JsonLine.Write(output, [("event", "batch"), .. Figures(progress)]);
    }

    /// <inheritdoc/>
    public override void Epoch(TrainingProgress progress, TimeSpan elapsed) => JsonLine.Write(
        output,
        [("event", "epoch"), .. Figures(progress), ("validation_perplexity", progress.ValidationPerplexity), ("seconds", elapsed.TotalSeconds)]);

    private static IReadOnlyList<(string Name, object? Value)> Figures(TrainingProgress progress) =>
    [
        ("epoch", progress.Epoch), ("epochs", progress.Epochs), ("batch", progress.Step), ("batches", progress.Steps),
        ("loss", progress.Loss), ("gradient_norm", progress.GradientNorm), ("rate", progress.Rate),
        ("tokens_per_second", progress.TokensPerSecond), ("seconds_left", progress.TimeLeft.TotalSeconds),
    ];
}
