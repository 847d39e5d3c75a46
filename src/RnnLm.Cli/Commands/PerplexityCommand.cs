using System.CommandLine;
using System.Globalization;
using RnnLm.Cli.Terminal;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Text;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Commands;

/// <summary>The command <c>rnnlm perplexity</c>.</summary>
internal static class PerplexityCommand
{
    /// <summary>Bounds of an entropy that are nearer than this are the same in print.</summary>
    private const double Shown = 0.00005;

    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var model = ArgumentOf.Model();
        var files = ArgumentOf.Paths("FILE...", "Texts to measure it on, UTF-8.", least: 1);
        var json = OptionOf.Flag("--json", "Write a JSON object a line instead of text.");
        var command = new DocumentedCommand("perplexity", "Measure how well a model predicts texts.")
        {
            Notes =
            [
                "Perplexity is exp(-ln P(text) / tokens), where each end of a line, </s>, is a token. Only figures that count the same tokens over the same "
                + "vocabulary can be compared; bits per character can always be, if no word is unknown.",
            ],
            Examples = [("", "text.arpa test.txt")],
        };
        command.Add(model);
        command.Add(files);
        command.AddGroup("Output", json);
        command.SetAction(arguments =>
        {
            var loaded = ModelFile.Load(arguments.GetValue(model)!);
            var oracle = loaded as GrammarOracle;
            var entropy = oracle is null ? default : LineEntropy.Of(oracle.Grammar);
            if (oracle is not null && !arguments.GetValue(json)) WriteEntropy(oracle.Grammar, entropy);
            foreach (var file in arguments.GetValue(files)!)
            {
                var corpus = Corpus.Load(file);
                var report = loaded.Evaluate(corpus);
                var impossible = oracle is not null && double.IsNegativeInfinity(report.LogProbability) ? ImpossibleWord.Find(oracle, corpus) : null;
                if (arguments.GetValue(json)) WriteJson(file, report, oracle?.Grammar, entropy, impossible);
                else WriteText(file, report, impossible);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteText(string file, PerplexityReport report, ImpossibleWord? impossible)
    {
        Console.WriteLine(file);
        Write("tokens", Number(report.Tokens, "N0"), $"with {Number(report.Ends.Count, "N0")} ends of lines, </s>");
        Write("unknown words", Number(report.Unknown.Count, "N0"), $"{Number(100.0 * report.Unknown.Count / report.Tokens, "F2")} %");
        Write("ln P", Number(report.LogProbability, "F2"), $"log10 P {Number(report.LogProbability / Math.Log(10), "F2")}");
        Write("perplexity", Number(report.Perplexity, "F4"), "all tokens");
        Write("", Number(report.PerplexityWithoutUnknown, "F4"), "without unknown words");
        Write("", Number(report.PerplexityWithoutEnds, "F4"), "without </s>");
        Write("", Number(report.PerplexityOfKnown, "F4"), "without either");
        var tooGood = report.Unknown.Count > 0 && double.IsFinite(report.BitsPerCharacter);
        Write("bits per character", Number(report.BitsPerCharacter, "F4"), tooGood ? "too good: unknown words are not spelled out" : "");
        if (impossible is not null) Console.WriteLine("  The grammar cannot write this text: " + Sentence(impossible));
    }

    private static string Sentence(ImpossibleWord impossible)
    {
        const int most = 5;
        var others = impossible.Possible.Count - most;
        var possible = string.Join(", ", impossible.Possible.Take(most).Select(Quoted)) + (others > 0 ? $" or {others} other words" : "");
        return $"word {impossible.Position} of line {impossible.Line} is {Quoted(impossible.Word)}, but there it writes {possible}.";

        static string Quoted(string? word) => word is null ? "the end of the line" : $"'{word}'";
    }

    // On a long text the perplexity of a grammar approaches exp(entropy a token).
    private static void WriteEntropy(Grammar grammar, EntropyBounds line)
    {
        var token = PerToken(line, grammar);
        var given = grammar.LongestParagraph > 1 ? ", given its topic" : "";
        Console.WriteLine(grammar.Name + ".grammar");
        if (line.IsWithin(Shown))
        {
            Write("entropy of a line", Number(line.High, "F4"), $"nats{given}");
            Write("a token", Number(token.High, "F4"), $"nats, a perplexity of {Number(Math.Exp(token.High), "F4")}");
            return;
        }

        Write("entropy of a line", Number(line.Low, "F4"), $"nats or more, at most {Number(line.High, "F4")}{given}");
        Write("a token", Number(token.Low, "F4"),
            $"nats or more, at most {Number(token.High, "F4")}: a perplexity of {Number(Math.Exp(token.Low), "F4")} to {Number(Math.Exp(token.High), "F4")}");
    }

    private static EntropyBounds PerToken(EntropyBounds line, Grammar grammar) => line / (GrammarMoments.MeanLength(grammar) + 1);

    private static string Number(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);

    private static void Write(string name, string value, string remark) => Console.WriteLine($"  {name,-20}{value,14}  {remark}".TrimEnd());

    private static void WriteJson(string file, PerplexityReport report, Grammar? grammar, EntropyBounds entropy, ImpossibleWord? impossible) =>
        JsonLine.Write(Console.Out,
        [
            ("file", file), ("tokens", report.Tokens), ("ends", report.Ends.Count), ("unknown", report.Unknown.Count), ("characters", report.Characters),
            ("log_probability", report.LogProbability), ("perplexity", report.Perplexity),
            ("perplexity_without_unknown", report.PerplexityWithoutUnknown), ("perplexity_without_ends", report.PerplexityWithoutEnds),
            ("perplexity_of_known", report.PerplexityOfKnown), ("bits_per_character", report.BitsPerCharacter),
            .. grammar is null ? [] : ((string, object?)[])
            [
                ("entropy_per_line", entropy.High), ("entropy_per_line_at_least", entropy.Low),
                ("entropy_per_token", PerToken(entropy, grammar).High), ("entropy_per_token_at_least", PerToken(entropy, grammar).Low),
            ],
            .. impossible is null ? [] : ((string, object?)[])
            [
                ("impossible_line", impossible.Line), ("impossible_place", impossible.Position),
            ],
        ]);
}
