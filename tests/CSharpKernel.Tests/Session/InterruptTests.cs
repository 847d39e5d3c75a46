using System.Diagnostics;
using CSharpKernel.Session;
using Xunit;

namespace CSharpKernel.Tests.Session;

public sealed class InterruptTests : SessionTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("busy loop", "while (true) { }")]
    [InlineData("loop without a body", "for (;;) ;")]
    [InlineData("do loop", "do x++; while (true);")]
    [InlineData("goto loop", "again: x++; goto again;")]
    [InlineData("goto case", "switch (1) { case 1: goto case 1; }")]
    [InlineData("endless foreach", "foreach (var n in Forever()) x = n; IEnumerable<int> Forever() { while (true) yield return 1; }")]
    [InlineData("endless query", "Forever().Count(); IEnumerable<int> Forever() { while (true) yield return 1; }")]
    [InlineData("loop with catch-all", "while (true) try { x++; } catch { }")]
    [InlineData("loop around a wait with catch-all", "while (true) try { Thread.Sleep(10000); } catch { }")]
    [InlineData("loop in catch", "try { throw new Exception(); } catch { while (true) { } }")]
    [InlineData("loop in finally", "try { } finally { while (true) { } }")]
    [InlineData("expression-bodied recursion", "int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2); Fibonacci(90);")]
    [InlineData("recursive lambda", "Func<int, int> f = null; f = n => n < 2 ? n : f(n - 1) + f(n - 2); f(90);")]
    [InlineData("recursive operator", "var b = new A(0) + new A(0); class A(int n) { int N => n; public static A operator +(A l, A r) => l.N > 60 ? l : new A(l.N + 1) + r + (new A(l.N + 1) + r); }")]
    [InlineData("Thread.Sleep", "Thread.Sleep(60000);")]
    [InlineData("Task.Delay().Wait()", "Task.Delay(60000).Wait();")]
    [InlineData("await Task.Delay", "await Task.Delay(60000);")]
    [InlineData("ConfigureAwait(false), then a loop", "await Task.Delay(1).ConfigureAwait(false); while (true) { }")]
    [InlineData("ConfigureAwait(false), then a sleep", "await Task.Delay(1).ConfigureAwait(false); Thread.Sleep(60000);")]
    [InlineData("Task.Run loop, awaited", "await Task.Run(() => { while (true) { } });")]
    [InlineData("Task.Run loop, waited for", "Task.Run(() => { while (true) { } }).Wait();")]
    [InlineData("Parallel.For, endless bodies", "Parallel.For(0, 8, i => { while (true) { } });")]
    [InlineData("Parallel.For, short bodies", "Parallel.For(0L, long.MaxValue, i => Math.Sqrt(i));")]
    [InlineData("lock that is held", "var held = new object(); new Thread(() => { lock (held) Thread.Sleep(60000); }) { IsBackground = true }.Start(); Thread.Sleep(50); lock (held) { }")]
    [InlineData("Console.ReadLine", "Console.ReadLine();")]
    [InlineData("property", "var p = new P().Deep; class P { public int Deep => Deep2 + Deep2; int Deep2 { get { while (true) { } } } }")]
    [InlineData("value that never ends", "class Endless { public int Deep { get { while (true) { } } } } new Endless()")]
    public void An_interrupt_stops_the_cell_and_nothing_else(string what, string code)
    {
        Value("using System.Threading; var x = 0; var survivor = 42;");
        var (result, took) = Interrupted(code);
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.InRange(took, TimeSpan.Zero, s_limit);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {took.TotalMilliseconds:F0} ms");
        Assert.Equal("43", Value("await Task.Delay(1); Thread.Sleep(1); survivor + 1"));
        Assert.Equal("", Output.Error);
    }

    [Fact]
    public void A_library_calls_a_function_with_a_time_limit_and_the_cell_goes_on()
    {
        const string CallWithin = "((Func<Action, TimeSpan, bool>)AppContext.GetData(\"Notebook.CallWithin\"))";
        Value("using System.Threading; var ended = 0; void Endless() { try { while (true) { } } finally { ended++; } } void Brief() => ended += 10;");
        Assert.Equal("false", Value($"{CallWithin}(Endless, TimeSpan.FromMilliseconds(100))"));
        Assert.Equal("1", Value("ended"));
        Assert.Equal("true", Value($"{CallWithin}(Brief, TimeSpan.FromSeconds(5))"));
        Assert.Equal("11", Value("for (var i = 0; i < 3; i++) { } ended"));
        Assert.Equal("", Output.Error);
    }

    [Fact]
    public void An_interrupt_of_the_cell_stops_what_it_calls()
    {
        Value("using System.Threading; var stopped = false; void Endless() { try { while (true) { } } finally { stopped = true; } }");
        var (result, took) = Interrupted("((Func<Action, TimeSpan, bool>)AppContext.GetData(\"Notebook.CallWithin\"))(Endless, TimeSpan.FromMinutes(1));");
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.InRange(took, TimeSpan.Zero, s_limit);
        Assert.Equal("true", Value("for (var i = 0; i < 100 && !stopped; i++) Thread.Sleep(10); stopped"));
    }

    [Fact]
    public void The_published_token_stops_a_library_and_is_taken_back()
    {
        const string Token = "(AppContext.GetData(\"Notebook.CancellationToken\") as System.Threading.CancellationToken?)";
        var (result, took) = Interrupted($"var token = {Token}.Value; token.WaitHandle.WaitOne(); token.ThrowIfCancellationRequested();");
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.InRange(took, TimeSpan.Zero, s_limit);
        Assert.Equal("false", Value($"{Token}.Value.IsCancellationRequested"));
        Assert.Null(AppContext.GetData("Notebook.CancellationToken"));
    }

    [Fact]
    public void Tasks_of_an_interrupted_cell_stay_stopped_and_those_of_others_go_on()
    {
        Value("using System.Threading; int mine = 0, other = 0; var background = Task.Run(() => { while (true) { other++; Thread.Sleep(1); } });");
        Interrupted("_ = Task.Run(() => { while (true) { try { Thread.Sleep(100); mine++; } catch { } } }); Thread.Sleep(60000);");
        Assert.Equal("0", Value("Thread.Sleep(300); mine = 0; Thread.Sleep(300); mine"));
        Assert.Equal("true", Value("var seen = other; Thread.Sleep(100); other > seen"));
    }

    [Fact]
    public void An_interrupt_while_idle_is_harmless()
    {
        Session.Interrupt();
        Assert.Equal("3", Value("1 + 2"));
    }

    [Fact]
    public void Interrupts_at_any_moment_are_harmless()
    {
        for (var round = 0; round < 30; round++)
        {
            using var timer = new Timer(_ => Session.Interrupt(), null, round, Timeout.Infinite);
            Run("for (var i = 0; i < 1000; i++) Console.Write(i); await Task.Delay(3);");
        }
        Thread.Sleep(100);
        Assert.Equal("3", Value("1 + 2"));
    }

    [Fact]
    public void The_place_where_it_was_stopped_is_told()
    {
        var error = Interrupted("var a = 1;\nvoid Spin()\n{\n    while (true)\n    { }\n}\nSpin();").Result.Error;
        Assert.Equal(["The cell was interrupted.", "   at Spin() in cell 1, line 5"], error?.Traceback);
    }

    [Fact]
    public void What_never_asks_is_said_to_need_a_restart()
    {
        Value("var stop = new System.Threading.ManualResetEventSlim();");
        s_release = false;
        using var release = new Timer(_ => s_release |= Output.Error.Length > 0, null, 0, 50); // once it is said
        AppContext.SetData("Tests.Spin", (Action)Spin);
        var (_, took) = Interrupted("((Action)AppContext.GetData(\"Tests.Spin\"))();");
        Assert.InRange(took, s_limit, TimeSpan.FromSeconds(30));
        Assert.Contains("Restart the kernel", Output.Error, StringComparison.Ordinal);
        Assert.Equal("3", Value("1 + 2"));
    }

    private static volatile bool s_release;

    // Compiled here, not in a cell: no guard in it.
    private static void Spin()
    {
        while (!s_release)
        {
        }
    }

    private (CellResult Result, TimeSpan Took) Interrupted(string code)
    {
        CellResult? result = null;
        var thread = new Thread(() => result = Run("Console.Write(\"go\");" + code), 4 << 20);
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => Output.Out == "go" || result is not null, TimeSpan.FromSeconds(60)));
        Assert.True(result is null, string.Join('\n', result?.Error?.Traceback ?? []));
        Thread.Sleep(100);
        var watch = Stopwatch.StartNew();
        Session.Interrupt();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)), "The cell did not stop.");
        return (result!, watch.Elapsed);
    }
}
