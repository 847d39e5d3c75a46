using Xunit;

namespace CSharpKernel.Tests.Session;

public sealed class ConsoleTests : SessionTests
{
    [Fact]
    public void Both_streams_are_captured_in_order()
    {
        Value("Console.Write(\"a\"); Console.Error.Write(\"b\"); Console.WriteLine(1.5); Console.Error.WriteLine('c'); Console.Write(\"{0}-{1}\", 1, 2);");
        Assert.Equal("ab1.5\nc\n1-2", Output.All);
        Assert.Equal("a1.5\n1-2", Output.Out);
        Assert.Equal("bc\n", Output.Error);
    }

    [Fact]
    public void Threads_and_tasks_are_captured()
    {
        Value("using System.Threading; var t = new Thread(() => Console.Write(\"thread \")); t.Start(); t.Join(); await Task.Run(() => Console.Write(\"task\"));");
        Assert.Equal("thread task", Output.Out);
    }

    [Fact]
    public void What_comes_late_goes_to_the_latest_cell()
    {
        Value("using System.Threading; var go = new ManualResetEventSlim(); var late = Task.Run(() => { go.Wait(); Console.Write(\"late\"); });");
        var first = Output;
        Value("go.Set(); late.Wait();");
        Assert.Equal(("", "late"), (first.Out, Output.Out));
    }

    [Fact]
    public void Input_is_asked_of_the_reader()
    {
        Run("var a = Console.ReadLine(); var b = (char)Console.Read(); var rest = Console.ReadLine();", "one", "two");
        Assert.Equal("one|t|wo", Value("$\"{a}|{b}|{rest}\""));
    }

    [Fact]
    public void The_console_is_given_back()
    {
        Session.Dispose();
        Assert.DoesNotContain("CSharpKernel", Console.Out.GetType().Assembly.FullName);
    }
}
