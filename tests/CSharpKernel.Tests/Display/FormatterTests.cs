using System.Text.Json.Nodes;
using CSharpKernel.Display;
using Xunit;

#pragma warning disable CA1822 // What is shown are instance properties.

namespace CSharpKernel.Tests.Display;

public sealed class FormatterTests
{
    private sealed record Point(int X, double Y);

    private sealed class Circular
    {
        public string Name { get; } = "me";

        public Circular Self => this;
    }

    private sealed class Throwing
    {
        public int Fine => 1;

        public int Bad => throw new InvalidOperationException("not now");
    }

    private sealed class Own
    {
        public int Inner => 3;

        public override string ToString() => "own <text>";
    }

    private struct Pair
    {
        public int First;
        public string Second;
    }

    public static TheoryData<object?, string> Plain => new()
    {
        { null, "<null>" },
        { 42, "42" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 1234567.5, "1234567.5" },
        { "a \"string\"\n", "a \"string\"\n" },
        { 'c', "c" },
        { true, "true" },
        { DayOfWeek.Friday, "Friday" },
        { typeof(Dictionary<string, int[]>), "Dictionary<string, int[]>" },
        { new[] { 1, 2, 3 }, "[1, 2, 3]" },
        { new[] { "a", null }, "[\"a\", null]" },
        { Array.Empty<int>(), "[]" },
        { new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, "{ [\"a\"] = 1, [\"b\"] = 2 }" },
        { (1, "a", (2, 3)), "(1, \"a\", (2, 3))" },
        { new Point(1, 2.5), "Point { X = 1, Y = 2.5 }" },
        { new { A = 1, B = "x" }, "{ A = 1, B = \"x\" }" },
        { new Pair { First = 1, Second = "s" }, "Pair { First = 1, Second = \"s\" }" },
        { new[,] { { 1, 20 }, { 300, 4 } }, "int[2,2]\n  1  20\n300   4" },
        { new[] { new[] { 1.5, 2 }, [3, 4] }, "double[][]\n1.5  2\n  3  4" },
        { new Own(), "own <text>" },
        { new Uri("https://example.org/"), "https://example.org/" },
        { new KeyValuePair<string, int>("k", 1), "KeyValuePair<string, int> { Key = \"k\", Value = 1 }" },
        { Task.FromResult(3), "Task<int> (RanToCompletion)" },
        { JsonNode.Parse("{\"a\":[1]}"), "{\"a\":[1]}" },
        { new List<object?> { 1, "two", 3.5, null }, "[1, \"two\", 3.5, null]" },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void Plain_text_is_short_and_like_CSharp(object? value, string expected) => Assert.Equal(expected, Of(value, "text/plain"));

    [Fact]
    public void Long_sequences_are_cut_in_the_middle()
    {
        var text = Of(Enumerable.Range(0, 1000).ToArray(), "text/plain");
        Assert.StartsWith("[0, 1, 2,", text, StringComparison.Ordinal);
        Assert.Contains("49, … 900 more …, 950", text, StringComparison.Ordinal);
        Assert.EndsWith("999]", text, StringComparison.Ordinal);
        Assert.Contains("<th>49</th><th>… 900 more …</th><th>950</th>", Of(Enumerable.Range(0, 1000).ToArray(), "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Large_grids_are_cut_in_the_middle_both_ways()
    {
        var grid = new int[100, 50];
        grid[99, 49] = 7;
        var text = Of(grid, "text/plain").Split('\n');
        Assert.Equal(22, text.Length);
        Assert.Equal("int[100,50]", text[0]);
        Assert.Equal(21, text[1].Split("  ", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("7", text[^1], StringComparison.Ordinal);
        var html = Of(grid, "text/html");
        Assert.Contains("… 80 more …", html, StringComparison.Ordinal);
        Assert.Contains("… 30 more …", html, StringComparison.Ordinal);
        Assert.Contains("<th style=\"text-align: left\">99</th>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_sequences_are_read_no_further_than_shown()
    {
        var read = 0;
        IEnumerable<int> Forever()
        {
            while (true)
                yield return read++;
        }
        var bundle = Formatters.Format(Forever());
        Assert.EndsWith("99, … and more]", (string)bundle.Data["text/plain"], StringComparison.Ordinal);
        Assert.Equal(101, read); // Once for both forms.
    }

    [Fact]
    public void A_sequence_that_throws_shows_what_came_before()
    {
        static IEnumerable<int> Broken()
        {
            yield return 1;
            throw new InvalidOperationException("no more");
        }
        Assert.Equal("[1, (throws InvalidOperationException: no more)]", Of(Broken(), "text/plain"));
    }

    [Fact]
    public void Circles_are_named() =>
        Assert.Equal("Circular { Name = \"me\", Self = Circular (again: a circle) }", Of(new Circular(), "text/plain").Replace("FormatterTests.", "", StringComparison.Ordinal));

    [Fact]
    public void A_property_that_throws_is_told_in_its_place() =>
        Assert.Equal("Throwing { Fine = 1, Bad = (throws InvalidOperationException: not now) }", Of(new Throwing(), "text/plain"));

    [Fact]
    public void Depth_is_limited()
    {
        object nested = 1;
        for (var depth = 0; depth < 50; depth++)
            nested = new { Inner = nested };
        Assert.InRange(Of(nested, "text/html").Length, 10, 2000);
    }

    [Fact]
    public void Breadth_is_limited()
    {
        var wide = Enumerable.Range(0, 100).Select(a => Enumerable.Range(0, 20).Select(b => Enumerable.Range(0, 20).Select(c => new[] { "x", "y" }).ToArray()).ToArray()).ToArray();
        Assert.InRange(Of(wide, "text/html").Length, 10_000, 3_000_000);
    }

    [Fact]
    public void Uniform_objects_make_a_table_of_their_properties()
    {
        var html = Of(new[] { new Point(1, 2.5), new Point(3, 4) }, "text/html");
        Assert.Contains("<thead><tr><th></th><th>X</th><th>Y</th></tr></thead>", html, StringComparison.Ordinal);
        Assert.Contains("<td style=\"text-align: right\">2.5</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Dictionaries_make_a_table_of_keys_and_values() => Assert.Equal(
        "<table><thead><tr><th>Key</th><th>Value</th></tr></thead><tbody><tr><td style=\"text-align: left\">a</td><td style=\"text-align: right\">1</td></tr></tbody></table>",
        Of(new Dictionary<string, int> { ["a"] = 1 }, "text/html"));

    [Fact]
    public void Markup_in_values_is_encoded()
    {
        foreach (var value in new object[] { new[] { "<b>" }, new { A = "<b>" }, new Dictionary<string, string> { ["<b>"] = "<b>" }, new Own(), ("<b>", 1) })
        {
            Assert.DoesNotContain("<b>", Of(value, "text/html"), StringComparison.Ordinal);
            Assert.DoesNotContain("<text>", Of(value, "text/html"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_colours_are_fixed() =>
        Assert.DoesNotContain("color", Of(new[] { new Point(1, 2) }, "text/html") + Of(new int[30, 30], "text/html"), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Numbers_and_strings_are_plain_only_unless_asked()
    {
        Assert.Equal(["text/plain"], Formatters.Format(42).Data.Keys);
        Assert.Equal(["text/plain"], Formatters.Format("<b>").Data.Keys);
        Assert.Equal("<pre style=\"text-align: left\">&lt;b&gt;</pre>", (string)Formatters.Format("<b>", "text/html").Data["text/html"]);
    }

    [Fact]
    public void Groups_show_their_keys() =>
        Assert.Equal("[\"a\": [\"a1\", \"a2\"], \"b\": [\"b1\"]]", Of(new[] { "a1", "a2", "b1" }.GroupBy(word => word[..1]), "text/plain"));

    [Fact]
    public void An_exception_is_a_value_too() =>
        Assert.Equal("System.InvalidOperationException: as a value", Of(new InvalidOperationException("as a value"), "text/plain"));

    [Fact]
    public void Json_can_be_asked_for() =>
        Assert.Equal("{\"X\":1,\"Y\":2.5}", ((JsonNode)Formatters.Format(new Point(1, 2.5), "application/json").Data["application/json"]).ToJsonString());

    private static string Of(object? value, string mimeType) =>
        ((string)Formatters.Format(value).Data[mimeType]).Replace("FormatterTests.", "", StringComparison.Ordinal);
}
