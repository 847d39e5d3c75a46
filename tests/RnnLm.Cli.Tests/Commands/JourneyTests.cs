using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

/// <summary>Train, measure, generate, interpolate: what the README shows, on a tiny text.</summary>
[Trait("Speed", "slow")]
public sealed partial class JourneyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string train;
    private readonly string valid;

    public JourneyTests()
    {
        train = folder.Write("train text.txt", TinyText.Lines(150, 1));
        valid = folder.Write("valid.txt", TinyText.Lines(30, 2));
    }

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Models() => ["ngram", "window", "elman", "lstm", "gru"];

    // A line has three free choices of four and ten words all in all: 4^(3/10) is about 1.5, a uniform guess 15.
    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_trained_measured_and_writes(string kind)
    {
        var model = folder.File($"{kind}.model");
        var trained = Ok(CommandLine.Run([.. Train(kind, model), "--json"]));
        var events = trained.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(events, e => Assert.NotEmpty(e.GetProperty("event").GetString()!));
        Assert.Equal("saved", events[^1].GetProperty("event").GetString());
        var validation = events[^1].GetProperty("validation_perplexity").GetDouble();
        Assert.InRange(validation, 1.4, 3);
        if (kind != "ngram") Assert.Equal(3, events.Count(e => e.GetProperty("event").GetString() == "epoch"));

        var measured = Ok(CommandLine.Run("perplexity", model, valid, train));
        var perplexity = double.Parse(PerplexityLine().Match(measured.Output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(validation, perplexity, 1e-3);
        Assert.Contains("train text.txt\n", measured.Output, StringComparison.Ordinal);

        string[] generate = ["generate", model, "--prompt", "the cat", "--count", "3", "--seed", "5"];
        var text = Ok(CommandLine.Run(generate)).Output;
        Assert.Equal(text, Ok(CommandLine.Run(generate)).Output);
        Assert.Equal(3, text.TrimEnd('\n').Split('\n').Length);
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("the cat", line, StringComparison.Ordinal));
        Assert.StartsWith("my friend", Ok(CommandLine.Run("generate", model, "--prompt", "my friend", "--beam", "3", "--length", "8")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_of_every_kind_survive_in_the_model_file()
    {
        foreach (var (kind, tokens) in new[] { ("ngram", "char"), ("ngram", "bpe"), ("gru", "char"), ("gru", "bpe") })
        {
            var model = folder.File($"{kind}.{tokens}");
            string[] vocabulary = tokens == "bpe" ? ["--max-vocabulary", "280"] : [];
            Ok(CommandLine.Run([.. Train(kind, model), "--tokens", tokens, .. vocabulary]));
            using var json = JsonDocument.Parse(Ok(CommandLine.Run("perplexity", model, valid, "--json")).Output);
            Assert.Equal(0, json.RootElement.GetProperty("unknown").GetInt32());
            Assert.InRange(json.RootElement.GetProperty("bits_per_character").GetDouble(), 0.1, 2.5);
            Assert.StartsWith("a bird", Ok(CommandLine.Run("generate", model, "--prompt", "a bird")).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_mixture_is_fitted_written_and_read()
    {
        var (ngram, elman, mixture) = (folder.File("n.arpa"), folder.File("e.safetensors"), folder.File("mixture.json"));
        Ok(CommandLine.Run(Train("ngram", ngram)));
        Ok(CommandLine.Run(Train("elman", elman)));
        var fitted = Ok(CommandLine.Run("interpolate", ngram, elman, "--valid", valid, "--test", train, "--out", mixture, "--json")).Output.TrimEnd().Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(1, fitted[0].GetProperty("weight").GetDouble() + fitted[1].GetProperty("weight").GetDouble(), 1e-9);
        var best = fitted[2].GetProperty("valid_perplexity").GetDouble();
        Assert.InRange(best, 1, Math.Min(fitted[0].GetProperty("valid_perplexity").GetDouble(), fitted[1].GetProperty("valid_perplexity").GetDouble()) + 1e-4);
        using var measured = JsonDocument.Parse(Ok(CommandLine.Run("perplexity", mixture, valid, "--json")).Output);
        Assert.Equal(best, measured.RootElement.GetProperty("perplexity").GetDouble(), 1e-6);

        var cached = Ok(CommandLine.Run("interpolate", ngram, "--cache", "30", "--valid", valid, "--out", folder.File("cached.json"), "--json")).Output.TrimEnd().Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(30, cached[1].GetProperty("cache").GetInt32());
        Assert.Equal(1, cached[0].GetProperty("weight").GetDouble() + cached[1].GetProperty("weight").GetDouble(), 1e-9);
        using var again = JsonDocument.Parse(Ok(CommandLine.Run("perplexity", folder.File("cached.json"), valid, "--json")).Output);
        Assert.Equal(cached[2].GetProperty("valid_perplexity").GetDouble(), again.RootElement.GetProperty("perplexity").GetDouble(), 1e-6);
        Assert.Contains("a cache of the last 30 tokens", Ok(CommandLine.Run("interpolate", ngram, "--cache", "30", "--valid", valid)).Output, StringComparison.Ordinal);

        var nested = CommandLine.Run("interpolate", ngram, mixture, "--valid", valid);
        Assert.Equal(1, nested.ExitCode);
        Assert.Contains("is a mixture itself", nested.Error, StringComparison.Ordinal);

        var other = folder.File("other.arpa");
        Ok(CommandLine.Run("train", "--model", "ngram", "--train", valid, "--out", other, "--tokens", "char"));
        var refused = CommandLine.Run("interpolate", ngram, other, "--valid", valid);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("different vocabularies", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_text_to_validate_on_the_end_is_held_out_and_a_short_text_gets_small_batches()
    {
        var outcome = Ok(CommandLine.Run("train", "--model", "elman", "--train", train, "--out", folder.File("m"), "--epochs", "1", "--hidden", "8", "--embedding", "8"));
        Assert.Contains("the last 15 lines of train text.txt are held out", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("The text is short: batches of", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("epoch 1/1: loss ", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("word")]
    [InlineData("char")]
    public void A_text_of_one_long_line_is_cut_to_validate_on(string tokens)
    {
        var text = folder.Write("one line.txt", TinyText.Lines(300, 1).Replace('\n', ' ').TrimEnd());
        var outcome = Ok(CommandLine.Run("train", "--model", "ngram", "--tokens", tokens, "--train", text, "--out", folder.File("m.arpa"), "--json"));
        var events = outcome.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Contains("the last tenth of the only line of one line.txt is held out", events[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        var (train, valid) = (events[1].GetProperty("train_tokens").GetInt32(), events[1].GetProperty("valid_tokens").GetInt32());
        Assert.InRange((double)valid / (train + valid), 0.09, 0.11);
        Assert.InRange(events[^1].GetProperty("validation_perplexity").GetDouble(), 1, 3);
    }

    [Fact]
    public void One_thing_is_said_in_the_singular()
    {
        var text = folder.Write("ten lines.txt", TinyText.Lines(10, 1));
        var said = Ok(CommandLine.Run(
            "train", "--model", "elman", "--train", text, "--out", folder.File("m"), "--epochs", "1", "--hidden", "8", "--embedding", "8", "--threads", "1", "--batch", "1")).Output;
        Assert.Contains("the last line of ten lines.txt is held out", said, StringComparison.Ordinal);
        Assert.Contains("1 epoch, 1 thread.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_language()
    {
        using var process = CommandLine.Start(
            "dotnet", [CommandLine.Assembly, .. Train("elman", folder.File("m"))], null, new Dictionary<string, string> { ["LANG"] = "de_DE.UTF-8", ["LC_ALL"] = "de_DE.UTF-8" });
        var said = Ok(CommandLine.Finish(process)).Output;
        Assert.Contains("dropout 0.2; adam, rate 0.02,", said, StringComparison.Ordinal);
        Assert.Matches(@"[\d,]+ tokens to train on, \d+ to validate on \(0\.0 % unknown\)", said);
    }

    [Fact]
    public void A_training_that_fails_leaves_the_old_model()
    {
        var model = folder.Write("m.safetensors", "precious");
        var outcome = CommandLine.Run(
            "train", "--model", "elman", "--train", train, "--valid", valid, "--out", model, "--hidden", "8", "--embedding", "8", "--activation", "identity",
            "--optimizer", "sgd", "--rate", "1e30", "--clip", "0");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("precious", File.ReadAllText(model));
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
    }

    internal static string[] Train(string kind, string train, string valid, string model, int epochs) =>
    [
        "train", "--model", kind, "--train", train, "--valid", valid, "--out", model,
        .. kind == "ngram" ? Array.Empty<string>() : ["--hidden", "16", "--embedding", "8", "--epochs", $"{epochs}", "--rate", "0.02", "--threads", "1"],
    ];

    private string[] Train(string kind, string model) => Train(kind, train, valid, model, 3);

    private static Outcome Ok(Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Empty(outcome.Error);
        return outcome;
    }

    [GeneratedRegex(@"perplexity +([0-9.]+)")]
    private static partial Regex PerplexityLine();
}
