using RnnLm.Models;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Tests.Grammars;

/// <summary>
/// What <c>data make</c> and <c>data compare</c> ask of the grammars is done in seconds. The processor's time is held to a limit, not the clock's, which would tell
/// how busy the machine is; and since it is the whole process's, these tests run alone.
/// </summary>
[Collection(nameof(GrammarSpeedTests))]
[CollectionDefinition(nameof(GrammarSpeedTests), DisableParallelization = true)]
public sealed class GrammarSpeedTests
{
    [Theory]
    [InlineData("students")]
    [InlineData("statesman")] // the most words and rules
    public void A_million_words_are_written_in_a_few_seconds_and_the_oracle_scores_a_hundred_thousand_in_under_thirty(string name)
    {
        var grammar = Grammar.Load(Path.Combine(CourseGrammarTests.DataFolder(), name + ".grammar"));
        var began = Environment.CpuUsage.TotalTime;
        Assert.InRange(new GrammarSampler(grammar, 1).Words(1_000_000).Sum(line => 1 + line.Count(' ')), 1_000_000, 1_000_100);
        var written = Environment.CpuUsage.TotalTime - began;
        Assert.InRange(written.TotalSeconds, 0, 10);

        var oracle = new GrammarOracle(grammar);
        int[] text = [.. new GrammarSampler(grammar, 1).Words(100_000).SelectMany(line => oracle.Vocabulary.Encode(line).Append(Vocabulary.Eos))];
        began = Environment.CpuUsage.TotalTime;
        Assert.InRange(Math.Exp(-oracle.Score(text).Average(score => score.LogProbability)), 2, 4);
        var scored = Environment.CpuUsage.TotalTime - began;
        Assert.InRange(scored.TotalSeconds, 0, 30);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: a million words written in {written.TotalSeconds:F2} s, {text.Length} tokens scored in {scored.TotalSeconds:F2} s");
    }

    [Fact]
    public void A_million_words_are_never_held_at_once()
    {
        var grammar = Grammar.Load(Path.Combine(CourseGrammarTests.DataFolder(), "statesman.grammar"));
        using var lines = new GrammarSampler(grammar, 1).Words(1_000_000).GetEnumerator();
        Assert.True(lines.MoveNext());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var words = 0;
        while (words < 900_000 && lines.MoveNext()) words += 1 + lines.Current.Count(' ');
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000); // as text they have 5 MB
        Assert.True(lines.MoveNext()); // it is still under way
    }
}
