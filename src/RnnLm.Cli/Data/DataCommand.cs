using System.CommandLine;
using System.Globalization;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>The commands <c>rnnlm data list</c>, <c>make</c>, <c>get</c> and <c>compare</c>.</summary>
internal static class DataCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create() => new DocumentedCommand("data", "List, make, fetch and compare texts to train on.")
    {
        List(),
        Make(),
        Get(),
        CompareCommand.Create(Folder),
    };

    private static DocumentedCommand List()
    {
        var measure = new Option<bool>("--measure") { Description = "Measure the texts made here as well: their floor, their sentence frames and how many different sequences of four words they have." };
        var command = new DocumentedCommand("list", "List the texts that can be made or fetched.");
        command.AddGroup("Options", measure);
        command.SetAction(arguments =>
        {
            Console.WriteLine("Made here (rnnlm data make NAME): the best possible perplexity is known.");
            foreach (var text in OwnText.All(Folder()))
            {
                var grammar = Grammar.Load(text.Path);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {text.Name,-16} {grammar.Words.Count,5} words, {GrammarMoments.MeanLength(grammar),4:F1} a line. {text.Description()}"));
                if (arguments.GetValue(measure)) Console.WriteLine($"  {"",-16} {TextMeasure.Of(grammar)}");
            }

            Console.WriteLine("Fetched (rnnlm data get NAME):");
            foreach (var corpus in PublicCorpus.All) Console.WriteLine($"  {corpus.Name,-16} {corpus.Description}. Licence: {corpus.Licence}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static DocumentedCommand Make()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "One of the texts that rnnlm data list shows as made here, or a grammar file of your own.",
        };
        var words = OptionOf.Count("--words", "N", "How many words in all: 80 % to train on, 10 % each to validate and to test. Default: 200000.");
        var seed = OptionOf.Seed("The same seed gives the same text. Default: 1.");
        var start = new Option<string?>("--start") { HelpName = "SYMBOL", Description = "Another start symbol of the grammar, which holds a feature fast: Apart[d3] of students." };
        var folder = new Option<string?>("--out") { HelpName = "DIR", Description = "Where train.txt, valid.txt and test.txt are written. Default: the text's name." };
        var command = new DocumentedCommand("make", "Write a text by a grammar: train.txt, valid.txt and test.txt.")
        {
            Examples = [("", "students --words 200000 --seed 1 --out students"), ("", "mine.grammar")],
        };
        command.Add(name);
        command.AddGroup("The text", words, seed, start);
        command.AddGroup("Output", folder);
        command.SetAction(arguments =>
        {
            var text = OwnText.Find(Folder(), arguments.GetValue(name)!);
            var target = arguments.GetValue(folder) ?? text.Name;
            var files = text.Make(target, arguments.GetValue(words) ?? 200_000, arguments.GetValue(seed) ?? 1, arguments.GetValue(start));
            foreach (var (file, lines) in files) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {lines:N0} lines"));
            Console.WriteLine($"The floor: rnnlm perplexity {Path.GetRelativePath(Environment.CurrentDirectory, text.Path)} {files[^1].File}");
            return ExitCode.Success;
        });
        return command;
    }

    private static DocumentedCommand Get()
    {
        var name = new Argument<string>("NAME") { Description = "One of the corpora that rnnlm data list shows as fetched." };
        var folder = new Option<string?>("--out") { HelpName = "DIR", Description = "Where its files are written. Default: the corpus' name." };
        var from = new Option<string?>("--from") { HelpName = "ADDRESS", Description = "Another server that has the same files, by their names here." };
        var command = new DocumentedCommand("get", "Fetch a public corpus, check its hash, and go on where a transfer broke off.")
        {
            Examples = [("", "ptb --out ptb")],
        };
        command.Add(name);
        command.AddGroup("Options", folder, from);
        command.SetAction(async (arguments, cancellation) =>
        {
            var wanted = arguments.GetValue(name)!;
            var corpus = PublicCorpus.All.FirstOrDefault(c => c.Name == wanted)
                ?? throw new CommandException($"there is no public corpus '{wanted}'; rnnlm data list shows them all.", ExitCode.WrongUse);
            var server = arguments.GetValue(from) is { } address ? ServerAt(address) : null;
            var target = arguments.GetValue(folder) ?? corpus.Name;
            Directory.CreateDirectory(target);
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            client.DefaultRequestHeaders.UserAgent.ParseAdd("rnnlm/1.0");
            var download = new Download(client, patience: TimeSpan.FromSeconds(30));
            foreach (var file in corpus.Files)
            {
                var source = server is null ? file : file with { Address = new Uri(server, file.Name) };
                var fetched = await download.FetchAsync(source, target, cancellation);
                Console.WriteLine($"{Path.Combine(target, file.Name)}: {(fetched ? $"fetched from {source.Address.Host}" : "there already")}");
            }

            Console.WriteLine($"Licence: {corpus.Licence}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Uri ServerAt(string address) =>
        Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var server) && server.Scheme is "http" or "https"
            ? server
            : throw new CommandException($"--from takes an address such as https://example.org/corpora, but '{address}' came.", ExitCode.WrongUse);

    private static string Folder() => Path.Combine(KernelLocation.Repository(), "data");
}
