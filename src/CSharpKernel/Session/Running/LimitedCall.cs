namespace CSharpKernel.Session.Running;

/// <summary>
/// A call that is given a time. A library that must call a reader's function finds it under <see cref="Name"/>, as a
/// <c>Func&lt;Action, TimeSpan, bool&gt;</c> of the framework's own types, so that it needs no kernel: it runs the action on a thread of its own
/// and says whether it ended in time. If not, it is stopped as an interrupt stops a cell, and the cell that waits for it goes on.
/// </summary>
internal static class LimitedCall
{
    /// <summary>Where a library finds it in <see cref="AppContext"/>.</summary>
    public const string Name = "Notebook.CallWithin";

    // A recursion without end fills it before it is told, and is taken down again call by call, which takes time: a fraction of that with a megabyte,
    // as a thread of Windows has it, instead of Linux's eight.
    private const int Stack = 1 << 20;

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    /// <summary>Lets libraries find it.</summary>
    public static void Publish() => AppContext.SetData(Name, (Func<Action, TimeSpan, bool>)Run);

    private static bool Run(Action action, TimeSpan limit)
    {
        CellRun? call = null;
        var thread = new Thread(() =>
        {
            using (call?.Enter())
            {
                try
                {
                    action();
                }
                catch (OperationCanceledException) when (call is { IsInterrupted: true })
                {
                    // Stopped, as asked.
                }
            }
        }, Stack)
        { IsBackground = true, Name = "Call of a cell" };
        call = CellRun.Current?.ForCall(thread);
        thread.Start();
        // Whoever interrupts the cell interrupts what it calls.
        using var link = call is null ? default : CellRun.Current!.Token.Register(call.Interrupt);
        if (thread.Join(limit))
        {
            // The call may have stopped at the interrupt before the wait for it did: then it has not ended by itself.
            CellRun.ThrowIfInterrupted();
            return true;
        }
        call?.Interrupt();
        thread.Join(s_grace);
        return false;
    }
}
