using System.Collections;
using System.Diagnostics;
using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Calls a learner's function, and lets nothing that it does reach the caller.</summary>
public static class FunctionCalls
{
    /// <summary>How long one call may take.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(3);

    // A sum over several threads is not added up in the same order each time.
    private const double Digits = 1e-9;

    /// <summary>What the function does with each of these cases.</summary>
    public static IReadOnlyList<Outcome> Run(Delegate? function, IReadOnlyList<object[]> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var outcomes = new List<Outcome>();
        foreach (var arguments in cases)
        {
            // After one call that did not return or was not written, the others would tell nothing more.
            var outcome = outcomes.LastOrDefault() is { } last && (last.TookTooLong || last.IsNotImplemented) ? last : Run(function, arguments);
            outcomes.Add(outcome);
        }

        // The first call once more: what it gives now shows whether anything outside of the function was changed by the others.
        if (cases.Count == 0 || !outcomes.All(outcome => outcome.HasReturned)) return outcomes;
        var first = outcomes[0].Value is { } value ? Values.Copy(value) : null;
        outcomes.Add(Run(function, cases[0]));
        var remembers = outcomes[^1] is { HasReturned: true, Value: { } again } && (first is null || Values.Difference(first, again, Digits) is not null);
        return
        [
            .. outcomes.SkipLast(1).Select(outcome => outcome with
            {
                IsReturnedTwice = outcomes.Count(other => IsSame(outcome.Value, other.Value)) > 1, Remembers = remembers,
            }),
        ];
    }

    private static Outcome Run(Delegate? function, object[] arguments)
    {
        if (function is null) return new() { IsNotImplemented = true };
        var given = arguments.Select(Values.Copy).ToArray();
        Outcome? outcome = null;
        if (!IsDoneInTime(() => outcome = Call(function, given))) return new() { TookTooLong = true, StillRuns = outcome is null };
        var changed = Enumerable.Range(0, arguments.Length).Where(i => Values.Difference(arguments[i], given[i], 0) is not null);
        return outcome! with { Changed = [.. changed] };
    }

    /// <summary>
    /// Runs the call on a thread of its own. A kernel that can stop it offers to do so under this name in <see cref="AppContext"/>; elsewhere a call that does
    /// not return is left to itself.
    /// </summary>
    private static bool IsDoneInTime(Action call)
    {
        if (AppContext.GetData("Notebook.CallWithin") is Func<Action, TimeSpan, bool> callWithin) return callWithin(call, Limit);
        var thread = new Thread(() => call()) { IsBackground = true, Name = "Call of a learner's function" };
        thread.Start();
        return thread.Join(Limit);
    }

    private static Outcome Call(Delegate function, object[] given)
    {
        try
        {
            var value = function.DynamicInvoke(given);
            return new() { Value = value, IsAliased = IsAliased(value) };
        }
        catch (Exception e)
        {
            var cause = e;
            while (cause is TargetInvocationException or AggregateException && cause.InnerException is { } inner) cause = inner;
            // What another function throws that is not written yet, called by this one, says nothing about this one.
            return cause is NotImplementedException && cause.TargetSite == function.Method ? new() { IsNotImplemented = true } : new() { Threw = Describe(cause) };
        }
    }

    private static string Describe(Exception exception)
    {
        if (exception is InsufficientExecutionStackException) return "It calls itself without end";
        // Our kernel gives each cell a file name and compiles it so that lines are told.
        var line = new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .FirstOrDefault(frame => frame.GetFileName()?.StartsWith("cell", StringComparison.Ordinal) == true)?.GetFileLineNumber();
        var place = line is > 0 ? $" in line {line} of its cell" : "";
        return $"{exception.GetType().Name}{place}: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}";
    }

    // The compiler keeps one empty array for all.
    private static bool IsSame(object? some, object? other) => ReferenceEquals(some, other) && some is Array { Length: > 0 } or Vector<double> or Matrix<double>;

    // Vectors and matrices hold numbers, so only lists of lists, vectors or matrices can show one thing twice.
    private static bool IsAliased(object? value)
    {
        if (value is not IEnumerable list || value is string or Vector<double> or Matrix<double>) return false;
        var items = list.Cast<object?>().Where(item => item is (IEnumerable or Matrix<double>) and not string).ToArray();
        return items.Distinct(ReferenceEqualityComparer.Instance).Count() < items.Length;
    }
}
