using RnnLm.Cli.Book;
using Xunit;

namespace RnnLm.Cli.Tests.Book;

public sealed class CSharpLexerTests
{
    [Theory]
    [InlineData("var x = 1.5e-3;", "var:Keyword 1.5e-3:Number")]
    [InlineData("0xFFu + 1_000L..2", "0xFFu:Number 1_000L:Number 2:Number")]
    [InlineData("a // b\nc", "// b:Comment")]
    [InlineData("a /* b\n*/ c /* open", "/* b\n*/:Comment /* open:Comment")]
    [InlineData("#r \"x.dll\"\nint y", "#r \"x.dll\":Directive int:Keyword")]
    [InlineData("s = \"a\\\"b\" + 'c' + '\\''", "\"a\\\"b\":Text 'c':Text '\\'':Text")]
    [InlineData("@\"a\"\"b\\\" + x", "@\"a\"\"b\\\":Text")]
    [InlineData("$\"a {b + 1:F2} {{c}}\"", "$\"a {:Text 1:Number :F2} {{c}}\":Text")]
    [InlineData("$\"{(a ? \"b\" : \"c\")}\"", "$\"{:Text \"b\":Text \"c\":Text }\":Text")]
    [InlineData("\"\"\"raw \"quoted\" {x}\"\"\"", "\"\"\"raw \"quoted\" {x}\"\"\":Text")]
    [InlineData("$$\"\"\"{x} {{y}}\"\"\"", "$$\"\"\"{x} {{:Text }}\"\"\":Text")]
    [InlineData("new Matrix(3).Apply(f)", "new:Keyword Matrix:Type 3:Number Apply:Call")]
    [InlineData("Console.WriteLine(List<int>.Empty)", "Console:Type WriteLine:Call List:Type int:Keyword")]
    [InlineData("@class.@event", "")]
    [InlineData("\"never closed\nint x", "\"never closed:Text int:Keyword")]
    public void Pieces_are_what_they_look_like(string source, string expected)
    {
        IEnumerable<string> named = CSharpLexer.Cut(source).Where(token => token.Kind != CodeKind.Plain).Select(token => $"{token.Text}:{token.Kind}");
        Assert.Equal(expected, string.Join(' ', named));
    }

    [Fact]
    public void The_pieces_are_the_source_again_whatever_it_is()
    {
        string[] parts = ["\"", "\"\"\"", "$", "@", "{", "}", "{{", "a", "Ab", "1", ".", "'", "\\", "//", "/*", "*/", "\n", " ", "#", ":", "(", ")", "new ", "😀"];
        var random = new RnnLm.Numerics.RandomGenerator(1);
        for (int trial = 0; trial < 5000; trial++)
        {
            string source = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
            Assert.Equal(source, string.Concat(CSharpLexer.Cut(source).Select(token => token.Text)));
        }
    }

    [Fact]
    public void Our_own_sources_come_out_whole_and_mostly_coloured()
    {
        string folder = Path.Combine(RnnLm.Cli.Notebooks.KernelLocation.Repository(), "src", "RnnLm.Cli", "Book");
        foreach (string file in Directory.GetFiles(folder, "*.cs"))
        {
            string source = File.ReadAllText(file);
            IReadOnlyList<CodeToken> tokens = CSharpLexer.Cut(source);
            Assert.Equal(source, string.Concat(tokens.Select(token => token.Text)));
            Assert.Contains(new CodeToken(CodeKind.Keyword, "namespace"), tokens);
            Assert.DoesNotContain(tokens, token => token.Kind == CodeKind.Text && token.Text.Contains("\n    private ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Code_is_encoded() =>
        Assert.Equal("<span class=\"keyword\">if</span> (a &lt; b &amp;&amp; c)", CodeHtml.Coloured("if (a < b && c)"));
}
