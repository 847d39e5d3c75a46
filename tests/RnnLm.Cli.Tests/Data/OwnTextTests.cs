using System.Text.Json;
using RnnLm.Cli.Data;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using RnnLm.Cli.Tests.Commands;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Cli.Tests.Data;

public sealed class OwnTextTests : IDisposable
{
    private static readonly string Data = Path.Combine(KernelLocation.Repository(), "data");
    private readonly string folder = Directory.CreateTempSubdirectory("rnnlm-text").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_grammar_says_in_its_first_line_what_it_is()
    {
        Assert.Equal(["brackets", "recall", "salesman", "statesman", "students"], OwnText.All(Data).Select(t => t.Name));
        Assert.All(OwnText.All(Data), text => Assert.NotEmpty(text.Description()));
    }

    [Fact]
    public void A_text_has_the_words_asked_for_in_three_parts_and_is_the_same_for_the_same_seed()
    {
        var text = OwnText.Find(Data, "recall");
        var files = text.Make(folder, 1000, 7, null).Select(f => f.File).ToArray();
        Assert.Equal(["train.txt", "valid.txt", "test.txt"], files.Select(Path.GetFileName));
        var words = files.Select(f => File.ReadAllText(f).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length).ToArray();
        Assert.InRange(words[0], 800, 850);
        Assert.InRange(words[1], 100, 150);
        var before = files.Select(File.ReadAllText).ToArray();
        text.Make(folder, 1000, 7, null);
        Assert.Equal(before, files.Select(File.ReadAllText));
        text.Make(folder, 1000, 8, null);
        Assert.NotEqual(before, files.Select(File.ReadAllText));
    }

    [Fact]
    public void A_start_symbol_holds_the_lag()
    {
        OwnText.Find(Data, "recall").Make(folder, 500, 1, "After[n2]");
        Assert.All(File.ReadLines(Path.Combine(folder, "test.txt")), line => Assert.Equal(10, line.Split(' ').Length));
    }

