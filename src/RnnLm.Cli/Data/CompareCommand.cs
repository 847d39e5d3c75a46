using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RnnLm.Analysis;
using RnnLm.Cli.Terminal;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>The command <c>rnnlm data compare</c>: how close each kind of model comes to the floor, and where it stays above it.</summary>
internal static class CompareCommand
{
    private const int Bin = 5; // words

    /// <summary>The command, to be added to <c>rnnlm data</c>.</summary>
    /// <param name="folder">Where the grammars are.</param>
    public static Command Create(Func<string> folder)
    {
        var name = new Argument<string>("NAME") { Description = "One of the texts that rnnlm data list shows as made here." };
        var words = OptionOf.Count("--words", "N", "How many words to train on. Default: 200000.", least: 10_000);
        var epochs = OptionOf.Count("--epochs", "N", "How often the networks read them. Default: 12.");
        var hidden = OptionOf.Count("--hidden", "N", "The networks' hidden units; embeddings have half of it. Default: 128.", least: 2);
        var seeds = OptionOf.Count("--seeds", "N", "How many times everything is done, with seeds 1 to N; figures are medians. Default: 1.");
        var threads = OptionOf.Count("--threads", "N", "How many threads compute; the numbers do not depend on it. Default: all processors.");
        var command = new DocumentedCommand("compare", "Train every kind of model on a text whose floor is known, and show how far above it each stays.")
        {
            Usage = "NAME [options]",
            Examples = [("", "students --words 200000 --seeds 3")],
        };
        command.Add(name);
        command.AddGroup("Training", words, epochs, hidden, seeds, threads);
        command.SetAction((arguments, cancellation) => Task.Run(
            () =>
            {
                var grammar = Grammar.Load(OwnText.Find(folder(), arguments.GetValue(name)!).Path);
                using var workers = arguments.GetValue(threads) is { } count ? new Workers(count) : new Workers();
                var runs = Enumerable.Range(1, arguments.GetValue(seeds) ?? 1)
                    .Select(seed => Run(grammar, (ulong)seed, arguments.GetValue(words) ?? 200_000, arguments.GetValue(epochs) ?? 12, arguments.GetValue(hidden) ?? 128, workers, cancellation))
                    .ToArray();
                Report(grammar, runs);
                return ExitCode.Success;
            },
            CancellationToken.None));
        return command;
    }

    private static Outcome Run(Grammar grammar, ulong seed, int words, int epochs, int hidden, Workers workers, CancellationToken cancellation)
    {
        var oracle = new GrammarOracle(grammar);
        var random = new RandomGenerator(seed);
        var train = Tokens(words);
        var valid = Tokens(Math.Max(2000, words / 20));
        var test = new ScoredText(oracle, random.NextUInt64(), Math.Max(2000, words / 10));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {train.Length:N0} tokens to train on, {test.Tokens:N0} to test on; floor {test.Floor:F3}"));
        var excess = new List<(string Name, double[] Nats)>();
        foreach (var (name, trained) in new Contestants(oracle.Vocabulary, train, valid, epochs, hidden, seed).All())
        {
            var watch = Stopwatch.StartNew();
            var nats = test.AboveFloor(trained(workers, cancellation));
            excess.Add((name, nats));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name,-9} perplexity {test.Floor * Math.Exp(nats.Average()),6:F3}, trained in {watch.Elapsed.TotalSeconds:F0} s"));
        }

        return new Outcome(test, excess);

        int[] Tokens(int count) => [.. new GrammarSampler(grammar, random.NextUInt64()).Words(count).SelectMany(line => oracle.Vocabulary.Encode(line).Append(Vocabulary.Eos))];
    }

    private static void Report(Grammar grammar, IReadOnlyList<Outcome> runs)
    {
        var names = runs[0].Excess.Select(e => e.Name).ToArray();
        Console.WriteLine();
        Console.WriteLine($"{"Test perplexity",-16}{"",9}{"times the floor",18}");
        Row("floor", runs.Select(r => r.Text.Floor), _ => 1);
        foreach (var (index, name) in names.Index())
            Row(name, runs.Select(r => r.Text.Floor * Math.Exp(r.Excess[index].Nats.Average())), i => Math.Exp(runs[i].Excess[index].Nats.Average()));

        foreach (var dependency in grammar.Dependencies)
        {
            var bins = runs[0].Text.Dependents.Where(d => d.Dependency == dependency).Select(BinOf).Distinct().Order().ToArray();
            Console.WriteLine();
            Console.WriteLine($"Nats above the oracle at {dependency.Word}, by words since {string.Join(" or ", dependency.Cues)}");
            Console.WriteLine($"{"",-9}{string.Concat(bins.Select(b => $"{(b * Bin) + 1}-{(b + 1) * Bin}".PadLeft(9)))}");
            foreach (var (index, name) in names.Index())
            {
                var figures = bins.Select(b => Median(runs.Select(r => r.Text.Dependents
                    .Where(d => d.Dependency == dependency && BinOf(d) == b).Select(d => r.Excess[index].Nats[d.Position]).DefaultIfEmpty(double.NaN).Average())));
                Console.WriteLine($"{name,-9}{string.Concat(figures.Select(f => f.ToString("F2", CultureInfo.InvariantCulture).PadLeft(9)))}");
            }
        }

        void Row(string name, IEnumerable<double> perplexities, Func<int, double> times) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-16}{Median(perplexities),9:F3}{Median(Enumerable.Range(0, runs.Count).Select(times)),18:F3}"));

        static int BinOf(ScoredText.Dependent dependent) => (dependent.Distance - 1) / Bin;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed record Outcome(ScoredText Text, IReadOnlyList<(string Name, double[] Nats)> Excess);
}
