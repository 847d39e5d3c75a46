using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

public sealed class WrongUseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("train --model markov", "train: --model is one of ngram, window, elman, lstm, gru, but 'markov' came.")]
    [InlineData("train", "train: --model is missing.")]
    [InlineData("train --model lstm --train a", "train: --out is missing.")]
    [InlineData("train --model lstm --train a --out b --order 3", "train: --order is for --model ngram, not for lstm.")]
    [InlineData("train --model ngram --train a --out b --rate 1", "train: --rate is for --model window, elman, lstm, gru, not for ngram.")]
    [InlineData("train --model window --train a --out b --look-back 3", "train: --look-back is for --model elman, lstm, gru, not for window.")]
    [InlineData("train --model lstm --train a --out b --hidden many", "train: --hidden takes a whole number from 1 to 16384, but 'many' came.")]
    [InlineData("train --model lstm --train a --out b --hidden 2000000000", "train: --hidden takes a whole number from 1 to 16384, but '2000000000' came.")]
    [InlineData("train --model lstm --train a --out ", "train: --out takes a path, but an empty one came.")]
    [InlineData("generate ", "generate: MODEL is a path, but an empty one came.")]
    [InlineData("train --model lstm --train a --out b --dropout 1", "train: --dropout takes a number from 0 to less than 1, but '1' came.")]
    [InlineData("train --resume a --out b", "train: --resume goes on with the options of the interrupted run, so it takes no --out.")]
    [InlineData("train --model ngram --tokens bpe --train a --out b --max-vocabulary 100", "train: --max-vocabulary is at least 260 for bpe, which begins with the 256 bytes.")]
    [InlineData("perplexity", "perplexity: MODEL is missing.")]
    [InlineData("perplexity a", "perplexity: FILE... is missing.")]
    [InlineData("generate m --beam 3 --seed 1", "generate: --beam finds one line without chance, so it takes no --seed.")]
    [InlineData("generate m --top-p 0", "generate: --top-p takes a number above 0 and up to 1, but '0' came.")]
    [InlineData("interpolate a b", "interpolate: Option '--valid' is required.")]
    [InlineData("interpolate a --valid b", "interpolate: MODEL... stands for two models or more, or for one and --cache.")]
    [InlineData("tain", ": Unrecognized command or argument 'tain'.")]
    public void Wrong_use_is_one_sentence_and_exit_code_2(string arguments, string expected)
    {
        var outcome = CommandLine.Run(arguments.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"rnnlm{(expected[0] == ':' ? "" : " ")}{expected} (See rnnlm", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void What_cannot_be_done_is_one_sentence_and_exit_code_1()
    {
        var text = folder.Write("text.txt", TinyText.Lines(5, 1));
        Fails("none.txt'; check the path", "train", "--model", "ngram", "--train", "none.txt", "--out", folder.File("m"));
        Fails("create it first", "train", "--model", "ngram", "--train", text, "--out", folder.File("none/m"));
        Fails("is a folder", "train", "--model", "ngram", "--train", text, "--out", folder.Path);
        Fails("but a text file", "perplexity", text, text);
        Fails("but a text file", "generate", text);
        Fails("There is no file", "generate", folder.File("none"));
        Fails("is a folder", "train", "--model", "ngram", "--train", text, "--out", "/");
        Fails("no words to train on", "train", "--model", "ngram", "--train", folder.Write("blank.txt", "\n \n\t\n"), "--out", folder.File("m"), "--min-count", "1");
        Fails("too few for --batch 1073741824", "train", "--model", "lstm", "--train", text, "--out", folder.File("m"), "--batch", "1073741824");
        Fails("too short to hold a part of it out", "train", "--model", "ngram", "--train", folder.Write("one.txt", "a b c\n"), "--out", folder.File("m"));
        Fails("the vocabulary would be empty", "train", "--model", "ngram", "--train", folder.Write("once.txt", "a b\nc d\n"), "--out", folder.File("m"));
        Fails("does not continue valid UTF-8", "train", "--model", "ngram", "--train", Binary(), "--out", folder.File("m"));
        Assert.False(File.Exists(folder.File("m")));
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nothing_can_be_written_nothing_is_trained()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has /sys, where nobody can create a file.");
        var outcome = Fails("'/sys/m' cannot be written", "train", "--model", "elman", "--train", folder.Write("text.txt", TinyText.Lines(50, 1)), "--out", "/sys/m");
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void An_output_never_replaces_an_input()
    {
        var text = folder.Write("text.txt", TinyText.Lines(50, 1));
        var model = folder.File("m.arpa");
        Assert.Equal(0, CommandLine.Run("train", "--model", "ngram", "--train", text, "--out", model).ExitCode);
        foreach (var arguments in (string[][])
        [
            ["train", "--model", "ngram", "--train", text, "--out", text],
            ["train", "--model", "elman", "--train", text, "--valid", folder.Write("valid.txt", TinyText.Lines(5, 2)), "--out", folder.File("valid.txt")],
            ["interpolate", model, "--cache", "5", "--valid", text, "--out", model],
        ])
        {
            var outcome = CommandLine.Run(arguments);
            Assert.Equal(2, outcome.ExitCode);
            Assert.EndsWith("is an input of this command, which its output would replace; name another file with --out.\n", outcome.Error, StringComparison.Ordinal);
        }

        Assert.Equal(TinyText.Lines(50, 1), File.ReadAllText(text));
    }

    [Fact]
    public void Where_the_disk_is_full_the_model_is_saved_elsewhere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/dev/full"), "Linux has /dev/full, a disk that is always full.");
        var outcome = Fails("'/dev/full'", "train", "--model", "elman", "--train", folder.Write("text.txt", TinyText.Lines(50, 1)), "--out", "/dev/full",
            "--hidden", "8", "--embedding", "8", "--epochs", "1");
        var saved = outcome.Error.Split("it was saved as ")[1].Split(" instead.")[0];
        Assert.Equal(0, CommandLine.Run("generate", saved).ExitCode);
        Directory.Delete(Path.GetDirectoryName(saved)!, recursive: true);
    }

    [Fact]
    public void A_model_too_large_for_the_machine_is_refused_before_it_takes_memory()
    {
        var text = folder.Write("text.txt", TinyText.Lines(50, 1));
        Fails("parameters, which take", "train", "--model", "lstm", "--train", text, "--out", folder.File("m"), "--hidden", "16384", "--layers", "2000");
    }

    [Theory]
    [InlineData("--help", "train ")]
    [InlineData("train --help", "--model ngram|window|elman|lstm|gru")]
    [InlineData("train -h", "Example")]
    [InlineData("perplexity --help", "MODEL FILE...")]
    [InlineData("generate --help", "--temperature T")]
    [InlineData("interpolate --help", "--valid FILE")]
    [InlineData("data --help", "rnnlm data COMMAND [options]")]
    [InlineData("run --help", "rnnlm run [NOTEBOOK...] [options]")]
    [InlineData("grade --help", "rnnlm grade [NOTEBOOK...] [options]")]
    [InlineData("copy --help", "--only NAME")]
    public void Help_goes_to_the_output_and_fits_a_terminal(string arguments, string expected)
    {
        var outcome = CommandLine.Run(arguments.Split(' '));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(expected, outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Error);
        Assert.All(outcome.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.All(outcome.Output.Split('\n'), line => Assert.False(line.EndsWith(' '), $"'{line}' ends with a space."));
    }

    private string Binary()
    {
        File.WriteAllBytes(folder.File("binary"), [0x61, 0xFF, 0x0A, 0x62, 0x0A]);
        return folder.File("binary");
    }

    private static Outcome Fails(string expected, params string[] arguments)
    {
        var outcome = CommandLine.Run(arguments);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
        return outcome;
    }
}
