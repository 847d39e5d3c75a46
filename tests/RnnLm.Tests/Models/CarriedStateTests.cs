using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Models;

/// <summary>What is carried from batch to batch depends on what was read, not on what was to be predicted (slide B19).</summary>
public class CarriedStateTests
{
    public static TheoryData<NeuralArchitecture> Architectures =>
    [
        new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 4, HiddenSize = 3 },
        new RecurrentArchitecture(RecurrentKind.Lstm) { EmbeddingSize = 4, HiddenSize = 3, Layers = 2 },
        new RecurrentArchitecture(RecurrentKind.Gru) { EmbeddingSize = 4, HiddenSize = 3 },
        new FixedWindowArchitecture(3) { EmbeddingSize = 4, HiddenSize = 3 },
    ];

    [Theory, MemberData(nameof(Architectures), DisableDiscoveryEnumeration = true)]
    public void A_batch_without_targets_is_read_and_changes_no_gradient(NeuralArchitecture architecture)
    {
        var model = architecture.Create<double>(Toy.Vocabulary(8), new RandomGenerator(1));
        Toy.Randomise(model, 7);
        var batch = Toy.Batch();
        var withTargets = Toy.State(model, batch.Streams);
        var without = withTargets.Copy();
        var before = Values(without);

        model.Accumulate(batch, withTargets);
        model.ClearGradients();
        var nothing = batch with { Targets = [.. Enumerable.Repeat(Batch.Padding, batch.Targets.Length)] };
        Assert.Equal(0, model.Accumulate(nothing, without));

        Assert.NotEqual(before, Values(without));
        Assert.Equal(Values(withTargets), Values(without));
        Assert.All(model.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0, value)));
    }

    private static double[] Values(CarriedState<double> state) => [.. state.Arrays.SelectMany(array => array.Values)];
}
