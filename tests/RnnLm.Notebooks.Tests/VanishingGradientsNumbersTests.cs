using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Models.NGram;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>What notebook 09 says of the networks in data/models, in numbers.</summary>
public sealed class VanishingGradientsNumbersTests
{
    private const string Dusted = "librarian dusted the shelves";
    private const string Stamped = "librarian stamped the card";
    private const string Cook = "cook tasted the soup";

    private static readonly string Data = Path.Combine(CourseNotebook.Folder, "..", "data");
    private static readonly string[] Places = ["near the window of the house", "under the lamp by the staircase", "behind the table opposite the statue"];
    private static readonly Grammar Students = Grammar.Load(Path.Combine(Data, "students.grammar"));

    [Fact]
    public void On_paper_a_saturated_unit_hands_on_a_tenth_of_what_it_was_asked()
    {
        var wh = Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, 2 }, { 1, -1 } });
        var cell = new ElmanCell(wh, Matrix<double>.Build.DenseIdentity(2), Vector<double>.Build.Dense(2), Activation.Tanh);
        var a = Vector<double>.Build.DenseOfArray([0, Math.Atanh(Math.Sqrt(0.9))]); // tanh′ is 1 at the one and 0.1 at the other
        var jacobian = cell.Forward(cell.ZeroState(), a).Jacobian();
        Assert.Equal([0.5, 1, 0.2, -0.1], jacobian.EnumerateRows().SelectMany(row => row).Select(x => Math.Round(x, 12)));
        Assert.Equal([0.7, 0.9], jacobian.ColumnSums().Select(x => Math.Round(x, 12)));
    }

    [Theory, InlineData(1.75, 0), InlineData(2, 0.9)]
    public void Of_ten_tanh_networks_none_explodes_and_at_the_next_radius_nine_do(double radius, double share) =>
        Assert.Equal(share, new DecayExperiment(size: 32, last: 50, seeds: 10).Measure(new DecaySetting(RecurrentWeights.Orthogonal, Activation.Tanh, radius, 1)).ShareExploding, 9);

    [Fact]
    public void Beyond_four_words_window_and_5_gram_guess_tanh_forgets_and_gated_networks_stay_at_the_floor()
    {
        var vocabulary = Load("lstm").Vocabulary;
        var scored = new ScoredText(new GrammarOracle(Students, vocabulary), seed: 7, words: 12_000);
        var lines = new GrammarSampler(Students, new RandomGenerator(2).NextUInt64()).Words(400_000);
        var fiveGram = NGramModel.KneserNey(vocabulary, [.. lines.SelectMany(l => vocabulary.Encode(l).Append(Vocabulary.Eos))], 5);
        var guess = Math.Log(6);

        var window = Costs(Load("window"));
        Assert.InRange(window[0], 0, 0.15);
        Assert.All(window[1..], cost => Assert.InRange(cost, guess - 0.2, guess + 0.3));
        var counted = Costs(fiveGram);
        Assert.All(counted[1..], cost => Assert.InRange(cost, guess + 0.2, guess + 1));

        var tanh = Costs(Load("elman"));
        Assert.InRange(tanh[0], 0, 0.2); // nearly as good as the best possible model
        Assert.InRange(tanh[1], 0.4 * guess, 0.6 * guess); // half of what there was to know is gone
        Assert.All(tanh[2..5], cost => Assert.InRange(cost, tanh[1], guess));
        Assert.All(tanh[5..], cost => Assert.InRange(cost, guess - 0.4, guess + 0.4)); // as the window
        foreach (var gated in new[] { "gru", "lstm" }) Assert.All(Costs(Load(gated)), cost => Assert.InRange(cost, -0.15, 0.15));

        // By distances of 1 to 4 words, 5 to 8 …, as the figure has them.
        double[] Costs(ILanguageModel model) => [.. scored.CostByDistance(model, "Object", width: 4).Select(bin => bin.Nats)];
    }

    [Fact]
    public void The_librarian_shines_in_gated_networks_at_every_distance_and_in_tanh_only_close_by()
    {
        foreach (var between in new[] { 0, 1, 2, 3 })
        {
            Assert.InRange(Influence("gru", Dusted, between)[2], 0.3, 1);
            Assert.InRange(Influence("lstm", Dusted, between)[2], 0.25, 1);
        }

        // as the librarian dusted the shelves: with one place in between the first fifteen words from the blank have all the colour.
        Assert.InRange(Influence("elman", Dusted, 0)[2], 0.2, 1);
        foreach (var between in new[] { 1, 2, 3 }) Assert.All(Influence("elman", Dusted, between)[..6], share => Assert.InRange(share, 0, 0.08));
        Assert.All(Influence("elman", Dusted, 3)[..^18], share => Assert.InRange(share, 0, 0.1));

        // In the GRU no other word from the beginning to the last place comes near it.
        Assert.All(Influence("gru", Dusted, 3)[3..22], share => Assert.InRange(share, 0, 0.1));
    }

    [Fact]
    public void With_the_card_stamped_a_colour_says_little_of_what_a_network_knows()
    {
        Assert.InRange(Influence("lstm", Stamped, 3)[2], 0, 0.2);
        Assert.InRange(Books(Load("lstm"), Stamped, 3), 0.15, 0.25);
        Assert.InRange(Influence("elman", Stamped, 3)[2], 0.7, 1);
        Assert.InRange(Books(Load("elman"), Stamped, 3), 0, 0.05);
    }

    [Fact]
    public void On_average_over_its_sisters_the_columns_are_much_alike()
    {
        string[] sisters =
        [
            "proctor started the clock", "proctor read the rules", Stamped, Dusted, "programmer fixed the network", "programmer tested the server",
            "philosopher posed the riddle", "philosopher quoted the ancients", "cook lit the stove", Cook, "gardener watered the roses", "gardener mowed the meadow",
        ];
        string[] first = ["exams", "books", "laptops", "minds", "ovens", "gates"];
        double[] darkestOfCue = [.. new[] { "elman", "gru", "lstm" }.Select(kind => sisters.Index().Average(s => Influence(kind, s.Item, 3, first[s.Index / 2])[2..6].Max()))];
        Assert.All(darkestOfCue, share => Assert.InRange(share, 0.1, 0.4));
        Assert.InRange(darkestOfCue.Max() - darkestOfCue.Min(), 0, 0.15);
    }

    [Fact]
    public void Whether_it_was_the_librarian_or_the_cook_gated_networks_know_at_every_distance()
    {
        var floor = new GrammarOracle(Students, Load("lstm").Vocabulary);
        for (var between = 0; between < 4; between++)
        {
            Assert.Equal(0.2, Books(floor, Dusted, between), 9);
            Assert.Equal(0, Books(floor, Cook, between), 9);
            foreach (var gated in new[] { "gru", "lstm" })
            {
                Assert.InRange(Books(Load(gated), Dusted, between), 0.12, 0.25);
                Assert.InRange(Books(Load(gated), Cook, between), 0, 0.005);
            }
        }

        double Difference(int between) => Books(Load("elman"), Dusted, between) - Books(Load("elman"), Cook, between);
        Assert.True(Difference(0) > 0.08);
        Assert.InRange(Difference(1), Difference(3) + 0.03, Difference(0));
        Assert.InRange(Difference(2), Difference(3) + 0.03, Difference(0));
        Assert.InRange(Difference(3), -0.005, 0.005);
    }

    private static string Prefix(string who, int between) => string.Join(" ", [$"as the {who} , the students", .. Places.Take(between), "opened their"]);

    // Of each word of the sentence, relative to the largest.
    private static double[] Influence(string kind, string who, int between, string next = "books")
    {
        var network = (RecurrentLanguageModel<float>)Load(kind);
        var model = network.ToEncoderRnnDecoder();
        int[] ids = [Vocabulary.Eos, .. network.Vocabulary.Encode(Prefix(who, between))];
        var influence = Connectivity.OfProbability(model, model.Rnn.ZeroState(), ids, network.Vocabulary[next])[1..];
        return [.. influence.Select(i => i / influence.Max())];
    }

    private static double Books(ILanguageModel model, string who, int between) =>
        model.Next("\n" + Prefix(who, between)).First(p => p.Token == "books").Probability;

    private static ILanguageModel Load(string kind) => ModelFile.Load(Path.Combine(Data, "models", $"students-{kind}.safetensors"));
}
