using RnnLm.Cli.Data;
using RnnLm.Cli.Notebooks;
using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Text.Grammars;
using Xunit;

namespace RnnLm.Cli.Tests.Data;

/// <summary>The networks of <c>rnnlm data compare</c> are the same bit for bit, whoever computes.</summary>
public sealed class ContestantsTests
{
    public static TheoryData<string> Networks => [.. TrainingRecipe.Networks];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_numbers_do_not_depend_on_the_number_of_threads(string network)
    {
        var grammar = Grammar.Load(Path.Combine(KernelLocation.Repository(), "data", "students.grammar"));
        var oracle = new GrammarOracle(grammar);
        int[] train = Tokens(1, 10_000), valid = Tokens(2, 500);
        var contestants = new Contestants(new TrainingRecipe(Epochs: 2), oracle.Vocabulary, train, valid, Seed: 1);

        var alone = Bits(1);
        Assert.Equal(alone, Bits(2));
        Assert.Equal(alone, Bits(3));

        int[] Tokens(ulong seed, int words) => [.. new GrammarSampler(grammar, seed).Words(words).SelectMany(line => oracle.Vocabulary.Encode(line).Append(Vocabulary.Eos))];

        int[] Bits(int threads)
        {
            using var workers = new Workers(threads);
            var model = (NeuralLanguageModel<float>)contestants.Create(network, workers, TestContext.Current.CancellationToken);
            return [.. model.Parameters.SelectMany(p => p.Value).Select(BitConverter.SingleToInt32Bits)];
        }
    }

    [Fact]
    public void Another_seed_gives_other_weights_and_an_unknown_network_is_named()
    {
        var vocabulary = new GrammarOracle(Grammar.Parse("Line -> a b | b a")).Vocabulary;
        float First(ulong seed) => ((NeuralLanguageModel<float>)new Contestants(new TrainingRecipe(Epochs: 1), vocabulary, [.. Enumerable.Repeat(new[] { 2, 3, Vocabulary.Eos }, 300).SelectMany(x => x)], [2, 3], seed)
            .Create("LSTM", new Workers(1), TestContext.Current.CancellationToken)).Parameters[0].Value[0];
        Assert.NotEqual(First(1), First(2));
        Assert.Contains("but 'Jordan' came", Assert.Throws<ArgumentException>(() => new TrainingRecipe().ArchitectureOf("Jordan")).Message, StringComparison.Ordinal);
    }
}
