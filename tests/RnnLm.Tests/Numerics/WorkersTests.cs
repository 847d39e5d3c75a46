using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Numerics;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_task_runs_exactly_once(int count)
    {
        using var workers = new Workers(count);
        for (var tasks = 0; tasks < 200; tasks++)
        {
            var runs = new int[tasks];
            workers.Run(tasks, task => Interlocked.Increment(ref runs[task]));
            Assert.All(runs, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void A_worker_is_in_one_task_at_a_time()
    {
        using var workers = new Workers(3);
        var inside = new int[3];
        var overlaps = new int[1];
        for (var round = 0; round < 500; round++) workers.Run(50, new OverlapCount(inside, overlaps));
        Assert.Equal(0, overlaps[0]);
    }

    [Fact]
    public void An_exception_of_a_task_reaches_the_caller_and_the_team_lives_on()
    {
        using var workers = new Workers(4);
        for (var round = 0; round < 100; round++)
        {
            var exception = Assert.Throws<FormatException>(() =>
                workers.Run(64, task =>
                {
                    if (task == 7) throw new FormatException("seven");
                }));
            Assert.Equal("seven", exception.Message);
        }

        var done = 0;
        workers.Run(64, _ => Interlocked.Increment(ref done));
        Assert.Equal(64, done);
    }

    [Fact]
    public void Interrupting_the_caller_neither_loses_tasks_nor_ends_a_helper()
    {
        using var workers = new Workers(4);
        var interrupted = 0;
        var lost = 0;
        for (var round = 0; round < 50; round++)
        {
            var caller = new Thread(() =>
            {
                try
                {
                    while (true)
                    {
                        var done = 0;
                        workers.Run(100, _ =>
                        {
                            Thread.SpinWait(100);
                            Interlocked.Increment(ref done);
                        });
                        if (done != 100) lost++;
                        Thread.Sleep(0);
                    }
                }
                catch (ThreadInterruptedException)
                {
                    interrupted++;
                }
            });
            caller.Start();
            Thread.Sleep(1);
            caller.Interrupt();
            caller.Join();
        }

        Assert.Equal(50, interrupted);
        Assert.Equal(0, lost);
        var who = new HashSet<int>();
        for (var round = 0; round < 2000 && who.Count < 2; round++)
        {
            workers.Run(64, _ =>
            {
                Thread.SpinWait(2000);
                lock (who) who.Add(Environment.CurrentManagedThreadId);
            });
        }

        Assert.True(who.Count >= 2, "no helper is left");
    }

    [Fact]
    public void Two_callers_take_turns()
    {
        using var workers = new Workers(2);
        var inside = 0;
        var overlaps = 0;
        Parallel.For(0, 4, _ =>
        {
            for (var round = 0; round < 200; round++)
            {
                workers.Run(4, task =>
                {
                    if (Interlocked.Increment(ref inside) > 2) Interlocked.Increment(ref overlaps);
                    Interlocked.Decrement(ref inside);
                });
            }
        });
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public void A_task_must_not_use_its_own_team()
    {
        using var workers = new Workers(2);
        var exception = Assert.Throws<InvalidOperationException>(() => workers.Run(8, _ => workers.Run(2, _ => { })));
        Assert.Contains("on one thread", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handing_out_work_allocates_nothing()
    {
        using var workers = new Workers(2);
        var work = new OverlapCount(new int[2], new int[1]);
        var least = long.MaxValue;
        for (var round = 0; round < 200; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            workers.Run(8, work);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The least of many: a collection for another test's sake moves the count of this thread too.
        Assert.Equal(0, least);
    }

    [Fact]
    public void A_team_that_was_disposed_of_says_so()
    {
        var workers = new Workers(2);
        workers.Dispose();
        workers.Dispose();
        Assert.Throws<ObjectDisposedException>(() => workers.Run(2, _ => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Workers(0));
    }

    private readonly struct OverlapCount(int[] inside, int[] overlaps) : IParallelWork
    {
        public void Run(int task, int worker)
        {
            if (Interlocked.Increment(ref inside[worker]) != 1) Interlocked.Increment(ref overlaps[0]);
            Thread.SpinWait(10);
            Interlocked.Decrement(ref inside[worker]);
        }
    }
}
