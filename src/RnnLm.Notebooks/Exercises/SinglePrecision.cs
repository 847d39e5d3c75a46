namespace RnnLm.Notebooks;

/// <summary>Results that are right up to the digits of a <c>float</c>: no mistake where somebody computes with one.</summary>
internal static class SinglePrecision
{
    private const double Digits = 1e-6; // relative: what single precision leaves right
    private const double FewDigits = 1e-4; // and what long sums in it, or a rounding, do

    /// <summary>How far numbers may be off where they are computed in single precision.</summary>
    public static double Margin(object right) => Margin(right, Digits);

    /// <summary>Whether two values have the same numbers up to single precision.</summary>
    public static bool IsSame(object right, object? got) => Values.AreWithin(Margin(right), right, got);

    /// <summary>Whether all of them do to a few digits.</summary>
    public static bool IsNearly(IEnumerable<AnsweredCall> calls) => calls.All(call => Values.AreWithin(Margin(call.Right, FewDigits), call.Right, call.Got));

    private static double Margin(object right, double digits)
    {
        var size = Values.Size(right);
        return Math.Min(digits * Math.Max(1, size), size / 100); // a sum whose terms cancel has lost more digits than its terms
    }
}
