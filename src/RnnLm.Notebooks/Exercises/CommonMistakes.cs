namespace RnnLm.Notebooks;

/// <summary>
/// Mistakes that any function can have, told by comparing what it gave with what was expected in all cases: a sign, a factor, a result that is never filled in.
/// An exercise's own mistakes say more, and are tried before these.
/// </summary>
internal static class CommonMistakes
{
    /// <summary>The mistake that explains every case; null if none does, or if the cases are too few to tell.</summary>
    public static Mistake? Of(IReadOnlyList<object[]> cases, IReadOnlyList<object> expected, IReadOnlyList<Outcome> outcomes, double tolerance)
    {
        if (!outcomes.All(outcome => outcome.IsSound && outcome.Value is not null)) return null;
        var calls = cases.Zip(expected, outcomes).Select(call => new AnsweredCall(call.First, call.Second, call.Third.Value!)).ToArray();
        if (calls.Count(call => Values.Difference(call.Right, call.Got, tolerance) is not null) < 2) return null;
        // What is infinite, or no number, is told as that; but a list that is right and too long may end in such a thing.
        var isFinite = calls.All(call => Values.Numbers(call.Got).All(double.IsFinite));
        return (isFinite ? Repeated(calls) ?? CommonNumberMistakes.Of(calls, tolerance) : null) ?? CommonPlaceMistakes.Of(calls, tolerance) ?? CommonTextMistakes.Of(calls);
    }

    /// <summary>Only zeros come back.</summary>
    public static Mistake OnlyZeros { get; } = new(
        "nothing but zeros",
        "Only zeros come back. Look whether the result is ever written into, whether it is printed where it should be returned, and for 1 / 2, which is 0 in whole numbers.");

    private static Mistake? Repeated(AnsweredCall[] calls)
    {
        bool AllSame(IEnumerable<object> values, object first) => values.All(value => Values.Difference(first, value, 0) is null);
        if (AllSame(calls.Select(call => call.Got), calls[0].Got) && !AllSame(calls.Select(call => call.Right), calls[0].Right))
        {
            return Values.Numbers(calls[0].Got).Any() && Values.Numbers(calls[0].Got).All(number => number == 0)
                ? OnlyZeros
                : new("the same result for every call", "Every call here returns this. Work the result out from the parameters, and see whether a division or a condition comes out alike each time.");
        }

        // Of few whole numbers several may be the same by chance: that all are whole says more.
        var numbers = calls.Skip(1).SelectMany(call => Values.Numbers(call.Got)).ToArray();
        return calls.Length > 2 && (numbers.Length == 0 || !numbers.All(double.IsInteger)) && AllSame([calls[0].Got], calls[0].Right) && AllSame(calls.Skip(1).Select(call => call.Got), calls[1].Got)
            && !AllSame(calls.Skip(1).Select(call => call.Right), calls[1].Right)
            ? new("right for the first call alone", "The first call is right, and all others give one and the same result. Work it out from the parameters, whatever they are.")
            : null;
    }
}
