using System.CommandLine;
using System.CommandLine.Parsing;
using RnnLm.Cli.Terminal;
using RnnLm.Cli.Training;

namespace RnnLm.Cli.Commands;

/// <summary>The command <c>rnnlm train</c>.</summary>
internal static class TrainCommand
{
    private static readonly string[] Networks = ["window", "elman", "lstm", "gru"];
    private static readonly string[] Recurrent = ["elman", "lstm", "gru"];

    // The weights of four gates, of which each has the square of it, must fit into an array.
    private const int LargestSize = 16_384;

    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var model = OptionOf.Choice("--model", "What to train.", ["ngram", .. Networks]);
        var train = OptionOf.File("--train", "The text to train on, UTF-8, a sentence or paragraph a line.");
        var valid = OptionOf.File("--valid", "The text to validate on; without it the last 10 % of the lines are held out, or of the words if there is one line.");
        var output = OptionOf.File("--out", "Where the model goes: ARPA for n-grams, safetensors for the others.");

        var tokens = OptionOf.Choice("--tokens", "What a token is. Default: word, that is what stands between white space.", "word", "char", "bpe");
        var minimumCount = OptionOf.Count("--min-count", "N", "Tokens seen less often become <unk>. Default: 2 for words, 1 for char.");
        var maximumVocabulary = OptionOf.Count("--max-vocabulary", "N", "The largest vocabulary. Default: 50000; for bpe, where it is reached, 4000.", 4);

        var order = OptionOf.Count("--order", "N", "n of an n-gram model. Default: 5.", 1, 9);
        var window = OptionOf.Count("--window", "N", "How many tokens a window model sees. Default: 4.");
        var direct = OptionOf.Flag("--direct", "Connect a window model's input directly to its output.");
        var hidden = OptionOf.Count("--hidden", "N", "The size of the hidden state. Default: 200; 256 for char.", 1, LargestSize);
        var embedding = OptionOf.Count("--embedding", "N", "The size of an embedding. Default: 200; 64 for char; as --hidden with --tie.", 1, LargestSize);
        var layers = OptionOf.Count("--layers", "N", "Recurrent layers on top of each other. Default: 1.");
        var activation = OptionOf.Choice("--activation", "f of an elman model. Default: tanh.", "tanh", "sigmoid", "relu", "identity");
        var tie = OptionOf.Flag("--tie", "Use the embeddings as the output matrix, too.");
        var dropout = OptionOf.Real("--dropout", "P", "The share of values that dropout zeroes. Default: 0.2; 0.1 for char.", p => p is >= 0 and < 1, "from 0 to less than 1");

        var batch = OptionOf.Count("--batch", "K", "Parallel streams. Default: 20; 32 for char; less for a short text.");
        var steps = OptionOf.Count("--steps", "L", "Steps of truncated backpropagation. Default: 35; 64 for char; less for a short text.");
        var lookBack = OptionOf.Count("--look-back", "K", "Let each loss look back over K steps only, for comparison; takes K times as long. Default: the whole batch.");
        var epochs = OptionOf.Count("--epochs", "N", "How often the text is read. Default: 10, fewer if validation stops improving.");
        var optimizer = OptionOf.Choice("--optimizer", "The rule of learning. Default: adam.", "adam", "sgd", "momentum", "adagrad");
        var rate = OptionOf.Real("--rate", "R", "The learning rate. Default: 0.002 for adam, 1 for sgd, 0.1 for the others.", r => r > 0, "above 0");
        var clip = OptionOf.Real("--clip", "C", "The largest norm of a gradient; 0 for any. Default: 0.5.", c => c >= 0, "of at least 0");
        var seed = OptionOf.Seed("Where chance begins; the same seed gives the same model. Default: 1.");
        var threads = OptionOf.Count("--threads", "N", "Threads; the result does not depend on it. Default: all cores.", 1, 1024);
        var resume = OptionOf.File("--resume", "Go on from the checkpoint of a run that did not finish, with the options that it was begun with.");
        var json = OptionOf.Flag("--json", "Write a JSON object a line instead of text.");

