using Xunit;

namespace CSharpKernel.Tests.Session;

/// <summary>Guards are written into all of this; nothing of it may change its meaning.</summary>
public sealed class GuardTests : SessionTests
{
    [Theory]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> e = x => x + 1; e.ToString()", "x => (x + 1)")]
    [InlineData("var q = new[] { 3, 4 }.AsQueryable().Where(x => x > 3); q.Single()", "4")]
    [InlineData("async IAsyncEnumerable<int> Count() { for (var i = 0; i < 3; i++) { await Task.Yield(); yield return i; } } var s = 0; await foreach (var i in Count()) s += i; s", "3")]
    [InlineData("Func<int, int> f = static x => x * 2; f(4)", "8")]
    [InlineData("int[] a = [1, 2]; ref int First() => ref a[0]; First() = 7; a[0]", "7")]
    [InlineData("unsafe int Sum() { int s = 0; int* p = &s; for (var i = 0; i < 3; i++) *p += i; return s; } Sum()", "3")]
    [InlineData("Func<object, string> kind = o => o switch { int n when n > 3 => \"big\", _ => \"other\" }; kind(5)", "big")]
    [InlineData("var f = (int x) => x + 1; f(1)", "2")]
    [InlineData("var f = (ref int x) => x++; var n = 1; f(ref n); n", "2")]
    [InlineData("Action<int> f = x => Console.Write(x); f(3); 1", "1")]
    [InlineData("Func<Task> f = async () => await Task.Delay(1); await f(); 1", "1")]
    [InlineData("Func<Task<int>> f = async () => await Task.FromResult(5); await f()", "5")]
    [InlineData("await Task.Run(() => 6)", "6")]
    [InlineData("await Task.Run(async () => { await Task.Yield(); return 7; })", "7")]
    [InlineData("Func<int> f = () => throw new Exception(); try { f(); } catch { } 1", "1")]
    [InlineData("int F() => throw new Exception(); try { F(); } catch { } 1", "1")]
    [InlineData("class C { int x; public int X { get => x; set => x = value; } public int this[int i] => i + X; public C(int x) => X = x; public static C operator +(C a, C b) => new(a.X + b.X); public static implicit operator int(C c) => c.X; } var c = new C(1) + new C(2); c[10] + c", "16")]
    [InlineData("class C { event Action E { add => Console.Write(1); remove { } } public void Go() => E += () => { }; } new C().Go(); 1", "1")]
    [InlineData("record struct R(int A) { public int B => A + 1; public readonly int C() => B; } new R(1).C()", "2")]
    [InlineData("Func<int, Func<int, Func<int, int>>> f = x => y => z => x + y + z; f(1)(2)(3)", "6")]
    [InlineData("var s = 0; foreach (var (a, b) in new[] { (1, 2), (3, 4) }) s += a * b; s", "14")]
    [InlineData("var s = 0; for (var i = 0; i < 3; i++) for (var j = 0; j < 3; j++) if (i == j) continue; else s++; s", "6")]
    [InlineData("var i = 0; while (i < 3) if (i == 1) goto done; else i++; done: ; i", "1")]
    [InlineData("$\"{string.Join(',', new[] { 1, 2 }.Select(x => x + 1))} {new[] { 1 }.Select(x => $\"<{x}>\").First()}\"", "2,3 <1>")]
    [InlineData("int Outer(int n) { int Inner(int m) => m * 2; return Inner(n); } Outer(4)", "8")]
    [InlineData("T Id<T>(T x) => x; Id(\"a\") + Id(1)", "a1")]
    [InlineData("(from a in new[] { 1, 2, 3 } let b = a * a where b > 1 orderby -b select b).First()", "9")]
    [InlineData("var t = (Func<int, int>)delegate(int x) { return x + 1; }; t(1)", "2")]
    [InlineData("interface I { int F() => 5; } class C : I { } ((I)new C()).F()", "5")]
    [InlineData("IEnumerable<int> G() { yield return 1; yield return 2; } G().Sum()", "3")]
    [InlineData("string F(int n) => n switch\n{\n    0 => \"zero\", // a remark\n    _ => \"more\",\n};\nF(1)", "more")]
    [InlineData("var n = 1; new List<int> { 1 }.ForEach(x => n = x + 1); n", "2")]
    [InlineData("class Finalized { ~Finalized() => Console.Write(1); } 1", "1")]
    public void Guards_change_nothing(string code, string expected) => Assert.Equal(expected, Value(code));

    [Fact]
    public void Endless_recursion_is_an_error_with_its_line()
    {
        var error = Error("int x = 1;\nint Down(int n) =>\n    Down(n + 1) + 1;\nDown(0)");
        Assert.Equal("InsufficientExecutionStackException", error.Name);
        Assert.Equal((4, "   at Down(int n) in cell 1, line 2"), (error.Traceback.Count, error.Traceback[1]));
        Assert.Matches(@"^   at Down\(int n\) in cell 1, line 3, [\d,]+ times$", error.Traceback[2]);
        Assert.Equal("   at cell 1, line 4", error.Traceback[^1]);
        Assert.Equal("1", Value("x"));
    }

    [Fact]
    public void Two_functions_that_call_each_other_are_told_in_fewer_lines_than_an_editor_cuts()
    {
        var error = Error("int Even(int n) => Odd(n + 1) + 1;\nint Odd(int n) =>\n    Even(n + 1) + 1;\nEven(0)");
        Assert.InRange(error.Traceback.Count, 10, 29);
        Assert.Contains(error.Traceback, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^   … [\d,]+ more …$"));
        Assert.Equal("   at cell 1, line 4", error.Traceback[^1]);
    }
}
