using System.Text.RegularExpressions;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>The README shows what a check says.</summary>
public sealed partial class ReadmeSampleTests
{
    [Fact]
    public void The_check_in_the_readme_says_what_stands_there()
    {
        var verdict = Exercises.FanOut.Check((x, y, z) => [Math.Max(y, z), Math.Max(y, z), y > z ? 0 : x + y]);
        var readme = File.ReadAllText(Path.Combine(CourseNotebook.Folder, "..", "README.md"));
        Assert.Contains($" {OnOneLine(verdict.ToString())} ", OnOneLine(readme), StringComparison.Ordinal);
    }

    private static string OnOneLine(string text) => Blank().Replace(text.Replace("```", "", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
