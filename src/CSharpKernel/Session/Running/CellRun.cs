namespace CSharpKernel.Session.Running;

/// <summary>
/// One execution of one cell. It belongs to a flow of control rather than to a thread: tasks and threads that the cell starts
/// carry it along, so that an interrupt stops all of them and none of another cell's.
/// </summary>
internal sealed class CellRun : IDisposable
{
    /// <summary>Where a library finds the token of the running cell, without knowing this kernel.</summary>
    public const string TokenName = "Notebook.CancellationToken";

    // The flow's run, and a copy of it for each thread that the flow is on: guards ask often, and a thread's own field answers fastest.
    private static readonly AsyncLocal<CellRun?> s_flow = new(change => t_current = change.CurrentValue);
    [ThreadStatic]
    private static CellRun? t_current;

    private const string DoesNotStop =
        "The cell does not stop: it is inside code that never asks whether it should. Restart the kernel to end it.\n";

    private readonly CancellationTokenSource _interrupt = new();
    private readonly Thread _thread;
    private readonly bool _isCall;
    private readonly Lock _gate = new();
    private volatile bool _isInterrupted;
    private bool _ended;

    /// <summary>Begins a run on the calling thread; <see cref="Dispose"/> ends it there.</summary>
    public CellRun(CSharpSession session, ICellOutput output)
    {
        (Session, Output, _thread) = (session, output, Thread.CurrentThread);
        s_flow.Value = this;
        AppContext.SetData(TokenName, _interrupt.Token);
    }

    private CellRun(CellRun caller, Thread thread) => (Session, Output, _thread, _isCall) = (caller.Session, caller.Output, thread, true);

    /// <summary>The run that the calling flow belongs to; null outside of cells.</summary>
    public static CellRun? Current => t_current;

    public CSharpSession Session { get; }

    public ICellOutput Output { get; }

    public CancellationToken Token => _interrupt.Token;

    public bool IsInterrupted => _isInterrupted;

    /// <summary>A run within this one, on a thread that calls <see cref="Enter"/>: it can be interrupted by itself.</summary>
    public CellRun ForCall(Thread thread) => new(this, thread);

    /// <summary>Begins a call's run on its thread; disposing it there ends it.</summary>
    public CellRun Enter()
    {
        s_flow.Value = this;
        return this;
    }

    /// <summary>The slow half of <see cref="Guard"/>.</summary>
    public static void ThrowIfInterrupted()
    {
        if (t_current is { _isInterrupted: true } run)
            throw new OperationCanceledException(run.Token);
    }

    /// <summary>Asks the run to stop: its guards throw from now on, and its blocking waits are broken until it has ended.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (_ended || _isInterrupted)
                return;
            _isInterrupted = true;
            Guard.Arm();
            _ = _interrupt.CancelAsync();
        }
        new Thread(BreakWaits) { IsBackground = true, Name = "Interrupt of a cell" }.UnsafeStart();
    }

    public void Dispose()
    {
        lock (_gate)
            _ended = true;
        if (!_isCall)
            AppContext.SetData(TokenName, null);
        s_flow.Value = null;
        if (IsInterrupted)
            DropPendingInterrupt();
        // The source is not disposed: tasks that outlive the cell may still ask its token.
    }

    private void BreakWaits()
    {
        TimeSpan patience = TimeSpan.FromMilliseconds(50), limit = TimeSpan.FromSeconds(2);
        for (var waited = patience; ; waited += patience)
        {
            Thread.Sleep(patience);
            lock (_gate)
            {
                if (_ended)
                    return;
                if ((_thread.ThreadState & ThreadState.WaitSleepJoin) != 0)
                    _thread.Interrupt();
            }
            if (waited == limit && !_isCall)
                Output.Stream("stderr", DoesNotStop);
        }
    }

    // An interrupt that came when the thread had just stopped waiting would strike at its next wait, in the next cell or in the kernel.
    private static void DropPendingInterrupt()
    {
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
        }
    }
}
