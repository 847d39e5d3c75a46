using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Models;

public class ParameterCountTests
{
    public static TheoryData<NeuralArchitecture> Architectures()
    {
        var architectures = new TheoryData<NeuralArchitecture>();
        foreach (var kind in Enum.GetValues<RecurrentKind>())
        {
            foreach (var layers in new[] { 1, 3 })
            {
                foreach (var (tied, embedding) in new[] { (false, 5), (true, 5), (true, 7) })
                    architectures.Add(new RecurrentArchitecture(kind) { Layers = layers, TiedWeights = tied, EmbeddingSize = embedding, HiddenSize = 7 });
            }
        }

        architectures.Add(new FixedWindowArchitecture(3) { EmbeddingSize = 5, HiddenSize = 7 });
        architectures.Add(new FixedWindowArchitecture(3) { EmbeddingSize = 5, HiddenSize = 7, DirectConnections = true });
        return architectures;
    }

    [Theory]
    [MemberData(nameof(Architectures), DisableDiscoveryEnumeration = true)]
    public void The_number_known_beforehand_is_that_of_the_model(NeuralArchitecture architecture)
    {
        var model = architecture.Create<float>(Toy.Vocabulary(11), new RandomGenerator(1));
        Assert.Equal(ParameterReport.Of(model).Total, architecture.CountParameters(11));
    }

    [Fact]
    public void A_number_that_no_array_could_hold_is_no_trouble() => Assert.Equal(
        4L * 1_000_000 * 2_000_001, new RecurrentArchitecture(RecurrentKind.Lstm) { HiddenSize = 1_000_000, EmbeddingSize = 1_000_000, TiedWeights = true }.CountParameters(0));
}
