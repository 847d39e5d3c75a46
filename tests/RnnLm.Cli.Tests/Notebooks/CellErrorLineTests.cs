using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

public sealed class CellErrorLineTests
{
    [Theory]
    [InlineData("cell 3, line 2, column 9: error CS0103: The name 'y' does not exist", 2)]
    [InlineData("\e[31mX\e[0m: message\n   at Step in cell 1, line 5\n   at cell 3, \e[1mline 4\e[0m", 4)]
    [InlineData("X: message\n   at Step in cell 1, line 5\n   at cell 3, line 4", 4)]
    [InlineData("(3,7): error CS1002: ; expected", 3)]
    [InlineData("at line 99", null)]
    [InlineData("in Notebook.cs:line 2", 2)]
    [InlineData("no place at all", null)]
    public void The_line_is_that_of_this_cell(string traceback, int? line) =>
        Assert.Equal(line, CellErrorLine.Find(traceback.Split('\n'), "1\n2\n3\n4\n5\n", executionCount: 3));
}
