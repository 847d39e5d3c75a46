namespace RnnLm.Text.Grammars;

/// <summary>An entropy that is known to lie between two bounds, in nats.</summary>
/// <param name="Low">It is at least this.</param>
/// <param name="High">And at most this.</param>
public readonly record struct EntropyBounds(double Low, double High)
{
    /// <summary>Whether the bounds are the same but for this much.</summary>
    public bool IsWithin(double tolerance) => High - Low <= tolerance;

    /// <summary>What is known if it lies within both.</summary>
    public EntropyBounds And(EntropyBounds other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    /// <summary>The bounds of the entropy divided by a number: of a token, where these are a line's.</summary>
    public static EntropyBounds operator /(EntropyBounds bounds, double divisor) => new(bounds.Low / divisor, bounds.High / divisor);
}
