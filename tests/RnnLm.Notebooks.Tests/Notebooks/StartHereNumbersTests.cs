using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Models.NGram;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>What notebook 00 says of its three models, and of the map of the course.</summary>
public sealed class StartHereNumbersTests
{
    private const string End = "the students opened their";
    private const string Sentence = "as the proctor started the clock , " + End;

    private static readonly string[] Prefixes =
    [
        Sentence,
        "as the proctor started the clock , the students near the windows of the house opened their",
        "as the proctor started the clock , the students near the windows of the house under the lamp by the staircase opened their",
        "as the proctor started the clock , the students near the windows of the house under the lamp by the staircase behind the table opposite the statue opened their",
    ];

    private static readonly string[] HandedOut = ["exams", "tests", "booklets", "quizzes", "envelopes", "worksheets", "folders"];
    private static readonly string Data = Path.Combine(CourseNotebook.Folder, "..", "data");

    [Fact]
    public void The_proctor_stands_9_15_21_and_27_words_back() =>
        Assert.Equal([9, 15, 21, 27], Prefixes.Select(prefix => prefix.Split(' ').Reverse().TakeWhile(word => word != "proctor").Count() + 1));

    [Fact]
    public void The_floor_gives_what_a_proctor_hands_out_one_half_at_every_distance()
    {
        var floor = new GrammarOracle(Grammar.Load(Path.Combine(Data, "students.grammar")));
        foreach (var prefix in Prefixes)
        {
            var next = floor.Next(prefix).ToDictionary(p => p.Token, p => p.Probability);
            Assert.Equal(0.5, HandedOut.Sum(word => next[word]), 9);
            Assert.Equal(0.2, next["exams"], 9);
        }
    }

    [Fact]
    public void The_5_gram_model_met_the_four_words_once_and_the_nine_never_and_says_the_same_with_and_without_the_proctor()
    {
        var grammar = Grammar.Load(Path.Combine(Data, "students.grammar"));
        var lines = new GrammarSampler(grammar, seed: 5).Words(100_000).ToArray();
        Assert.Equal(1, lines.Count(line => line.Contains(End, StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains(End + " sheds", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("proctor started the clock , " + End, StringComparison.Ordinal));

        var text = Corpus.FromText(string.Join("\n", lines));
        var vocabulary = Vocabulary.Build(text, new WordTokenizer());
        var fiveGram = NGramModel.KneserNey(vocabulary, text.Encode(vocabulary), order: 5);
        Assert.Equal("sheds", fiveGram.Next(End, 1)[0].Token);
        Assert.Equal(fiveGram.Next(End), fiveGram.Next(Sentence));
        Assert.Contains("laptops", fiveGram.Next(Prefixes[2], 4).Select(p => p.Token));
        Assert.Contains("minds", fiveGram.Next(Prefixes[3], 4).Select(p => p.Token));
    }

    [Fact]
    public void The_trained_network_keeps_the_proctor_in_mind_at_every_distance()
    {
        var file = Path.Combine(Data, "models", "students-lstm.safetensors");
        Assert.InRange(new FileInfo(file).Length, 1, 999_999);
        var lstm = ModelFile.Load(file);
        var before = LineBefore();
        Assert.All(Grammar.Load(Path.Combine(Data, "students.grammar")).Words, word => Assert.True(lstm.Vocabulary.Contains(word), word));
        foreach (var prefix in Prefixes)
        {
            var next = lstm.Next(before + prefix).ToDictionary(p => p.Token, p => p.Probability);
            Assert.InRange(HandedOut.Sum(word => next[word]), 0.47, 0.58); // 0.5 is right
            Assert.InRange(next["exams"], 0.18, 0.26); // 0.2 is right
        }
    }

    [Theory]
    [InlineData("as the philosopher posed the riddle", "minds hearts debates essays arguments letters souls")]
    [InlineData("as the librarian stamped the card", "books novels atlases dictionaries journals encyclopedias magazines")]
    public void So_it_does_with_the_other_beginnings_that_the_reader_is_to_try(string beginning, string things)
    {
        var lstm = ModelFile.Load(Path.Combine(Data, "models", "students-lstm.safetensors"));
        foreach (var prefix in Prefixes)
        {
            var next = lstm.Next(LineBefore() + prefix.Replace("as the proctor started the clock", beginning, StringComparison.Ordinal)).ToDictionary(p => p.Token, p => p.Probability);
            Assert.InRange(things.Split(' ').Sum(word => next[word]), 0.4, 0.61);
        }
    }

    [Fact]
    public void The_models_part_at_exams()
    {
        var lstm = ModelFile.Load(Path.Combine(Data, "models", "students-lstm.safetensors"));
        var floor = new GrammarOracle(Grammar.Load(Path.Combine(Data, "students.grammar")));
        var (surprise, least) = (Last(lstm), Last(floor));
        Assert.Equal(-Math.Log(0.2), least, 9);
        Assert.InRange(surprise, least - 0.2, least + 0.2);
    }

    private static double Last(ILanguageModel model) =>
        -model.Score(model.Vocabulary.EncodeText(LineBefore() + Sentence + " exams")).Last().LogProbability;

    private static string LineBefore() =>
        new GrammarSampler(Grammar.Load(Path.Combine(Data, "students.grammar")), seed: 5).Words(100).First() + "\n";
}
