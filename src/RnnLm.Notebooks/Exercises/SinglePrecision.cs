namespace RnnLm.Notebooks;

/// <summary>Results that are right up to the digits of a <c>float</c>: no mistake where somebody computes with one.</summary>
internal static class SinglePrecision
{
    private const double Digits = 1e-6; // relative: what single precision leaves right
    private const double FewDigits = 1e-4; // and what long sums in it, or a rounding, do

    /// <summary>Whether two values have the same numbers up to single precision.</summary>
    public static bool IsSame(object right, object? got) => IsNear(right, got, Digits);

    /// <summary>Whether all of them do to a few digits.</summary>
    public static bool IsNearly(IEnumerable<AnsweredCall> calls) => calls.All(call => IsNear(call.Right, call.Got, FewDigits));

    private static bool IsNear(object right, object? got, double digits)
    {
        if (Values.Difference(right, got, 0) is null) return true;
        var (rights, gots) = (Values.Numbers(right).ToArray(), Values.Numbers(got).ToArray());
        var size = rights.Select(Math.Abs).DefaultIfEmpty().Max();
        var margin = Math.Min(digits * Math.Max(1, size), size / 100); // a sum whose terms cancel has lost more digits than its terms
        return size > 0 && double.IsFinite(size) && Values.Shape(right) == Values.Shape(got) && rights.Length == gots.Length
            && rights.Zip(gots).All(pair => Math.Abs(pair.First - pair.Second) <= margin);
    }
}
