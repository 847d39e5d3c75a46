using RnnLm.Cli.Data;
using RnnLm.Numerics;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Cli.Tests.Data;

/// <summary>What <c>rnnlm data compare</c> prints is the same whatever the number of threads, and its medians are medians.</summary>
public sealed class ComparisonTests
{
    private static readonly Grammar Grammar = Grammar.Parse("""
        feature number = singular plural
        dependency Verb Noun
        Line -> the Noun[number] Verb[number] | the Noun[number] near the sea Verb[number]
        Noun[singular] -> cat | dog
        Noun[plural] -> cats | dogs
        Verb[singular] -> sleeps | runs
        Verb[plural] -> sleep | run
        """);

    [Fact]
    public void The_table_does_not_depend_on_the_number_of_threads()
    {
        var alone = Table(1);
        Assert.Equal(alone, Table(3));
        Assert.Contains("Nats above the oracle at Verb, by words since the last Noun", alone, StringComparison.Ordinal);
        Assert.Equal(["floor", "LSTM", "GRU", "Elman", "window 4", "5-gram"], alone.Split('\n')[1..7].Select(l => l.Split("  ")[0]));
    }

    [Fact]
    public void Figures_are_medians_over_the_seeds_and_times_the_floor_is_at_least_one()
    {
        var comparison = new Comparison(Grammar, [Run(1, 1), Run(2, 1), Run(3, 1)]);
        foreach (var model in Contestants.Names)
        {
            Assert.Equal(comparison.Runs.Select(r => r.TimesTheFloor(model)).Order().ElementAt(1), comparison.TimesTheFloor(model));
            Assert.InRange(comparison.TimesTheFloor(model), 0.99, 10); // of a short text: even the truth can be beaten by chance
        }
    }

    private static string Table(int threads)
    {
        var output = new StringWriter { NewLine = "\n" };
        ComparisonTable.Write(new Comparison(Grammar, [Run(1, threads)]), output);
        return output.ToString();
    }

    private static ComparedModels Run(ulong seed, int threads)
    {
        using var workers = new Workers(threads);
        return Comparison.Run(Grammar, seed, new TrainingRecipe(Words: 4000, Epochs: 2, Hidden: 8), workers, (_, _, _) => { }, TestContext.Current.CancellationToken);
    }
}
