using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>What a notebook says of itself at its top: minutes, items of the two lectures, what must be done; and where its links lead.</summary>
public sealed partial class CurriculumTests
{
    // Deck A has 27 items, deck B has 40.
    private static readonly string[] Items =
        [.. Enumerable.Range(1, 27).Select(i => $"A{i}"), .. Enumerable.Range(1, 40).Select(i => $"B{i}")];

    public static TheoryData<string> Names => CourseNotebook.Numbered;

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_items_exist_and_stand_both_under_its_title_and_in_its_metadata(string name)
    {
        var notebook = CourseNotebook.Open(name);
        var inMetadata = notebook.Json["metadata"]!["rnnlm"]!["items"]!.AsArray().Select(item => (string)item!).ToArray();
        Assert.NotEmpty(inMetadata);
        Assert.All(inMetadata, item => Assert.Contains(item, Items));
        Assert.Equal(inMetadata, ItemLine().Match(notebook.Head).Groups[1].Value.Split(", "));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_minutes_stand_both_under_its_title_and_in_its_metadata(string name)
    {
        var notebook = CourseNotebook.Open(name);
        var minutes = (int)notebook.Json["metadata"]!["rnnlm"]!["minutes"]!;
        Assert.InRange(minutes, 5, 120);
        Assert.Equal(minutes.ToString(CultureInfo.InvariantCulture), MinutesLine().Match(notebook.Head).Groups[1].Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_most_four_exercises_must_be_done_and_are_there(string name)
    {
        var match = MustDoLine().Match(CourseNotebook.Open(name).Head);
        Assert.True(match.Success, "There is no line such as '*Must do: The dot product · The matrix product.*' under the title.");
        var titles = match.Groups[1].Value.Split(" · ").ToArray();
        Assert.InRange(titles.Length, 1, 4);
        Assert.Equal(Exercises.All.Where(e => e.Notebook == name && e.IsMustDo).Select(e => e.Title).Order(), titles.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_what_a_reader_will_be_able_to_do_in_the_words_that_the_index_looks_for(string name) =>
        Assert.Contains("**You will be able to**", CourseNotebook.Open(name).Prose, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_links_lead_somewhere(string name) =>
        Assert.Empty(LinksOf(CourseNotebook.Open(name).Prose).Except(CourseNotebook.Names));

    [Fact]
    public void The_map_links_every_notebook_that_is_there_and_calls_the_others_coming()
    {
        var rows = MapRow().Matches(CourseNotebook.Open("00-start-here").Prose).Select(row => (Number: row.Groups[1].Value, What: row.Groups[2].Value)).ToArray();
        Assert.Equal(Enumerable.Range(0, 15).Select(i => i.ToString("00", CultureInfo.InvariantCulture)), rows.Select(row => row.Number));
        foreach (var (number, what) in rows.Skip(1))
        {
            var there = CourseNotebook.Names.SingleOrDefault(name => name.StartsWith(number + "-", StringComparison.Ordinal));
            Assert.Equal(there is null, what.Contains("*coming*", StringComparison.Ordinal));
            Assert.Equal(there is null ? [] : [there], LinksOf(what));
        }
    }

    private static IEnumerable<string> LinksOf(string prose) =>
        NotebookLink().Matches(prose).Select(link => Path.GetFileNameWithoutExtension(link.Groups[1].Value));

    [GeneratedRegex(@"\bItems ([AB]\d+(?:, [AB]\d+)*)")]
    private static partial Regex ItemLine();

    [GeneratedRegex(@"\b(\d+) minutes\b")]
    private static partial Regex MinutesLine();

    [GeneratedRegex(@"Must do: ([^*\n]+?)\.?\*")]
    private static partial Regex MustDoLine();

    [GeneratedRegex(@"\]\(([^)#]+\.ipynb)(?:#[^)]*)?\)")]
    private static partial Regex NotebookLink();

    [GeneratedRegex(@"^\| \**(\d\d)\** \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex MapRow();
}
