namespace RnnLm.Models;

/// <summary>A number of predictions and the sum of their log-probabilities.</summary>
public record struct LogSum
{
    /// <summary>The number of predictions.</summary>
    public long Count { get; private set; }

    /// <summary>Σ ln P, in nats; −∞ if one of them was held impossible.</summary>
    public double LogProbability { get; private set; }

    /// <summary>exp(−Σ ln P / count): the perplexity of these predictions (slide A19); NaN if there are none.</summary>
    public readonly double Perplexity => Math.Exp(-LogProbability / Count);

    /// <summary>The predictions of both.</summary>
    public static LogSum operator +(LogSum a, LogSum b) =>
        new() { Count = a.Count + b.Count, LogProbability = a.LogProbability + b.LogProbability };

    /// <inheritdoc cref="op_Addition"/>
    public static LogSum Add(LogSum left, LogSum right) => left + right;

    /// <summary>Takes one more prediction in.</summary>
    public void Add(double logProbability)
    {
        Count++;
        LogProbability += logProbability;
    }
}
