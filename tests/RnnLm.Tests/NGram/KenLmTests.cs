using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using RnnLm.Models;
using RnnLm.Models.NGram;
using RnnLm.Tests.Text;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.NGram;

/// <summary>Our numbers against KenLM's: those that were committed always, those of a KenLM on this machine where there is one.</summary>
public class KenLmTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Every_token_has_the_probability_that_lmplz_gives_it(int order)
    {
        var train = Corpus.Load(Golden("kenlm-train.txt"));
        var vocabulary = Vocabulary.Build(train, new WordTokenizer());
        var model = NGramModel.KneserNey(vocabulary, train.Encode(vocabulary), order);
        var context = (NGramContext)model.Start();
        var count = 0;
        foreach (var line in File.ReadLines(Golden($"kenlm-{order}.txt")))
        {
            var fields = line.Split('\t');
            var token = vocabulary[fields[0]];
            Assert.Equal(int.Parse(fields[1], CultureInfo.InvariantCulture), context.MatchedOrder(token));
            Assert.Equal(double.Parse(fields[2], CultureInfo.InvariantCulture), context.LogProbability(token) / Math.Log(10), 2e-6);
            context.Read(token);
            count++;
        }

        Assert.Equal(Corpus.Load(Golden("kenlm-test.txt")).Encode(vocabulary).Length, count);
    }

    [Fact]
    public void A_model_estimated_here_has_the_entries_of_the_file_that_lmplz_wrote()
    {
        var toy = Corpus.Load(Golden("kenlm-toy.txt"));
        var theirs = NGramModel.Load(Golden("kenlm-toy.arpa"));
        var ours = NGramModel.KneserNey(theirs.Vocabulary, toy.Encode(theirs.Vocabulary), 3);
        Assert.Equal([12, 19, 18], ours.Sizes);
        AssertEqual(theirs, ours);
    }

    [Fact]
    public void The_last_n_gram_of_each_order_counts_as_lmplz_counts_it()
    {
        var theirs = NGramModel.Load(Golden("kenlm-short.arpa"));
        AssertEqual(theirs, NGramModel.KneserNey(theirs.Vocabulary, Corpus.Load(Golden("kenlm-short.txt")).Encode(theirs.Vocabulary), 3));
    }

    private static void AssertEqual(NGramModel theirs, NGramModel ours)
    {
        Assert.Equal(theirs.Sizes, ours.Sizes);
        for (var k = 0; k < theirs.Order; k++)
        {
            Assert.Equal(theirs.Trie.Words(k + 1).ToArray(), ours.Trie.Words(k + 1).ToArray());
            AssertClose(theirs.LogProbabilities[k], ours.LogProbabilities[k]);
            if (k < theirs.Order - 1) AssertClose(theirs.LogBackoffs[k], ours.LogBackoffs[k]);
        }

        static void AssertClose(float[] expected, float[] actual) =>
            Assert.All(expected.Zip(actual), p => Assert.True(p.First == p.Second || Math.Abs(p.First - p.Second) < 2e-6, $"{p}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Every_entry_of_a_model_of_this_machines_KenLM_is_ours(int order)
    {
        var folder = KenLm();
        foreach (var text in (string[])["kenlm-train.txt", "kenlm-toy.txt", "kenlm-short.txt"])
        {
            using var file = new TemporaryFile(Run(Path.Combine(folder, "lmplz"), Golden(text), "-o", $"{order}", "-S", "100M", "--discount_fallback"));
            var theirs = NGramModel.Load(file.Path);
            AssertEqual(theirs, NGramModel.KneserNey(theirs.Vocabulary, Corpus.Load(Golden(text)).Encode(theirs.Vocabulary), order));
        }
    }

    [Fact]
    public void KenLM_reads_our_file_and_we_read_theirs()
    {
        var folder = KenLm();
        var train = Corpus.Load(Golden("kenlm-train.txt"));
        var test = Corpus.Load(Golden("kenlm-test.txt"));
        var vocabulary = Vocabulary.Build(train, new WordTokenizer());
        var model = NGramModel.KneserNey(vocabulary, train.Encode(vocabulary), 4);
        var ours = model.Evaluate(test);
        var files = Directory.CreateTempSubdirectory("rnnlm-kenlm-");
        try
        {
            var (mine, theirs) = (Path.Combine(files.FullName, "ours.arpa"), Path.Combine(files.FullName, "theirs.arpa"));
            model.Save(mine);
            var summary = Run(Path.Combine(folder, "query"), Golden("kenlm-test.txt"), "-v", "summary", mine).Split('\n');
            Assert.Equal(Number(summary[0]), ours.Perplexity, 4);
            Assert.Equal(Number(summary[1]), ours.PerplexityWithoutUnknown, 4);
            Assert.Equal(Number(summary[2]), ours.Unknown.Count);
            Assert.Equal(Number(summary[3]), ours.Tokens);
            File.WriteAllText(theirs, Run(Path.Combine(folder, "lmplz"), Golden("kenlm-train.txt"), "-o", "4", "-S", "100M", "--discount_fallback"));
            Assert.Equal(ours.Perplexity, NGramModel.Load(theirs).Evaluate(test).Perplexity, 4);
        }
        finally
        {
            files.Delete(recursive: true);
        }
    }

    private static string KenLm()
    {
        var folder = Environment.GetEnvironmentVariable("KENLM_BIN");
        Assert.SkipUnless(
            folder is not null && File.Exists(Path.Combine(folder, "lmplz")),
            "KenLM is not here; set KENLM_BIN to the folder of its lmplz and query.");
        return folder!;
    }

    private static double Number(string line) => double.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture);

    private static string Run(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardInput.Write(File.ReadAllText(input));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static string Golden(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", name);
}
