using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Calls a learner's function, and lets nothing that it does reach the caller.</summary>
public static class FunctionCalls
{
    /// <summary>How long one call may take.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>What the function does with each of these cases.</summary>
    public static IReadOnlyList<Outcome> Run(Delegate? function, IReadOnlyList<object[]> cases)
    {
        var outcomes = new List<Outcome>();
        foreach (var arguments in cases)
        {
            // After one call that did not return or was not written, the others would tell nothing more.
            var outcome = outcomes.LastOrDefault() is { } last && (last.TookTooLong || last.IsNotImplemented) ? last : Run(function, arguments);
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private static Outcome Run(Delegate? function, object[] arguments)
    {
        if (function is null) return new() { IsNotImplemented = true };
        var given = arguments.Select(Values.Copy).ToArray();
        Outcome? outcome = null;
        var thread = new Thread(() => outcome = Outcome(function, given)) { IsBackground = true, Name = "Call of a learner's function" };
        thread.Start();
        if (!thread.Join(Limit)) return new() { TookTooLong = true, StillRuns = true };
        var changed = Enumerable.Range(0, arguments.Length).Where(i => Values.Difference(arguments[i], given[i], 0) is not null);
        return outcome! with { Changed = [.. changed] };
    }

    private static Outcome Outcome(Delegate function, object[] given)
    {
        try
        {
            var value = function.DynamicInvoke(given);
            return new() { Value = value, IsAliased = IsAliased(value) };
        }
        catch (Exception e)
        {
            var cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            if (cause is NotImplementedException) return new() { IsNotImplemented = true };
            return new() { Threw = $"{cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ")}" };
        }
    }

    private static bool IsAliased(object? value) =>
        value is IEnumerable and not string and not Vector<double> and not Matrix<double>
        && ((IEnumerable)value).Cast<object?>().Where(item => item is IEnumerable and not string).ToArray() is { } items
        && items.Distinct(new SameReference()).Count() < items.Length;

    private sealed class SameReference : IEqualityComparer<object?>
    {
        public new bool Equals(object? x, object? y) => ReferenceEquals(x, y);

        public int GetHashCode(object? obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
