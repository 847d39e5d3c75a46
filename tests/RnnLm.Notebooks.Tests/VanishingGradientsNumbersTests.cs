using RnnLm.Analysis;
using RnnLm.Models.Files;
using RnnLm.Models.Recurrent;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>What notebook 09 says of the three networks in data/models, in numbers.</summary>
public sealed class VanishingGradientsNumbersTests
{
    private static readonly string Data = Path.Combine(Root(), "data");

    [Fact]
    public void What_forgetting_costs_by_distance()
    {
        var grammar = Grammar.Load(Path.Combine(Data, "students.grammar"));
        var scored = new ScoredText(new GrammarOracle(grammar, Network("lstm").Vocabulary), seed: 7, words: 6000);
        var objects = scored.Dependents.Where(d => d.Dependency.Word == "Object").ToArray();
        double Cost(string kind, int from, int to)
        {
            var above = scored.AboveFloor(Network(kind));
            return objects.Where(d => d.Distance >= from && d.Distance <= to).Average(d => above[d.Position]);
        }

        Assert.InRange(Cost("elman", 3, 9), Math.Log(6) - 0.1, Math.Log(6) + 0.15);
        Assert.InRange(Cost("elman", 16, 26), Math.Log(6) - 0.15, Math.Log(6) + 0.15);
        Assert.True(Cost("gru", 3, 9) < Cost("gru", 16, 26) - 0.3);
        Assert.InRange(Cost("lstm", 3, 9), 0, 0.5);
        Assert.InRange(Cost("lstm", 16, 26), 0, 0.5);
    }

    [Fact]
    public void The_gradient_of_books_reaches_the_librarian_in_the_lstm_alone()
    {
        const string Prefix = "as the librarian stamped the card , the students near the window of the house "
            + "under the lamp by the staircase behind the table opposite the statue opened their";
        var words = Prefix.Split(' ');
        string Darkest(string kind)
        {
            var network = Network(kind);
            var model = network.ToEncoderRnnDecoder();
            var influence = Connectivity.OfProbability(
                model, model.Rnn.ZeroState(), [Vocabulary.Eos, .. network.Vocabulary.Encode(Prefix)], network.Vocabulary["books"])[1..];
            return words[influence.Index().MaxBy(pair => pair.Item).Index];
        }

        Assert.Equal("stamped", Darkest("lstm"));
        Assert.Equal(26, words.Length - Array.IndexOf(words, "stamped"));
        Assert.Contains(Darkest("elman"), words[^3..]);
        Assert.Contains(Darkest("gru"), words[^3..]);
    }

    private static RecurrentLanguageModel<float> Network(string kind) =>
        (RecurrentLanguageModel<float>)ModelFile.Load(Path.Combine(Data, "models", $"students-{kind}.safetensors"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
