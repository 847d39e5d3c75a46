using System.Globalization;
using Xunit;

namespace CSharpKernel.Tests.Session;

[Trait("Speed", "slow")]
public sealed class SpeedTests : SessionTests
{
    [Fact]
    public void A_thousand_cells_stay_quick_and_small()
    {
        Session.WarmUp();
        for (var cell = 0; cell < 50; cell++)
            Value($"var warm{cell} = {cell}; warm{cell} + 1");
        var before = Memory();
        var late = TimeSpan.Zero;
        for (var cell = 50; cell < 1000; cell++)
        {
            var took = ProcessorTime(() => Assert.Null(Session.Execute($"var x{cell} = {cell}; x{cell} + 1", Output).Error));
            if (cell >= 900)
                late += took;
        }
        var each = (Memory() - before) / 950 / 1048576;
        TestContext.Current.TestOutputHelper?.WriteLine($"cells 900 to 1000: {late.TotalMilliseconds / 100:F1} ms of processor time and {each:F3} MB a cell");
        Assert.Equal("1000", Value("x999 + 1"));
        Assert.InRange(late.TotalMilliseconds / 100, 0, 50);
        // Less than nothing, if the collector gave back what the first cells took.
        Assert.True(each < 0.3, $"{each:F3} MB a cell");
    }

    [Fact]
    public void A_guard_costs_little()
    {
        const string Loop = "var watch = System.Diagnostics.Stopwatch.StartNew(); var s = 0.0; for (var i = 0; i < 20000000; i++) s += i; watch.Elapsed.TotalMilliseconds";
        Value(Loop);
        var before = double.Parse(Value(Loop)!, CultureInfo.InvariantCulture);
        using (new Timer(_ => Session.Interrupt(), null, 50, Timeout.Infinite))
            Run("while (true) { }");
        var after = double.Parse(Value(Loop)!, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"20,000,000 rounds: {before:F0} ms, after an interrupt {after:F0} ms");
        // Generous, for a busy machine: a guard that took a lock or looked at a clock would be far above it.
        Assert.InRange(before, 0, 5000);
        Assert.InRange(after, 0, 10 * Math.Max(before, 100));
    }

    [Fact]
    public void The_first_cell_of_a_warm_session_is_quick()
    {
        Session.WarmUp();
        var took = ProcessorTime(() => Assert.Equal("2", Value("1 + 1")));
        TestContext.Current.TestOutputHelper?.WriteLine($"first cell: {took.TotalMilliseconds:F0} ms of processor time");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Ten_thousand_lines_take_less_than_a_second()
    {
        Value("1 + 1"); // so that the compiler's own start does not count
        var took = ProcessorTime(() => Value("for (var i = 0; i < 10000; i++) Console.WriteLine(i);"));
        TestContext.Current.TestOutputHelper?.WriteLine($"10,000 lines: {took.TotalMilliseconds:F0} ms of processor time");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(48890, Output.Out.Length);
    }

    /// <summary>Not the clock's: other processes of the machine shall not fail the test.</summary>
    private static TimeSpan ProcessorTime(Action work)
    {
        var began = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - began;
    }

    private static double Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