    [Theory]
    [InlineData("statesman")]
    [InlineData("salesman")]
    public void The_speakers_are_as_rich_as_the_table_says(string name)
    {
        var grammar = Grammar.Load(OwnText.Find(Data, name).Path);
        var measure = TextMeasure.Of(grammar);
        Assert.InRange(grammar.Words.Count, 1500, 2500);
        Assert.InRange(measure.Frames ?? 0, 200, 400);
        Assert.InRange(measure.FourGrams, 35_000, measure.Words);
        Assert.Equal((3, 6), (grammar.ShortestParagraph, grammar.LongestParagraph));

        // data/README.md has the same figures.
        var row = File.ReadLines(Path.Combine(Data, "README.md")).Single(l => l.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        foreach (var figure in new[] { $"| {grammar.Words.Count:N0} |", $"{measure.Frames} ", $"{measure.FourGrams:N0} different sequences of four words", $"| {measure.Floor:F2} |" })
            Assert.Contains(figure, row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("students")]
    [InlineData("recall")]
    [InlineData("brackets")]
    public void The_others_have_the_words_the_length_and_the_floor_that_the_table_says(string name)
    {
        var grammar = Grammar.Load(OwnText.Find(Data, name).Path);
        var cells = File.ReadLines(Path.Combine(Data, "README.md")).Single(l => l.StartsWith($"| `{name}` |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
        Assert.Equal($"{grammar.Words.Count:N0}", cells[2]);
        Assert.InRange(GrammarMoments.MeanLength(grammar), Number(cells[3]) - 0.5, Number(cells[3]) + 0.5);
        Assert.Equal($"{TextMeasure.Of(grammar).Floor:F2}", cells[4]);

        static double Number(string cell) => double.Parse(cell.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_entropy_of_a_grammar_is_reported_beside_its_perplexity()
    {
        var grammar = Path.Combine(folder, "coin.grammar");
        var text = Path.Combine(folder, "coin.txt");
        File.WriteAllText(grammar, "Line -> heads | tails\n");
        File.WriteAllText(text, "heads\ntails\ntails\n");

        // ln 2 for a line, which is two tokens with its end: a perplexity of the root of 2.
        var said = CommandLine.Run("perplexity", grammar, text).Output;
        Assert.Matches(@"coin\.grammar\n +entropy of a line +0\.6931 .*\n +a token +0\.3466  nats, a perplexity of 1\.4142\n", said);
        Assert.Matches(@"\n +perplexity +1\.4142  all tokens\n", said);

        using var json = JsonDocument.Parse(CommandLine.Run("perplexity", grammar, text, "--json").Output);
        Assert.Equal(Math.Log(2), json.RootElement.GetProperty("entropy_per_line").GetDouble(), 12);
        Assert.Equal(Math.Log(2) / 2, json.RootElement.GetProperty("entropy_per_token").GetDouble(), 12);
        Assert.Equal(Math.Log(2), json.RootElement.GetProperty("entropy_per_line_at_least").GetDouble(), 8);
        Assert.Equal(Math.Log(2) / 2, json.RootElement.GetProperty("entropy_per_token_at_least").GetDouble(), 8);
    }

    /// <summary>32.96 nats a line: the grammar draws a gender for plural subjects, too, but "their" shows none, and what no word shows is not counted.</summary>
    [Theory]
    [InlineData("students", "32.9608", "nats", "0.9391", "2.5576")]
    [InlineData("statesman", "12.5888", "nats, given its topic", "0.8571", "2.3564")]
    public void The_entropy_of_the_course_s_grammars_is_exact(string name, string line, string unit, string token, string perplexity)
    {
        var text = Path.Combine(folder, "empty.txt");
        File.WriteAllText(text, "\n");
        var said = CommandLine.Run("perplexity", Path.Combine(Data, $"{name}.grammar"), text).Output.Split('\n');
        Assert.Matches($"^  entropy of a line +{line}  {unit}$", said[1]);
        Assert.Matches($"^  a token +{token}  nats, a perplexity of {perplexity}$", said[2]);
    }

    [Fact]
    public void An_entropy_that_is_not_known_exactly_is_given_by_its_bounds()
    {
        var grammar = Path.Combine(folder, "palindromes.grammar");
        var text = Path.Combine(folder, "palindromes.txt");
        File.WriteAllText(grammar, "Line -> 0.4: a Line a | 0.4: b Line b | 0.1: a a | 0.1: b b\n");
        File.WriteAllText(text, "a a\n");
        var said = CommandLine.Run("perplexity", grammar, text).Output;
        Assert.Matches(@"\n  entropy of a line +5\.\d{4}  nats or more, at most 5\.9677\n  a token +0\.5\d{3}  nats or more, at most 0\.5425: a perplexity of 1\.\d{4} to 1\.7203\n", said);
    }

    [Fact]
    public void A_text_that_the_grammar_cannot_have_written_is_answered_with_the_word_that_shows_it()
    {
        var (grammar, text) = (Path.Combine(folder, "cats.grammar"), Path.Combine(folder, "cats.txt"));
        File.WriteAllText(grammar, "Line -> 0.7: the cat sleeps | 0.2: the cat eats | 0.1: the dog barks\n");
        File.WriteAllText(text, "the cat eats\nthe cat barks\n");
        var (code, said, _) = CommandLine.Run("perplexity", grammar, text);
        Assert.Equal(ExitCode.Success, code);
        Assert.Matches(@"perplexity +Infinity  all tokens\n", said);
        Assert.EndsWith("  The grammar cannot write this text: word 3 of line 2 is 'barks', but there it writes 'sleeps', 'eats'.\n", said, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(CommandLine.Run("perplexity", grammar, text, "--json").Output);
        Assert.Equal((2, 3), (json.RootElement.GetProperty("impossible_line").GetInt32(), json.RootElement.GetProperty("impossible_place").GetInt32()));

        File.WriteAllText(text, "the cat eats\n\n");
        Assert.EndsWith("word 1 of line 2 is the end of the line, but there it writes 'the'.\n", CommandLine.Run("perplexity", grammar, text).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_grammar_did_not_write_is_kept()
    {
        var mine = Path.Combine(folder, "valid.txt");
        File.WriteAllText(mine, "my only copy\n");
        var error = Assert.Throws<CommandException>(() => OwnText.Find(Data, "recall").Make(folder, 500, 1, null));
        Assert.Equal((ExitCode.WrongUse, $"{mine} is there already and is no text of recall; name another folder with --out."), (error.ExitCode, error.Message));
        Assert.Equal("my only copy\n", File.ReadAllText(mine));
        Assert.False(File.Exists(Path.Combine(folder, "train.txt")));
    }

    [Fact]
    public void A_wrong_start_symbol_or_server_is_wrong_use()
    {
        var (code, _, error) = CommandLine.Run("data", "make", "students", "--start", "Apart[d9]", "--out", folder);
        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("start symbol, line 1, column 7: 'd9' ", error, StringComparison.Ordinal);
        (code, _, error) = CommandLine.Run("data", "get", "ptb", "--from", "nowhere", "--out", folder);
        Assert.Equal((ExitCode.WrongUse, "rnnlm data get: --from takes an address such as https://example.org/corpora, but 'nowhere' came.\n"), (code, error));
    }

    [Fact]
    public void The_topic_of_a_speaker_can_be_held_fast()
    {
        OwnText.Find(Data, "statesman").Make(folder, 2000, 1, "Sentence[peace]");
        Assert.DoesNotContain("hospital", File.ReadAllText(Path.Combine(folder, "train.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_grammar_of_one_s_own_is_named_by_its_file()
    {
        var grammar = Path.Combine(folder, "cats.grammar");
        File.WriteAllText(grammar, "dependency Verb Noun\nfeature number = one many\nLine -> the Noun[number] Verb[number]\n"
            + "Noun[one] -> cat | dog\nNoun[many] -> cats | dogs\nVerb[one] -> sleeps | runs\nVerb[many] -> sleep | run\n");
        var (code, said, _) = CommandLine.Run("data", "make", grammar, "--words", "3000", "--out", folder);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains($"cats.grammar {Path.Combine(folder, "test.txt")}\n", said, StringComparison.Ordinal);
        Assert.Matches("^the (cats?|dogs?) (sleeps?|runs?)$", File.ReadLines(Path.Combine(folder, "train.txt")).First());
        Assert.Equal(ExitCode.Success, CommandLine.Run("data", "make", grammar, "--words", "3000", "--out", folder).ExitCode); // its own text may be replaced

        var other = Path.Combine(folder, "cats");
        (code, _, var error) = CommandLine.Run("data", "make", other);
        Assert.Equal((ExitCode.WrongUse, $"rnnlm data make: there is no text '{other}' in the course; name the file '{other}.grammar' for your own.\n"), (code, error));
        (code, _, error) = CommandLine.Run("data", "compare", "dogs.grammar");
        Assert.Equal((ExitCode.WrongUse, "rnnlm data compare: there is no file 'dogs.grammar'.\n"), (code, error));
    }

    [Theory]
    [InlineData("one", 1)]
    [InlineData("four", 4)]
    [InlineData("six", 6)]
    public void A_start_symbol_holds_the_depth_of_brackets(string depth, int expected)
    {
        OwnText.Find(Data, "brackets").Make(folder, 3000, 1, $"Deep[{depth}]");
        Assert.All(File.ReadLines(Path.Combine(folder, "train.txt")), line => Assert.Equal(expected, Deepest(line)));

        // Every bracket closes the last one that is open.
        static int Deepest(string line)
        {
            var (open, deepest) = (new Stack<char>(), 0);
            foreach (var symbol in line.Where(c => "()[]{}".Contains(c, StringComparison.Ordinal)))
            {
                if ("([{".IndexOf(symbol, StringComparison.Ordinal) is >= 0 and var kind) open.Push(")]}"[kind]);
                else Assert.Equal(open.Pop(), symbol);
                deepest = Math.Max(deepest, open.Count);
            }

            Assert.Empty(open);
            return deepest;
        }
    }

    [Fact]
    public void An_unknown_name_is_wrong_use()
    {
        Assert.Equal(ExitCode.WrongUse, Assert.Throws<CommandException>(() => OwnText.Find(Data, "shakespeare")).ExitCode);
        Assert.Contains("rnnlm data get ptb", Assert.Throws<CommandException>(() => OwnText.Find(Data, "ptb")).Message, StringComparison.Ordinal);
    }
}
