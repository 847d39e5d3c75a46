using Xunit;

namespace CSharpKernel.Tests.Session;

public sealed class StateTests : SessionTests
{
    [Theory]
    [InlineData("var x = 20;", "x * 2 + 2", "42")]
    [InlineData("int Twice(int n) => 2 * n;", "Twice(21)", "42")]
    [InlineData("record Point(int X, int Y);", "new Point(1, 2).X", "1")]
    [InlineData("static int Half(this int n) => n / 2;", "84.Half()", "42")]
    [InlineData("using System.Globalization;", "CultureInfo.InvariantCulture.Name.Length", "0")]
    [InlineData("var pair = (Name: \"a\", Age: 3);", "pair.Age", "3")]
    [InlineData("var a = new { One = 1 };", "a.One", "1")]
    [InlineData("dynamic d = 41;", "d + 1", "42")]
    [InlineData("class Node { public Node Next; public int Value = 7; }", "new Node { Next = new() }.Next.Value", "7")]
    public void A_later_cell_sees_what_an_earlier_one_declared(string first, string second, string expected)
    {
        Assert.Null(Value(first));
        Assert.Equal(expected, Value(second));
    }

    [Fact]
    public void A_declaration_replaces_the_one_before()
    {
        Value("int x = 1; string Name() => \"old\"; record R(int A);");
        Value("string x = \"new\"; string Name() => \"new\"; record R(string B);");
        Assert.Equal("new new new", Value("x + \" \" + Name() + \" \" + new R(\"new\").B"));
    }

    [Fact]
    public void What_ran_before_an_exception_stays()
    {
        Assert.NotNull(Run("var kept = 5; throw new InvalidOperationException();").Error);
        Assert.Equal("5", Value("kept"));
    }

    [Fact]
    public void A_cell_that_does_not_compile_changes_nothing()
    {
        Value("var x = 1;");
        Assert.NotNull(Run("x = 2; nonsense").Error);
        Assert.Equal("1", Value("x"));
    }

    [Fact]
    public void A_first_cell_that_does_not_compile_leaves_the_imports() =>
        Assert.Equal("CompilationError 3", $"{Error("nonsense").Name} {Value("new List<int> { 1, 2, 3 }.Count()")}");

    [Fact]
    public void Await_stands_at_the_top_level() =>
        Assert.Equal("42", Value("await Task.Delay(1); var x = await Task.FromResult(41); x + 1"));

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("1.ToString();", null)]
    [InlineData("var x = 3;", null)]
    [InlineData("Console.Write(1)", null)]
    [InlineData("(object)null", "<null>")]
    [InlineData("return 7;", "7")]
    [InlineData("int F() => 1;", null)]
    [InlineData("", null)]
    [InlineData("// nothing", null)]
    public void Only_a_last_expression_is_a_value(string code, string? expected) => Assert.Equal(expected, Value(code));

    [Fact]
    public void Unsafe_code_and_pointers_work() =>
        Assert.Equal("5", Value("unsafe int Read() { int x = 5; int* p = &x; return *p; } Read()"));
}
