using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RnnLm.Cli.Terminal;
using RnnLm.Models.Files;
using RnnLm.Numerics;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>The command <c>rnnlm data compare</c>: how close each kind of model comes to the floor, and where it stays above it.</summary>
internal static class CompareCommand
{
    /// <summary>The command, to be added to <c>rnnlm data</c>.</summary>
    /// <param name="folder">Where the grammars are.</param>
    public static Command Create(Func<string> folder)
    {
        var usual = new TrainingRecipe();
        var name = new Argument<string>("NAME") { Description = "One of the texts that rnnlm data list shows as made here, or a grammar file of your own." };
        var words = OptionOf.Count("--words", "N", $"How many words to train on. Default: {usual.Words}.", least: 10_000);
        var epochs = OptionOf.Count("--epochs", "N", $"How often the networks read them. Default: {usual.Epochs}.");
        var hidden = OptionOf.Count("--hidden", "N", $"The networks' hidden units; embeddings have half of it. Default: {usual.Hidden}.", least: 2);
        var rate = OptionOf.Real("--rate", "R", "One learning rate for all networks. Default: for each the best on seed 1 of "
            + $"{string.Join(", ", TrainingRecipe.Rates.Select(r => r.ToString(CultureInfo.InvariantCulture)))}.", r => r > 0, "above 0");
        var seeds = OptionOf.Count("--seeds", "N", "How many times everything is done, with one seed after the other; figures are medians. Default: 3.");
        var first = OptionOf.Count("--first-seed", "N", "The first of them. Default: 2, since the learning rates were chosen on seed 1.");
        var threads = OptionOf.Count("--threads", "N", "How many threads compute; the numbers do not depend on it. Default: all processors.");
        var save = new Option<string?>("--save") { HelpName = "DIR", Description = "Where the networks of the first seed are saved, as students-elman.safetensors and so on. Default: nowhere." };
        var check = new Option<bool>("--check") { Description = "Fail unless the figures are what the course says of students." };
        var command = new DocumentedCommand("compare", "Train every kind of model on a text whose floor is known, and show how far above it each stays.")
        {
            Examples = [("", "students"), ("", "students --seeds 1 --save data/models")],
        };
        command.Add(name);
        command.AddGroup("Training", words, epochs, hidden, rate, seeds, first, threads);
        command.AddGroup("Output", save, check);
        command.SetAction((arguments, cancellation) => Task.Run(
            () =>
            {
                var grammar = Grammar.Load(OwnText.Find(folder(), arguments.GetValue(name)!).Path);
                if (arguments.GetValue(check) && grammar.Name != "students")
                    throw new CommandException($"--check knows what the course says of students, and nothing of {grammar.Name}.", ExitCode.WrongUse);
                var recipe = new TrainingRecipe(
                    arguments.GetValue(words) ?? usual.Words, arguments.GetValue(epochs) ?? usual.Epochs, arguments.GetValue(hidden) ?? usual.Hidden, arguments.GetValue(rate));
                using var workers = arguments.GetValue(threads) is { } count ? new Workers(count) : new Workers();
                var firstSeed = arguments.GetValue(first) ?? 2;
                var runs = Enumerable.Range(firstSeed, arguments.GetValue(seeds) ?? 3)
                    .Select(seed => Run(grammar, (ulong)seed, recipe, workers, seed == firstSeed ? arguments.GetValue(save) : null, cancellation))
                    .ToArray();
                var comparison = new Comparison(grammar, runs);
                Console.WriteLine();
                ComparisonTable.Write(comparison, Console.Out);
                return arguments.GetValue(check) ? Check(comparison) : ExitCode.Success;
            },
            CancellationToken.None));
        return command;
    }

    private static ComparedModels Run(Grammar grammar, ulong seed, TrainingRecipe recipe, Workers workers, string? folder, CancellationToken cancellation)
    {
        if (folder is not null) Directory.CreateDirectory(folder);
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"seed {seed}");
        var run = Comparison.Run(
            grammar,
            seed,
            recipe,
            workers,
            (name, model, perplexity) =>
            {
                if (folder is not null && TrainingRecipe.Networks.Contains(name)) ModelFile.Save(Path.Combine(folder, FileName(grammar.Name, name)), model);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-9} perplexity {perplexity,6:F3}, after {watch.Elapsed.TotalSeconds:F0} s"));
            },
            cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  floor     perplexity {run.Test.Floor,6:F3}; {run.TrainingTokens:N0} tokens to train on, {run.Test.Tokens:N0} to test on"));
        return run;
    }

    private static int Check(Comparison comparison)
    {
        var broken = Headline.Broken(comparison).ToArray();
        foreach (var sentence in broken) Console.Error.WriteLine($"rnnlm data compare: {sentence}");
        if (broken.Length == 0) Console.WriteLine("The figures are what the course says of them.");
        return broken.Length == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>The file of a network: <c>students-window.safetensors</c> of window 4.</summary>
    public static string FileName(string text, string network) => $"{text}-{network.Split(' ')[0].ToLowerInvariant()}.safetensors";
}
