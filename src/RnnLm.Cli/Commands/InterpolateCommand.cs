using System.CommandLine;
using System.Globalization;
using RnnLm.Cli.Terminal;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Text;

namespace RnnLm.Cli.Commands;

/// <summary>The command <c>rnnlm interpolate</c>.</summary>
internal static class InterpolateCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("MODEL...") { Description = "Two models or more, trained with the same vocabulary.", Arity = new ArgumentArity(2, 100) };
        var valid = OptionOf.File("--valid", "The text to find the weights on; none of the models may have been trained on it.");
        valid.Required = true;
        var test = OptionOf.File("--test", "A text to measure each model and the mixture on.");
        var output = OptionOf.File("--out", "Write the mixture, the paths of its models and their weights, as JSON; perplexity and generate read it.");
        var json = OptionOf.Flag("--json", "Write a JSON object a line instead of text.");
        var command = new DocumentedCommand("interpolate", "Mix models, with the weights that predict a held-out text best.")
        {
            Usage = "MODEL MODEL... --valid FILE [options]",
            Notes = ["P(w | h) is the weighted mean of what the models say; the weights are found by expectation-maximisation."],
            Examples = [("", "text.arpa text.safetensors --valid valid.txt --test test.txt --out mix.json")],
        };
        command.Add(paths);
        command.AddGroup("Texts", valid, test);
        command.AddGroup("Output", output, json);
        command.SetAction(arguments =>
        {
            var files = arguments.GetValue(paths)!;
            var models = files.Select(path => ModelFile.Load(path)).ToArray();
            for (var i = 1; i < models.Length; i++)
            {
                if (!models[i].Vocabulary.Tokens.SequenceEqual(models[0].Vocabulary.Tokens))
                {
                    throw new CommandException(
                        $"'{files[0]}' and '{files[i]}' have different vocabularies, so they cannot be mixed; train both on the same text with the same --tokens, --min-count and --max-vocabulary.");
                }
            }

            var mixture = InterpolatedModel.Fit(models, Corpus.Load(arguments.GetValue(valid)!).Encode(models[0].Vocabulary));
            var texts = new[] { arguments.GetValue(valid)!, arguments.GetValue(test) }.OfType<string>().ToArray();
            var rows = files.Select((file, i) => (Name: file, Model: models[i], Weight: (double?)mixture.Weights[i])).Append(("the mixture", mixture, null)).ToArray();
            var asJson = arguments.GetValue(json);
            if (!asJson) WriteRow("model", "weight", texts.Select(text => $"perplexity of {Path.GetFileName(text)}"));
            foreach (var (name, model, weight) in rows)
            {
                var perplexities = texts.Select(text => model.Evaluate(Corpus.Load(text)).Perplexity).ToArray();
                if (asJson)
                {
                    JsonLine.Write(Console.Out,
                    [
                        ("model", weight is null ? null : name), ("weight", weight), ("valid_perplexity", perplexities[0]),
                        ("test_perplexity", perplexities.Length > 1 ? perplexities[1] : null),
                    ]);
                    continue;
                }

                WriteRow(name, weight?.ToString("F4", CultureInfo.InvariantCulture) ?? "", perplexities.Select(p => p.ToString("F4", CultureInfo.InvariantCulture)));
            }

            if (arguments.GetValue(output) is { } path)
            {
                InterpolationFile.Save(path, files, mixture.Weights);
                if (!asJson) Console.WriteLine($"Saved as {path}.");
            }

            return ExitCode.Success;

            void WriteRow(string name, string weight, IEnumerable<string> figures) =>
                Console.WriteLine($"{name.PadRight(files.Max(f => Math.Max(f.Length, 11)))}  {weight,8}  {string.Join("  ", figures.Select(f => f.PadLeft(30)))}".TrimEnd());
        });
        return command;
    }
}
