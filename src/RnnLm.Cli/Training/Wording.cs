using System.Globalization;
using RnnLm.Training;

namespace RnnLm.Cli.Training;

/// <summary>Figures as people read them.</summary>
internal static class Wording
{
    /// <summary>12,345.</summary>
    public static string Count(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 epoch, 2 epochs.</summary>
    public static string Of(long n, string noun) => $"{Count(n)} {noun}{(n == 1 ? "" : "s")}";

    /// <summary>A perplexity or a loss with as many decimals as it bears.</summary>
    public static string Figure(double value) => value.ToString(Math.Abs(value) < 10 ? "F3" : "F2", CultureInfo.InvariantCulture);

    /// <summary>4.2 s, 42 s, 3 min 05 s or 2 h 10 min.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:D2} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:D2} min"),
    };

    /// <summary>12.3 GB.</summary>
    public static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:N1} GB");

    /// <summary>How a finished epoch went.</summary>
    public static string Epoch(TrainingProgress progress, TimeSpan elapsed)
    {
        var validation = progress.ValidationPerplexity is { } perplexity ? $", validation perplexity {Figure(perplexity)}" : "";
        return $"epoch {progress.Epoch}/{progress.Epochs}: loss {Figure(progress.Loss)}{validation}, "
            + $"{Count((long)progress.TokensPerSecond)} tokens/s, {Time(elapsed)}";
    }
}
