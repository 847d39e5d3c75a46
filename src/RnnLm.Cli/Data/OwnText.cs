using RnnLm.Cli.Terminal;
using RnnLm.Models.Files;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>A text that a grammar writes, one of data/ or the user's own: as long as one wants, with a floor that is known.</summary>
/// <param name="Name">The grammar file's name without its ending.</param>
/// <param name="Path">The grammar file.</param>
internal sealed record OwnText(string Name, string Path)
{
    private const string Ending = ".grammar";

    private static readonly (string Name, double Share)[] Shares = [("train.txt", 0.8), ("valid.txt", 0.1), ("test.txt", 0.1)];

    /// <summary>The grammars of data/.</summary>
    public static IReadOnlyList<OwnText> All(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal)
            .Select(p => new OwnText(System.IO.Path.GetFileNameWithoutExtension(p), p))];

    /// <summary>What the text is, from the first line of its file: <c># name: what it is.</c></summary>
    public string Description()
    {
        var first = File.ReadLines(Path).FirstOrDefault() ?? "";
        return first.StartsWith($"# {Name}: ", StringComparison.Ordinal) ? first[(Name.Length + 4)..] : "";
    }

    /// <summary>Writes train.txt, valid.txt and test.txt: of all words 80, 10 and 10 per cent, each from a seed of its own.</summary>
    /// <returns>The files and the number of lines in each.</returns>
    /// <exception cref="CommandException">The grammar has no such start symbol, or a file of that name is there that it did not write.</exception>
    public IReadOnlyList<(string File, int Lines)> Make(string folder, long words, ulong seed, string? start)
    {
        var oracle = new GrammarOracle(Grammar.Load(Path));
        var grammar = start is null ? oracle.Grammar : StartAt(start);
        var files = Shares.Select(part => (File: System.IO.Path.Combine(folder, part.Name), part.Share)).ToArray();
        foreach (var (file, _) in files) CheckMayBeReplaced(file, oracle);
        Directory.CreateDirectory(folder);
        var written = new List<(string, int)>();
        var random = new RandomGenerator(seed);
        foreach (var (file, share) in files)
        {
            var lines = 0;
            AtomicFile.Write(file, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                foreach (var line in new GrammarSampler(grammar, random.NextUInt64()).Words((long)Math.Ceiling(words * share)))
                {
                    writer.Write(line);
                    writer.Write('\n');
                    lines++;
                }
            });
            written.Add((file, lines));
        }

        return written;
    }

    private Grammar StartAt(string symbol)
    {
        try
        {
            return Grammar.Load(Path, symbol);
        }
        catch (GrammarException e)
        {
            throw new CommandException(e.Message, ExitCode.WrongUse);
        }
    }

    // A train.txt of the user's own must not be lost to an --out that is a little wrong.
    private void CheckMayBeReplaced(string file, GrammarOracle oracle)
    {
        if (File.Exists(file) && File.ReadLines(file).FirstOrDefault() is { } line
            && ImpossibleWord.Find(oracle, Corpus.FromText(line + "\n")) is not null)
            throw new CommandException($"{file} is there already and is no text of {Name}; name another folder with --out.", ExitCode.WrongUse);
    }

    /// <summary>The text of this name, or of this grammar file.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static OwnText Find(string folder, string name)
    {
        if (All(folder).FirstOrDefault(t => t.Name == name) is { } text) return text;
        if (File.Exists(name) && name.EndsWith(Ending, StringComparison.Ordinal)) return new OwnText(System.IO.Path.GetFileNameWithoutExtension(name), name);
        throw new CommandException(
            PublicCorpus.All.Any(c => c.Name == name) ? $"'{name}' is a public corpus: fetch it with rnnlm data get {name}."
            : File.Exists(name + Ending) ? $"there is no text '{name}' in the course; name the file '{name}{Ending}' for your own."
            : name.EndsWith(Ending, StringComparison.Ordinal) ? $"there is no file '{name}'."
            : File.Exists(name) ? $"'{name}' is no grammar: a grammar's name ends in {Ending}."
            : $"there is no text '{name}'; rnnlm data list shows them all. A grammar of your own is named by its file: {System.IO.Path.GetFileName(name)}{Ending}.", ExitCode.WrongUse);
    }
}
