using System.Diagnostics;
using System.Globalization;
using CSharpKernel.Display;
using CSharpKernel.Session.Running;

namespace CSharpKernel.Session.Errors;

/// <summary>Tells what a cell threw: the exception, the cells' own lines, what caused it; nothing of the kernel.</summary>
internal static class ExceptionReport
{
    // With a line or two about the exception this stays under 30, from where on VS Code cuts an output short.
    private const int LongestTrace = 24;
    private const int DeepestCause = 10;

    public static CellError From(Exception exception)
    {
        var lines = new List<string>();
        Tell(exception, "", lines, 0);
        return new CellError(TypeName.Of(exception.GetType()), Message(exception), lines);
    }

    /// <summary>An interrupted cell, with the place where it was stopped if that is known.</summary>
    public static CellError Interrupted(Exception? exception)
    {
        var frames = exception is null ? []
            : Frames(Innermost(exception)).Where(frame => frame.Contains("cell ", StringComparison.Ordinal)).Take(1);
        return new CellError("Interrupted", "The cell was interrupted.", ["The cell was interrupted.", .. frames]);
    }

    private static void Tell(Exception exception, string relation, List<string> lines, int depth)
    {
        lines.Add($"{relation}{TypeName.Of(exception.GetType(), qualified: true)}: {Message(exception)}");
        lines.AddRange(Frames(exception));
        if (depth == DeepestCause)
            return;
        IReadOnlyCollection<Exception> causes = exception switch
        {
            AggregateException aggregate => aggregate.InnerExceptions,
            { InnerException: { } inner } => [inner],
            _ => [],
        };
        foreach (var cause in causes.Take(DeepestCause))
            Tell(cause, "caused by ", lines, depth + 1);
    }

    // A message may span lines; an exception's own Message may throw.
    private static string Message(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception thrown)
        {
            return $"(its message cannot be had: {thrown.GetType().Name})";
        }
    }

    private static Exception Innermost(Exception exception) =>
        exception is AggregateException { InnerException: { } inner } ? Innermost(inner) : exception;

    private static string[] Frames(Exception exception)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        // What called the outermost function of a cell is how .NET runs tasks and threads.
        var outermost = Array.FindLastIndex(frames, frame => FrameName.IsCell(frame.GetFileName()));
        var told = Fold(frames[..(outermost < 0 ? frames.Length : outermost + 1)].Where(IsOfInterest).Select(Tell));
        if (told.Length <= LongestTrace)
            return told;
        var half = LongestTrace / 2;
        var left = string.Create(CultureInfo.InvariantCulture, $"   … {told.Length - 2 * half:N0} more …");
        return [.. told[..half], left, .. told[^half..]];
    }

    // A function that calls itself is told once, with how often.
    private static string[] Fold(IEnumerable<string> frames)
    {
        var runs = new List<(string Frame, int Count)>();
        foreach (var frame in frames)
        {
            if (runs.Count > 0 && runs[^1].Frame == frame)
                runs[^1] = (frame, runs[^1].Count + 1);
            else
                runs.Add((frame, 1));
        }
        return [.. runs.Select(run => run.Count == 1 ? run.Frame : string.Create(CultureInfo.InvariantCulture, $"{run.Frame}, {run.Count:N0} times"))];
    }

    private static bool IsOfInterest(StackFrame frame)
    {
        if (frame.GetFileLineNumber() > 0 && FrameName.IsCell(frame.GetFileName()))
            return true;
        if (frame.GetMethod() is not { } method || method.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false))
            return false;
        var type = method.DeclaringType;
        return type is not null
            && !type.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false)
            && type.Assembly != typeof(Guard).Assembly
            && type.Namespace is not ("System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices")
            && !TypeName.IsSubmission(type);
    }

    private static string Tell(StackFrame frame)
    {
        var method = frame.GetMethod() is { } found ? FrameName.Of(found) : "";
        var line = frame.GetFileLineNumber();
        var place = line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{frame.GetFileName()}, line {line}");
        return (method, place) switch
        {
            ("", _) => $"   at {place}",
            (_, "") => $"   at {method}",
            _ => $"   at {method} in {place}",
        };
    }
}
