using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace RnnLm.Numerics;

/// <summary>
/// A small team of threads that stay alive between calls, so that handing out work costs less than a microsecond.
/// The calling thread is the team's first member. Tasks are claimed one by one, and the caller waits only for helpers
/// that have begun a task: on a busy machine, a helper that never gets to run costs nothing.
/// </summary>
/// <remarks>
/// One caller at a time: a second thread waits for its turn. Interrupting the calling thread neither ends a helper nor
/// leaves work half waited for. Nothing is allocated by <see cref="Run{TWork}"/>.
/// </remarks>
public sealed unsafe class Workers : IDisposable
{
    // A helper looks out for work this many times before it goes to sleep: some 50 µs, longer than the gaps of a training step.
    private const int SpinsBeforeSleep = 1000;
    private const int Closed = int.MinValue;

    private readonly Lock turn = new();
    private readonly Helper[] helpers;

    // The work of this moment. Valid while `joined` is not negative.
    private void* work;
    private delegate*<void*, int, int, void> body;
    private int tasks;
    private int claimed;
    private Exception? failure;

    // How many helpers are at work; negative while there is none to join.
    private int joined = Closed;
    private volatile int generation;
    private volatile bool disposed;

    /// <summary>A team of one member for each processor.</summary>
    public Workers()
        : this(Environment.ProcessorCount)
    {
    }

    /// <summary>A team of this many members, the calling thread included; with 1 everything runs on the caller.</summary>
    public Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        helpers = new Helper[count - 1];
        for (var i = 0; i < helpers.Length; i++)
            helpers[i] = new Helper(this, i + 1);
    }

    /// <summary>The number of members, the calling thread included.</summary>
    public int Count => helpers.Length + 1;

    /// <summary>Runs tasks 0 to tasks − 1 and returns when all are done.</summary>
    /// <exception cref="InvalidOperationException">A task of this very team called.</exception>
    /// <remarks>If a task throws, those not yet begun are left out, and the first exception reaches the caller.</remarks>
    public void Run<TWork>(int tasks, TWork work)
        where TWork : struct, IParallelWork
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (helpers.Length == 0 || tasks <= 1)
        {
            for (var task = 0; task < tasks; task++)
                work.Run(task, worker: 0);
            return;
        }

        if (turn.IsHeldByCurrentThread || IsHelper(Thread.CurrentThread))
            throw new InvalidOperationException("A task must not hand out work to its own team: do the inner work on one thread.");
        lock (turn)
            Share(tasks, Unsafe.AsPointer(ref work), &RunTask<TWork>);
    }

    /// <summary>Runs tasks 0 to tasks − 1 and returns when all are done.</summary>
    public void Run(int tasks, Action<int> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Run(tasks, new ActionWork(action));
    }

    /// <summary>Ends the helpers.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        generation++;
        foreach (var helper in helpers)
            helper.Dispose();
    }

    private static void RunTask<TWork>(void* work, int task, int worker)
        where TWork : struct, IParallelWork =>
        Unsafe.AsRef<TWork>(work).Run(task, worker);

    private void Share(int tasks, void* work, delegate*<void*, int, int, void> body)
    {
        this.work = work;
        this.body = body;
        this.tasks = tasks;
        claimed = 0;
        failure = null;
        Volatile.Write(ref joined, 0);
        generation++;
        Interlocked.MemoryBarrier();
        try
        {
            for (var i = 0; i < helpers.Length && i < tasks - 1; i++)
                helpers[i].Wake();
            ClaimTasks(worker: 0);
        }
        finally
        {
            // `work` lies on this thread's stack, so nothing may end this wait early: neither call below can be interrupted.
            Volatile.Write(ref claimed, tasks);
            Interlocked.Or(ref joined, Closed);
            for (var spins = 0; Volatile.Read(ref joined) != Closed; spins++)
            {
                if (spins < SpinsBeforeSleep) Thread.SpinWait(8);
                else Thread.Yield();
            }
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    private void ClaimTasks(int worker)
    {
        try
        {
            int task;
            while ((task = Interlocked.Increment(ref claimed) - 1) < tasks)
                body(work, task, worker);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
            Volatile.Write(ref claimed, tasks);
        }
    }

    /// <summary>Joins the work of this moment, if there is any.</summary>
    private void Help(int worker)
    {
        var seen = Volatile.Read(ref joined);
        while (seen >= 0)
        {
            var before = Interlocked.CompareExchange(ref joined, seen + 1, seen);
            if (before == seen)
            {
                ClaimTasks(worker);
                Interlocked.Decrement(ref joined);
                return;
            }

            seen = before;
        }
    }

    private bool IsHelper(Thread thread)
    {
        foreach (var helper in helpers)
        {
            if (helper.Thread == thread) return true;
        }

        return false;
    }

    private readonly struct ActionWork(Action<int> action) : IParallelWork
    {
        public void Run(int task, int worker) => action(task);
    }

    private sealed class Helper : IDisposable
    {
        private readonly Workers team;
        private readonly int worker;
        private readonly SemaphoreSlim bell = new(0);
        private int asleep;

        public Helper(Workers team, int worker)
        {
            this.team = team;
            this.worker = worker;
            Thread = new Thread(Live) { IsBackground = true, Name = $"RnnLm worker {worker}" };
            Thread.Start();
        }

        public Thread Thread { get; }

        public void Wake()
        {
            if (Volatile.Read(ref asleep) == 1 && Interlocked.Exchange(ref asleep, 0) == 1) bell.Release();
        }

        public void Dispose()
        {
            Wake();
            Thread.Join();
            bell.Dispose();
        }

        private void Live()
        {
            var done = 0;
            while (!team.disposed)
            {
                WaitForWork(done);
                done = team.generation;
                team.Help(worker);
            }
        }

        private void WaitForWork(int done)
        {
            for (var spins = 0; spins < SpinsBeforeSleep; spins++)
            {
                if (team.generation != done) return;
                Thread.SpinWait(8);
            }

            // Say so before looking once more: whoever hands out work from now on rings the bell.
            Interlocked.Exchange(ref asleep, 1);
            if (team.generation != done && Interlocked.Exchange(ref asleep, 0) == 1) return;
            bell.Wait();
        }
    }
}
