namespace RnnLm.Models.NGram;

/// <summary>What Kneser–Ney smoothing takes off a count of 1, of 2, and of 3 or more, to give it to n-grams not seen.</summary>
/// <param name="One">D₁, off a count of 1.</param>
/// <param name="Two">D₂, off a count of 2.</param>
/// <param name="ThreeOrMore">D₃₊, off any larger count.</param>
public readonly record struct Discounts(double One, double Two, double ThreeOrMore)
{
    /// <summary>What lmplz's <c>--discount_fallback</c> takes where a text is too small or too regular to estimate discounts.</summary>
    public static Discounts Fallback { get; } = new(0.5, 1, 1.5);

    /// <summary>One discount off every count, as in plain (not modified) Kneser–Ney smoothing.</summary>
    public static Discounts Plain(double discount) =>
        discount is > 0 and <= 1 ? new(discount, discount, discount) : throw new ArgumentOutOfRangeException(
            nameof(discount), discount, "A single discount lies above 0 and is at most 1, since it is taken off counts of 1 too.");

    /// <summary>The discount off this count.</summary>
    public double Of(int count) => count switch { 0 => 0, 1 => One, 2 => Two, _ => ThreeOrMore };

    /// <summary>Y = n₁/(n₁+2n₂), D₁ = 1 − 2Y·n₂/n₁, D₂ = 2 − 3Y·n₃/n₂, D₃₊ = 3 − 4Y·n₄/n₃ (Chen and Goodman 1999, eq. 26).</summary>
    /// <param name="n1">The number of n-grams with count 1.</param>
    /// <param name="n2">With count 2.</param>
    /// <param name="n3">With count 3.</param>
    /// <param name="n4">With count 4.</param>
    /// <returns>Null where they are undefined, or not between 0 and the count that they are taken off.</returns>
    public static Discounts? Estimate(long n1, long n2, long n3, long n4)
    {
        if (n1 == 0 || n2 == 0 || n3 == 0) return null;
        var y = n1 / (n1 + (2.0 * n2));
        var discounts = new Discounts(1 - (2 * y * n2 / n1), 2 - (3 * y * n3 / n2), 3 - (4 * y * n4 / n3));
        return discounts is { One: >= 0 and <= 1, Two: >= 0 and <= 2, ThreeOrMore: >= 0 and <= 3 } ? discounts : null;
    }
}
