namespace CSharpKernel.Session.Running;

/// <summary>
/// Sends what is written to <see cref="Console"/>, from whatever thread, to the output of the session's latest cell, and asks the
/// reader for what is read from it.
/// </summary>
internal static class ConsoleCapture
{
    // Static because the console is. A flow that belongs to no cell (a finalizer, say) speaks to the session attached last.
    private static readonly Lock s_gate = new();
    private static readonly List<CSharpSession> s_sessions = [];
    private static (TextWriter Out, TextWriter Error, TextReader In) s_original;

    public static void Attach(CSharpSession session)
    {
        lock (s_gate)
        {
            if (s_sessions.Count == 0)
            {
                s_original = (Console.Out, Console.Error, Console.In);
                Console.SetOut(new CellWriter("stdout", s_original.Out));
                Console.SetError(new CellWriter("stderr", s_original.Error));
                Console.SetIn(new CellReader(s_original.In));
            }
            s_sessions.Add(session);
        }
    }

    public static void Detach(CSharpSession session)
    {
        lock (s_gate)
        {
            if (!s_sessions.Remove(session) || s_sessions.Count > 0)
                return;
            Console.SetOut(s_original.Out);
            Console.SetError(s_original.Error);
            Console.SetIn(s_original.In);
        }
    }

    /// <summary>Where the calling flow's output goes; null if no cell has run yet.</summary>
    public static ICellOutput? Output
    {
        get
        {
            if (CellRun.Current is { } run)
                return run.Session.LatestOutput ?? run.Output;
            lock (s_gate)
                return s_sessions.Count == 0 ? null : s_sessions[^1].LatestOutput;
        }
    }
}
