using RnnLm.Analysis;
using RnnLm.Cli.Data;
using RnnLm.Cli.Notebooks;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Numerics;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Cli.Tests.Data;

/// <summary>What the course says of the models on <c>students</c> holds, and what would break it is said.</summary>
public sealed class HeadlineTests
{
    /// <summary>
    /// The medians of the three seeds that data/README.md reports. Seed 2 is the first of them, and what <c>rnnlm data compare students --seeds 1 --save data/models</c>
    /// trains: the networks that the notebooks ask come out again byte for byte.
    /// </summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void The_headline_holds_on_three_seeds_that_nothing_was_tuned_on_and_the_first_networks_are_the_committed_ones()
    {
        var grammar = Students();
        var trained = new Dictionary<string, ILanguageModel>();
        using var workers = new Workers();
        ComparedModels[] runs =
        [
            .. new ulong[] { 2, 3, 4 }.Select(seed => Comparison.Run(
                grammar, seed, new TrainingRecipe(), workers, (name, model, _) => trained.TryAdd(name, model), TestContext.Current.CancellationToken)),
        ];
        var comparison = new Comparison(grammar, runs);
        Assert.Empty(Headline.Broken(comparison));
        AssertPrintedInReadme(comparison);

        var committed = Path.Combine(KernelLocation.Repository(), "data", "models");
        Assert.Equal(
            TrainingRecipe.Networks.Select(name => CompareCommand.FileName("students", name)).Order(StringComparer.Ordinal),
            Directory.GetFiles(committed).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(TrainingRecipe.Networks, name =>
        {
            var expected = File.ReadAllBytes(Path.Combine(committed, CompareCommand.FileName("students", name)));
            Assert.InRange(expected.Length, 1, 999_999);
            Assert.True(expected.AsSpan().SequenceEqual(Saved(trained[name])), $"{name} is no longer the network in data/models: make them again, and measure anew what notebooks say of them.");
        });
    }

    [Fact]
    public void Figures_that_break_the_headline_are_named()
    {
        var grammar = Students();
        var test = new ScoredText(new GrammarOracle(grammar), seed: 1, words: 5000);
        Assert.Empty(Headline.Broken(Made(elmanForgets: true, lstm: 0.1)));
        Assert.Contains("Elman is 0.00 nats above", Assert.Single(Headline.Broken(Made(elmanForgets: false, lstm: 0.1))), StringComparison.Ordinal);
        Assert.Contains(Headline.Broken(Made(elmanForgets: true, lstm: 0.4)), sentence => sentence.StartsWith("LSTM is 0.40 nats above", StringComparison.Ordinal));
        Assert.Contains(Headline.Broken(Made(elmanForgets: true, lstm: 0.1, window: 0.2)), sentence => sentence.StartsWith("window 4 is 0.20 nats above the oracle at the verb", StringComparison.Ordinal));
        Assert.Contains(Headline.Broken(Made(elmanForgets: true, lstm: 0.1, elman: 0.4)), sentence => sentence.Contains("at the pronoun, less than the window's 0.30 is wanted", StringComparison.Ordinal));
        Assert.Contains(Headline.Broken(Made(elmanForgets: true, lstm: 3)), sentence => sentence.Contains("GRU and LSTM", StringComparison.Ordinal));

        // Models that lose this much at each object, and nothing or the same everywhere else.
        Comparison Made(bool elmanForgets, double lstm, double window = 0.3, double elman = 0.01)
        {
            var models = new Dictionary<string, double[]>
            {
                ["5-gram"] = Loses(_ => 3, elsewhere: 0.5),
                ["window 4"] = Loses(d => d <= 4 ? 0 : 2, elsewhere: window),
                ["Elman"] = Loses(d => elmanForgets ? 0.05 * d : 0.6, elsewhere: elman),
                ["GRU"] = Loses(_ => 0.1, elsewhere: 0),
                ["LSTM"] = Loses(_ => lstm, elsewhere: 0),
            };
            return new Comparison(grammar, [new ComparedModels(1, 1000, test, models)]);
        }

        double[] Loses(Func<int, double> atObject, double elsewhere)
        {
            var nats = Enumerable.Repeat(elsewhere, test.Tokens).ToArray();
            foreach (var dependent in test.Dependents.Where(d => d.Dependency.Word == "Object")) nats[dependent.Position] = atObject(dependent.Distance);
            return nats;
        }
    }

    /// <summary>The two tables of data/README.md have the figures that the command prints.</summary>
    private static void AssertPrintedInReadme(Comparison comparison)
    {
        var output = new StringWriter { NewLine = "\n" };
        ComparisonTable.Write(comparison, output);
        var printed = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var objects = Array.FindIndex(printed, line => line.StartsWith("Nats above the oracle at Object", StringComparison.Ordinal));
        var quoted = File.ReadLines(Path.Combine(KernelLocation.Repository(), "data", "README.md"))
            .Where(line => line.StartsWith('|')).Select(line => string.Join(' ', line.Split('|', StringSplitOptions.TrimEntries)).Trim()).ToArray();
        Assert.All(printed[1..7].Concat(printed[(objects + 1)..(objects + 7)]), line =>
            Assert.Contains(string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), quoted.Select(q => q.Replace("words ", "", StringComparison.Ordinal))));
    }

    private static byte[] Saved(ILanguageModel model)
    {
        var file = Path.GetTempFileName();
        try
        {
            ModelFile.Save(file, model);
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Grammar Students() => Grammar.Load(Path.Combine(KernelLocation.Repository(), "data", "students.grammar"));
}
