using System.Diagnostics;
using System.Globalization;
using RnnLm.Models;
using RnnLm.Models.NGram;
using RnnLm.Text;

namespace RnnLm.Benchmarks;

/// <summary>
/// The estimation of an n-gram model and its queries, beside KenLM's lmplz and query where KENLM_BIN names their folder: in turns, by the
/// processor's time. Both sides read the same files, and both write the model in the ARPA format; KenLM queries its probing hash table.
/// </summary>
internal static class NGramBenchmark
{
    // So that starting a process and reading the model are a small part of the queries' time.
    private const int Repeats = 40;

    public static void Run(string train, string test, int order)
    {
        var folder = Directory.CreateTempSubdirectory("rnnlm-ngram-");
        try
        {
            var (arpa, theirs, binary, queries) = (folder.At("ours.arpa"), folder.At("theirs.arpa"), folder.At("theirs.bin"), folder.At("queries.txt"));
            File.WriteAllText(queries, string.Concat(Enumerable.Repeat(File.ReadAllText(test), Repeats)));
            var kenlm = Environment.GetEnvironmentVariable("KENLM_BIN");
            var (estimates, saves, asked, lmplz, query) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            NGramModel? model = null;
            long tokens = 0;
            for (var round = 0; round < 8; round++)
            {
                var estimate = Seconds(() =>
                {
                    var corpus = Corpus.Load(train);
                    var vocabulary = Vocabulary.Build(corpus, new WordTokenizer());
                    model = NGramModel.KneserNey(vocabulary, corpus.Encode(vocabulary), order);
                });
                var save = Seconds(() => model!.Save(arpa));
                var ask = Seconds(() => tokens = model!.Evaluate(Corpus.Load(queries)).Tokens);
                if (round < 3) continue; // the just-in-time compiler is at work
                estimates.Add(estimate);
                saves.Add(save);
                asked.Add(ask);
                if (kenlm is null) continue;
                lmplz.Add(Seconds(Path.Combine(kenlm, "lmplz"), train, theirs, "-o", $"{order}", "-S", "1G", "--discount_fallback", "--skip_symbols"));
                if (!File.Exists(binary)) Seconds(Path.Combine(kenlm, "build_binary"), null, null, "probing", theirs, binary);
                query.Add(Seconds(Path.Combine(kenlm, "query"), queries, null, "-v", "summary", binary));
            }

            Console.WriteLine($"{order}-gram model of {Path.GetFileName(train)}: {model!.Sizes.Sum():N0} n-grams, {model.Bytes >> 20} MiB; seconds of processor time, median of {estimates.Count}");
            Console.WriteLine($"  ours   {Median(estimates),6:F2} to estimate, {Median(saves),5:F2} to write, {tokens / Median(asked) / 1e6,5:F1} million tokens/s to query");
            if (kenlm is null) return;
            Console.WriteLine($"  KenLM  {Median(lmplz),6:F2} for both,               {tokens / Median(query) / 1e6,5:F1} million tokens/s to query");
            Console.WriteLine($"  ratio  {Median(lmplz) / (Median(estimates) + Median(saves)),6:F2} (without writing {Median(lmplz) / Median(estimates):F2}), queries {Median(query) / Median(asked):F2}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string At(this DirectoryInfo folder, string name) => Path.Combine(folder.FullName, name);

    private static double Seconds(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>The processor's time of a program from start to end, its input and output files.</summary>
    private static double Seconds(string program, string? input, string? output, params string[] arguments)
    {
        string[] redirected = [input is null ? "" : "< \"$IN\"", output is null ? "> /dev/null" : "> \"$OUT\"", "2> /dev/null"];
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"TIMEFORMAT='%U %S'; time \"$0\" \"$@\" {string.Join(' ', redirected)}", program, .. arguments])
        {
            RedirectStandardError = true,
        };
        (start.Environment["IN"], start.Environment["OUT"]) = (input, output);
        using var process = Process.Start(start)!;
        var times = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? times.Split(' ').Sum(time => double.Parse(time, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode}."));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
