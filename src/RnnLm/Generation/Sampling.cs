namespace RnnLm.Generation;

/// <summary>How the next token is drawn from a model's distribution (slides B23–B25).</summary>
/// <remarks>
/// In this order: <c>&lt;s&gt;</c> and, unless allowed, <c>&lt;unk&gt;</c> are left out; log-probabilities are divided by the
/// temperature; the k best tokens are kept; of these the nucleus is kept; what is left is renormalised and drawn from.
/// </remarks>
public sealed record Sampling
{
    private readonly double temperature = 1;
    private readonly int? topK;
    private readonly double? topP;

    /// <summary>The distribution as the model has it.</summary>
    public static Sampling Plain { get; } = new();

    /// <summary>Always the most probable token; of equals, the one with the lowest id.</summary>
    public static Sampling Greedy { get; } = new() { TopK = 1 };

    /// <summary>θ in P(v)^(1/θ) / Σ P(u)^(1/θ): below 1 sharper, above 1 flatter; 0, its limit, is <see cref="Greedy"/>.</summary>
    public double Temperature
    {
        get => temperature;
        init => temperature = double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "A temperature is 0 (always the best token), 1 (the model's own distribution) or any other positive number.");
    }

    /// <summary>Only the k most probable tokens are drawn from (Fan et al. 2018); null: all.</summary>
    public int? TopK
    {
        get => topK;
        init => topK = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "Top-k keeps at least one token; leave it out to keep all.");
    }

    /// <summary>Only the nucleus is drawn from: the fewest most probable tokens whose probabilities reach p (Holtzman et al. 2020); null: all.</summary>
    public double? TopP
    {
        get => topP;
        init => topP = value is null or (> 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "A nucleus holds a share p of the probability, above 0 and up to 1; leave it out to keep all.");
    }

    /// <summary>Whether <c>&lt;unk&gt;</c> may be drawn.</summary>
    public bool AllowUnknown { get; init; }
}
