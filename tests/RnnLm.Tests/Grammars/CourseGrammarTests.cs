using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Tests.Grammars;

/// <summary>The grammars in data/ are what data/README.md says of them.</summary>
public sealed class CourseGrammarTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(DataFolder(), "*.grammar").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_oracle_follows_every_line_that_the_grammar_writes(string name)
    {
        var grammar = Grammar.Load(Path.Combine(DataFolder(), name));
        var oracle = new GrammarOracle(grammar);
        var context = oracle.Start();
        var next = new double[oracle.Vocabulary.Count];
        foreach (var (line, index) in new GrammarSampler(grammar, 11).Lines().Take(30).Select((l, i) => (l, i)))
        {
            foreach (var token in oracle.Vocabulary.Encode(line).Append(Vocabulary.Eos))
            {
                if (index % 10 == 0)
                {
                    context.Next(next);
                    Assert.Equal(1, next.Sum(Math.Exp), 9);
                }

                Assert.InRange(context.LogProbability(token), -20, 1e-9);
                context.Read(token);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_alternative_is_written_twice(string name)
    {
        foreach (var rule in GrammarParser.Parse(File.ReadAllText(Path.Combine(DataFolder(), name)), name).Rules)
        {
            var alternatives = rule.Alternatives.Select(a => string.Join(' ', a.Symbols)).ToArray();
            Assert.Equal(alternatives.Distinct(), alternatives);
        }
    }

    [Fact]
    public void Students_has_six_persons_with_a_dozen_objects_each_and_300_to_600_words()
    {
        var grammar = Grammar.Load(Path.Combine(DataFolder(), "students.grammar"));
        Assert.InRange(grammar.Words.Count, 300, 600);
        // Object[openable, proctor] and Object[portable, proctor] are of one person.
        var objects = grammar.Rules.Where(r => grammar.NameOf(r.Left) == "Object")
            .GroupBy(r => grammar.Symbols[r.Left].Split([' ', ']'])[1], r => grammar.Words[~r.Right.Single()])
            .ToDictionary(g => g.Key, g => g.Distinct().ToArray());
        Assert.Equal(["cook", "gardener", "librarian", "philosopher", "proctor", "programmer"], objects.Keys.Order());
        Assert.All(objects.Values, words => Assert.InRange(words.Length, 12, 20));
        var all = objects.Values.SelectMany(words => words).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count()); // an object gives its person away
    }

    [Fact]
    public void The_distance_of_students_moves_the_dependent_words_and_not_the_length_nor_the_floor()
    {
        var settings = Enumerable.Range(0, 4).Select(d => Grammar.Load(Path.Combine(DataFolder(), "students.grammar"), $"Apart[d{d}]")).ToArray();
        Assert.All(settings, g => Assert.Equal(GrammarMoments.MeanLength(settings[0]), GrammarMoments.MeanLength(g), 9));
        var floor = LineEntropy.Of(settings[0]);
        Assert.All(settings, g => Assert.Equal(floor.High, LineEntropy.Of(g).High, 1e-7));
        Assert.All(settings, g => Assert.True(LineEntropy.Of(g).IsWithin(1e-7)));
        // With the person named just before the verb, and with a clause of its own; each adjective adds a word.
        Assert.Equal([3, 4, 6, 7, 8], Distances(settings[0]));
        Assert.Equal([9, 10, 12, 13, 14], Distances(settings[1]));
        Assert.Equal([15, 16, 18, 19, 20], Distances(settings[2]));
        Assert.Equal([21, 22, 24, 25, 26], Distances(settings[3]));

        // Words from the last cue to the first object.
        static IEnumerable<int> Distances(Grammar grammar) => new GrammarSampler(grammar, 1).LinesWithParts().Take(400)
            .Select(l => Array.IndexOf(l.Parts, "Object") - Math.Max(Array.LastIndexOf(l.Parts, "Doing"), Array.LastIndexOf(l.Parts, "Cue")))
            .Distinct().Order();
    }

    [Fact]
    public void The_places_of_students_say_nothing_of_the_subject()
    {
        var lines = new GrammarSampler(Grammar.Load(Path.Combine(DataFolder(), "students.grammar"), "Apart[d3]"), 1).LinesWithParts().Take(4000).ToArray();
        foreach (var place in new[] { "Spot1", "House", "Spot2", "Inside", "Spot3", "Square" })
        {
            var opposite = lines.Count(l => IsPlural(l, place) != IsPlural(l, "Noun"));
            Assert.InRange(opposite, 1900, 2100); // of 4,000 tosses of a coin: three standard deviations
        }

        static bool IsPlural((string[] Words, string[] Parts) line, string part) =>
            line.Words[Array.IndexOf(line.Parts, part)] is var word && (word.EndsWith('s') || word == "children");
    }

    internal static string DataFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "data");
    }
}
