using Xunit;

namespace CSharpKernel.Tests.Session;

public sealed class DisplayTests : SessionTests
{
    [Fact]
    public void Display_shows_at_once_and_updates_in_place()
    {
        Value("var shown = display(\"first\"); shown.Update(\"second\");");
        Assert.Equal(["first", "second"], Output.Displays.Select(display => (string)display.Data.Data["text/plain"]));
        Assert.Equal([false, true], Output.Displays.Select(display => display.Update));
        Assert.Equal(Output.Displays[0].Id, Output.Displays[1].Id);
        Value("shown.Update(\"third\");");
        Assert.True(Output.Displays.Single().Update);
    }

    [Fact]
    public void Forms_can_be_chosen()
    {
        Value("display(new[] { 1 }, \"text/html\"); 5.Display(); \"**b**\".DisplayAs(\"text/markdown\"); display(HTML(\"<b>x</b>\"));");
        Assert.Equal(["text/html"], Output.Displays[0].Data.Data.Keys);
        Assert.Equal("5", Text(Output.Displays[1].Data));
        Assert.Equal("**b**", (string)Output.Displays[2].Data.Data["text/markdown"]);
        Assert.Equal("<b>x</b>", (string)Output.Displays[3].Data.Data["text/html"]);
    }

    [Fact]
    public void Functions_of_classes_can_display()
    {
        Value("static class Reporter { public static void Report() => display(3); } Reporter.Report();");
        Assert.Equal("3", Text(Output.Displays.Single().Data));
    }

    [Fact]
    public void Output_can_be_cleared()
    {
        Value("Console.Write(1); ClearOutput(wait: true); ClearOutput();");
        Assert.Equal([true, false], Output.Clears);
    }

    [Theory]
    [InlineData("record Point(int X, int Y); new Point(1, 2)", "Point { X = 1, Y = 2 }")]
    [InlineData("new { A = 1, B = new[] { 1, 2 } }", "{ A = 1, B = [1, 2] }")]
    [InlineData("new List<(string Name, double Share)> { (\"a\", 0.5) }", "[(\"a\", 0.5)]")]
    public void The_value_of_a_cell_is_shown_in_its_forms(string code, string expected)
    {
        var value = Run(code).Value;
        Assert.Equal(expected, Text(value));
        Assert.Contains("<table>", (string)value!.Data["text/html"], StringComparison.Ordinal);
    }
}
