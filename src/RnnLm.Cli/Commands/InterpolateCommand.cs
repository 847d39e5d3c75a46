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
    private sealed record Row(string Name, string? File, int? Cache, double? Weight, ILanguageModel Model);

    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var paths = ArgumentOf.Paths("MODEL...", "Two models or more, trained with the same vocabulary; or one, and --cache.", least: 1);
        var valid = OptionOf.File("--valid", "The text to find the weights on; none of the models may have been trained on it.");
        valid.Required = true;
        var test = OptionOf.File("--test", "A text to measure each model and the mixture on.");
        var cache = OptionOf.Count("--cache", "N", "Mix in a cache, too: what was among the last N tokens is likely to come again.");
        var output = OptionOf.File("--out", "Write the mixture, the paths of its models and their weights, as JSON; perplexity and generate read it.");
        var json = OptionOf.Flag("--json", "Write a JSON object a line instead of text.");
        var command = new DocumentedCommand("interpolate", "Mix models, with the weights that predict a held-out text best.")
        {
            Usage = "MODEL MODEL... --valid FILE [options]",
            Notes = ["P(w | h) is the weighted mean of what the models say; the weights are found by expectation-maximisation."],
            Examples =
            [
                ("An n-gram model and a network:", "text.arpa text.safetensors --valid valid.txt --test test.txt --out mix.json"),
                ("An n-gram model and a cache:", "text.arpa --cache 500 --valid valid.txt"),
            ],
        };
        command.Add(paths);
        command.AddGroup("Texts", valid, test);
        command.AddGroup("Mixture", cache);
        command.AddGroup("Output", output, json);
        command.Validators.Add(result =>
        {
            if (result.GetResult(paths) is { Tokens.Count: 1 } && result.GetResult(cache) is null)
                result.AddError("MODEL... stands for two models or more, or for one and --cache.");
        });
        command.SetAction(arguments =>
        {
            var (files, size) = (arguments.GetValue(paths)!, arguments.GetValue(cache));
            var path = arguments.GetValue(output);
            if (path is not null) OutputFile.Check(path, [.. files, arguments.GetValue(valid), arguments.GetValue(test)]);
            List<ILanguageModel> models = [.. Load(files)];
            if (size is { } last) models.Add(new CacheModel(models[0].Vocabulary, last));
            var mixture = InterpolatedModel.Fit(models, Corpus.Load(arguments.GetValue(valid)!).Encode(models[0].Vocabulary));
            var texts = new[] { arguments.GetValue(valid)!, arguments.GetValue(test) }.OfType<string>().ToArray();
            List<Row> rows = [.. files.Select((file, i) => new Row(file, file, null, mixture.Weights[i], models[i]))];
            if (size is not null) rows.Add(new Row($"a cache of the last {size} tokens", null, size, mixture.Weights[^1], models[^1]));
            rows.Add(new Row("the mixture", null, null, null, mixture));
            var asJson = arguments.GetValue(json);
            if (asJson) WriteJson(rows, texts);
            else WriteTable(rows, texts);
            if (path is not null)
            {
                InterpolationFile.Save(path, files, mixture.Weights, size);
                if (!asJson) Console.WriteLine($"Saved as {path}.");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static ILanguageModel[] Load(string[] files)
    {
        var models = files.Select(path => ModelFile.Load(path)).ToArray();
        for (var i = 0; i < models.Length; i++)
        {
            if (models[i] is InterpolatedModel) throw new CommandException($"'{files[i]}' is a mixture itself; mix its models instead.");
            if (!models[i].Vocabulary.Tokens.SequenceEqual(models[0].Vocabulary.Tokens))
            {
                throw new CommandException(
                    $"'{files[0]}' and '{files[i]}' have different vocabularies, so they cannot be mixed; train both on the same text with the same --tokens, --min-count and --max-vocabulary.");
            }
        }

        return models;
    }

    private static void WriteJson(IEnumerable<Row> rows, string[] texts)
    {
        foreach (var row in rows)
        {
            var perplexities = Perplexities(row, texts);
            JsonLine.Write(Console.Out,
            [
                ("model", row.File), ("cache", row.Cache), ("weight", row.Weight), ("valid_perplexity", perplexities[0]),
                ("test_perplexity", perplexities.Length > 1 ? perplexities[1] : null),
            ]);
        }
    }

    private static void WriteTable(IReadOnlyList<Row> rows, string[] texts)
    {
        var width = rows.Max(row => row.Name.Length);
        Write("model", "weight", texts.Select(text => $"perplexity of {Path.GetFileName(text)}"));
        foreach (var row in rows)
        {
            // A cache alone thinks what it does not hold impossible.
            var figures = Perplexities(row, texts).Select(p => double.IsFinite(p) ? p.ToString("F4", CultureInfo.InvariantCulture) : "infinite");
            Write(row.Name, row.Weight?.ToString("F4", CultureInfo.InvariantCulture) ?? "", figures);
        }

        void Write(string name, string weight, IEnumerable<string> figures) =>
            Console.WriteLine($"{name.PadRight(width)}  {weight,8}  {string.Join("  ", figures.Select(f => f.PadLeft(30)))}".TrimEnd());
    }

    private static double[] Perplexities(Row row, string[] texts) => [.. texts.Select(text => row.Model.Evaluate(Corpus.Load(text)).Perplexity)];
}
