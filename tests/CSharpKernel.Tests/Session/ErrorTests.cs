using Xunit;

namespace CSharpKernel.Tests.Session;

public sealed class ErrorTests : SessionTests
{
    [Fact]
    public void An_exception_is_told_with_the_cells_own_lines()
    {
        Value("int Divide(int a, int b)\n{\n    return a / b;\n}");
        var error = Error("var zero = 0;\n\nvar y = Divide(1, zero);");
        Assert.Equal(("DivideByZeroException", "Attempted to divide by zero."), (error.Name, error.Message));
        Assert.Equal(
        [
            "System.DivideByZeroException: Attempted to divide by zero.",
            "   at Divide(int a, int b) in cell 1, line 3",
            "   at cell 2, line 3",
        ], error.Traceback);
    }

    [Theory]
    [InlineData("var a = new int[3];\nvar i = 3;\na[i] = 1;", "   at cell 1, line 3")]
    [InlineData("await Task.Delay(1);\nvoid Bad() => throw new InvalidOperationException(\"bad\");\nBad();", "   at cell 1, line 3")]
    [InlineData("async Task Bad()\n{\n    await Task.Delay(1);\n    throw new InvalidOperationException(\"bad\");\n}\nawait Bad();", "   at Bad() in cell 1, line 4|   at cell 1, line 6")]
    [InlineData("class C\n{\n    public int P => throw new Exception();\n}\nvar p = new C().P;", "   at C.get_P() in cell 1, line 3|   at cell 1, line 5")]
    [InlineData("new[] { 1 }.Select(x =>\n    x / (x - 1)).ToList()", "   at a lambda in cell 1, line 2")]
    [InlineData("IEnumerable<int> G()\n{\n    yield return 1;\n    throw new Exception();\n}\nvar n = G().Sum();", "   at G() in cell 1, line 4")]
    [InlineData("class C<T>\n{\n    public C(T x)\n    { throw new Exception(); }\n}\nnew C<int>(1);", "   at C<T>.new(T x) in cell 1, line 4")]
    public void Lines_are_those_of_the_reader(string code, string frames)
    {
        var error = Error(code);
        foreach (var frame in frames.Split('|'))
            Assert.Contains(frame, error.Traceback);
        Assert.DoesNotContain(error.Traceback, line => line.Contains("CSharpKernel", StringComparison.Ordinal) || line.Contains("Submission", StringComparison.Ordinal)
            || line.Contains("TaskAwaiter", StringComparison.Ordinal) || line.Contains("MoveNext", StringComparison.Ordinal));
    }

    [Fact]
    public void How_a_thread_was_started_is_not_told()
    {
        Value("Exception caught = null;\nvar thread = new System.Threading.Thread(() => { try { Callback(() => throw new Exception()); } "
            + "catch (Exception e) { caught = e; } });\nvoid Callback(Action action) => new List<int> { 1 }.ForEach(_ => action());\n"
            + "thread.Start(); thread.Join(); AppContext.SetData(\"Tests.Caught\", caught);");
        var trace = Session.Describe((Exception)AppContext.GetData("Tests.Caught")!).Traceback;
        Assert.Equal("   at a lambda in cell 1, line 2", trace[^1]);
        Assert.Contains(trace, line => line.Contains("List<int>.ForEach", StringComparison.Ordinal) || line.Contains("List<T>.ForEach", StringComparison.Ordinal));
    }

    [Fact]
    public void Causes_are_told()
    {
        var error = Error("try { int.Parse(\"x\"); } catch (Exception e) { throw new InvalidOperationException(\"outer\", e); }");
        Assert.Equal("System.InvalidOperationException: outer", error.Traceback[0]);
        Assert.Contains("caused by System.FormatException: The input string 'x' was not in a correct format.", error.Traceback);
    }

    [Fact]
    public void An_exception_type_of_the_cell_goes_by_its_own_name() =>
        Assert.Equal("Own: its message", Error("class Own() : Exception(\"its message\"); throw new Own();").Traceback[0]);

    [Fact]
    public void A_compile_error_has_line_column_and_a_mark()
    {
        var error = Error("var a = 1;\n\tvar b = a + missing;");
        Assert.Equal("CompilationError", error.Name);
        Assert.Equal("cell 1, line 2, column 14: error CS0103: The name 'missing' does not exist in the current context", error.Message);
        Assert.Equal([error.Message, "    \tvar b = a + missing;", "    \t            ^^^^^^^"], error.Traceback);
    }

    [Fact]
    public void Every_compile_error_is_told_once_and_no_warning()
    {
        var error = Error("int unused = 1;\nwhile (true) { missing1(); }\nasync Task F() { }\nmissing2();");
        Assert.Equal(2, error.Traceback.Count(line => line.Contains("error CS", StringComparison.Ordinal)));
        Assert.DoesNotContain(error.Traceback, line => line.Contains("warning", StringComparison.Ordinal) || line.Contains("Guard", StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_do_not_reach_the_output()
    {
        Value("async Task<int> F() { return 1; } F(); int unused;");
        Assert.Equal("", Output.All);
    }

    [Fact]
    public void What_nobody_caught_is_described_alike()
    {
        Value("var caught = (Exception)null;\nvoid Bad() => throw new InvalidOperationException(\"on a thread\");");
        Value("var thread = new System.Threading.Thread(() => { try { Bad(); } catch (Exception e) { caught = e; } }); thread.Start(); thread.Join();\nAppContext.SetData(\"Tests.Caught\", caught);");
        var told = Session.Describe((Exception)AppContext.GetData("Tests.Caught")!);
        Assert.Equal(["System.InvalidOperationException: on a thread", "   at Bad() in cell 1, line 2", "   at a lambda in cell 2, line 1"], told.Traceback);
    }
}
