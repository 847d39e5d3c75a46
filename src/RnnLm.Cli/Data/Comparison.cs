using RnnLm.Analysis;
using RnnLm.Models;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>How far above the floor each kind of model stays, over one or more seeds; figures are medians.</summary>
/// <param name="Grammar">Who wrote the texts.</param>
/// <param name="Runs">One for each seed.</param>
internal sealed record Comparison(Grammar Grammar, IReadOnlyList<ComparedModels> Runs)
{
    /// <summary>How many words of distance share a figure: as many as the window sees.</summary>
    public const int Bin = 4;

    /// <summary>The floor's perplexity.</summary>
    public double Floor => Median(Runs.Select(r => r.Test.Floor));

    /// <summary>A model's perplexity.</summary>
    public double Perplexity(string model) => Median(Runs.Select(r => r.Test.Floor * r.TimesTheFloor(model)));

    /// <summary>How many times the floor a model's perplexity is.</summary>
    public double TimesTheFloor(string model) => Median(Runs.Select(r => r.TimesTheFloor(model)));

    /// <summary>The distances that a dependent word has, by <see cref="Bin"/> words: 0 is 1 to 4.</summary>
    public IReadOnlyList<int> Bins(Dependency dependency) =>
        [.. Runs[0].Test.Dependents.Where(d => d.Dependency == dependency).Select(BinOf).Distinct().Order()];

    /// <summary>By how many nats a model's loss at the dependent words of this distance is above the oracle's, on average.</summary>
    public double NatsAbove(string model, Dependency dependency, int bin) => Median(Runs.Select(r => r.Test.Dependents
        .Where(d => d.Dependency == dependency && BinOf(d) == bin).Select(d => r.AboveFloor[model][d.Position]).DefaultIfEmpty(double.NaN).Average()));

    /// <summary>Writes the texts of a seed, trains every model on them, and measures it.</summary>
    /// <param name="grammar">Who writes.</param>
    /// <param name="seed">Where the texts and the weights come from.</param>
    /// <param name="recipe">How the networks are trained.</param>
    /// <param name="workers">Who computes: a model is trained by one of them, which wastes less on such small networks than sharing each step. The numbers do not depend on it.</param>
    /// <param name="trained">Told of every model, its name and its perplexity, as soon as it is trained: one at a time, in whatever order they are done.</param>
    /// <param name="cancellation">Stops.</param>
    public static ComparedModels Run(
        Grammar grammar, ulong seed, TrainingRecipe recipe, Workers workers, Action<string, ILanguageModel, double> trained, CancellationToken cancellation)
    {
        var oracle = new GrammarOracle(grammar);
        var random = new RandomGenerator(seed);
        var train = Tokens(recipe.Words);
        var valid = Tokens(Math.Max(2000, recipe.Words / 40));
        var test = new ScoredText(oracle, random.NextUInt64(), Math.Max(2000, recipe.Words / 10));
        var run = new ComparedModels(seed, train.Length, test, []);
        var contestants = new Contestants(recipe, oracle.Vocabulary, train, valid, seed);
        Lock gate = new();
        workers.Run(Contestants.Names.Count, index =>
        {
            var name = Contestants.Names[^(index + 1)]; // the longest first
            using var alone = new Workers(1);
            var model = contestants.Create(name, alone, cancellation);
            var above = test.AboveFloor(model);
            lock (gate)
            {
                run.AboveFloor.Add(name, above);
                trained(name, model, test.Floor * run.TimesTheFloor(name));
            }
        });
        return run;

        int[] Tokens(int count) => [.. new GrammarSampler(grammar, random.NextUInt64()).Words(count).SelectMany(line => oracle.Vocabulary.Encode(line).Append(Vocabulary.Eos))];
    }

    private static int BinOf(ScoredText.Dependent dependent) => (dependent.Distance - 1) / Bin;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>What one seed gave.</summary>
/// <param name="Seed">Where the texts and the weights came from.</param>
/// <param name="TrainingTokens">How many tokens an epoch has, ends of lines included.</param>
/// <param name="Test">What the models were measured on.</param>
/// <param name="AboveFloor">By model, for each token of the test text: how many nats its loss is above the oracle's.</param>
internal sealed record ComparedModels(ulong Seed, int TrainingTokens, ScoredText Test, Dictionary<string, double[]> AboveFloor)
{
    /// <summary>How many times the floor a model's perplexity is.</summary>
    public double TimesTheFloor(string model) => Math.Exp(AboveFloor[model].Average());
}