        var command = new DocumentedCommand("train", "Train a language model on a text.")
        {
            Usage = "--model MODEL --train FILE --out FILE [options]",
            Notes =
            [
                "Every model that is given the same files, --tokens, --min-count and --max-vocabulary has the same vocabulary, so that perplexities can be compared.",
                "Each epoch, Ctrl-C and closing the terminal save a checkpoint beside --out; --resume goes on from there, and what follows is then bit for bit the run that was not interrupted.",
            ],
            Examples =
            [
                ("A 5-gram model, and an LSTM on the same text:", "--model ngram --train text.txt --out text.arpa"),
                ("", "--model lstm --train text.txt --out text.safetensors"),
                ("A character model that takes the embeddings as its output matrix:", "--model gru --tokens char --tie --train text.txt --out chars.safetensors"),
            ],
        };
        command.AddGroup("What to train", model, train, valid, output);
        command.AddGroup("Tokens", tokens, minimumCount, maximumVocabulary);
        command.AddGroup("Model", order, window, direct, hidden, embedding, layers, activation, tie, dropout);
        command.AddGroup("Training", batch, steps, lookBack, epochs, optimizer, rate, clip, seed, threads, resume);
        command.AddGroup("Output", json);

        command.Validators.Add(result =>
        {
            // What the option itself refuses is said by it.
            if (result.GetResult(model) is { Tokens: [var given] } && given.Value != "ngram" && !Networks.Contains(given.Value)) return;
            if (Given(result, resume))
            {
                var other = command.Options.FirstOrDefault(o => o != resume && o != json && o != threads && Given(result, o));
                if (other is not null) result.AddError($"--resume goes on with the options of the interrupted run, so it takes no {other.Name}.");
                return;
            }

            var missing = new Option[] { model, train, output }.FirstOrDefault(o => !Given(result, o));
            if (missing is not null)
            {
                result.AddError($"{missing.Name} is missing.");
                return;
            }

            if (result.GetValue(model) is not { } kind) return;
            foreach (var (option, models) in new (Option, string[])[]
            {
                (order, ["ngram"]), (window, ["window"]), (direct, ["window"]), (layers, Recurrent), (activation, ["elman"]), (tie, Networks), (hidden, Networks),
                (embedding, Networks), (dropout, Networks), (batch, Networks), (steps, Networks), (lookBack, Recurrent), (epochs, Networks), (optimizer, Networks),
                (rate, Networks), (clip, Networks),
            })
            {
                if (Given(result, option) && !models.Contains(kind))
                    result.AddError($"{option.Name} is for --model {string.Join(", ", models)}, not for {kind}.");
            }

            if (result.GetValue(tokens) == "bpe" && Given(result, minimumCount)) result.AddError("--min-count is for words and characters; bpe knows every text.");
            if (result.GetValue(tokens) == "bpe" && result.GetValue(maximumVocabulary) < 260)
                result.AddError("--max-vocabulary is at least 260 for bpe, which begins with the 256 bytes.");
        });

        command.SetAction(async (arguments, interruption) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption);
            using var closing = HangUp.Register(stop.Cancel);
            var log = TrainingLog.Choose(arguments.GetValue(json));
            if (arguments.GetValue(resume) is { } checkpoint)
            {
                var interrupted = TrainingCheckpoint.Settings(checkpoint);
                interrupted = interrupted with { Threads = arguments.GetValue(threads) ?? interrupted.Threads };
                return await Task.Run(() => new TrainRun(interrupted, log, stop.Token).Run(checkpoint), CancellationToken.None);
            }

            var settings = new TrainSettings
            {
                Model = arguments.GetValue(model)!,
                Train = Path.GetFullPath(arguments.GetValue(train)!),
                Valid = arguments.GetValue(valid) is { } path ? Path.GetFullPath(path) : null,
                Out = arguments.GetValue(output)!,
                Tokens = arguments.GetValue(tokens) ?? "word",
                MinimumCount = arguments.GetValue(minimumCount),
                MaximumVocabulary = arguments.GetValue(maximumVocabulary),
                Order = arguments.GetValue(order),
                Window = arguments.GetValue(window),
                Direct = arguments.GetValue(direct),
                Hidden = arguments.GetValue(hidden),
                Embedding = arguments.GetValue(embedding),
                Layers = arguments.GetValue(layers),
                Activation = arguments.GetValue(activation),
                Tie = arguments.GetValue(tie),
                Dropout = arguments.GetValue(dropout),
                Batch = arguments.GetValue(batch),
                Steps = arguments.GetValue(steps),
                LookBack = arguments.GetValue(lookBack),
                Epochs = arguments.GetValue(epochs),
                Optimizer = arguments.GetValue(optimizer),
                Rate = arguments.GetValue(rate),
                Clip = arguments.GetValue(clip),
                Seed = arguments.GetValue(seed) ?? 1,
                Threads = arguments.GetValue(threads),
            };
            return await Task.Run(() => new TrainRun(settings, log, stop.Token).Run(), CancellationToken.None);
        });
        return command;
    }

    private static bool Given(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
