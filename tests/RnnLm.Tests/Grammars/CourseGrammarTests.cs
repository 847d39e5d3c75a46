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

    [Fact]
    public void The_distance_of_students_moves_the_dependent_words_and_not_the_length()
    {
        var path = Path.Combine(DataFolder(), "students.grammar");
        var near = Grammar.Load(path, "Apart[d0]");
        var far = Grammar.Load(path, "Apart[d5]");
        Assert.Equal(GrammarMoments.MeanLength(near), GrammarMoments.MeanLength(far), 9);
        Assert.Equal(GrammarMoments.DerivationEntropy(near), GrammarMoments.DerivationEntropy(far), 9);
        Assert.InRange(Distance(near), 6, 8);
        Assert.InRange(Distance(far), 21, 23);

        // Words from the cue's last word to the object, in the median line.
        static int Distance(Grammar grammar)
        {
            var distances = new GrammarSampler(grammar, 1).LinesWithParts().Take(99)
                .Select(l => Array.IndexOf(l.Parts, "Object") - Array.LastIndexOf(l.Parts, "Doing")).Order().ToArray();
            return distances[49];
        }
    }

    private static string DataFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "data");
    }
}
