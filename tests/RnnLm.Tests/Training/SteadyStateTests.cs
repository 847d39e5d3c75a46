using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models;
using RnnLm.Text;
using RnnLm.Training;
using Xunit;

namespace RnnLm.Tests.Training;

public class SteadyStateTests
{
    public static TheoryData<NeuralArchitecture> Architectures() =>
    [
        new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 12, HiddenSize = 16, Dropout = 0.2 },
        new RecurrentArchitecture(RecurrentKind.Lstm) { EmbeddingSize = 12, HiddenSize = 16, Layers = 2, Dropout = 0.2 },
        new RecurrentArchitecture(RecurrentKind.Gru) { EmbeddingSize = 12, HiddenSize = 16, TiedWeights = true, Dropout = 0.2 },
        new FixedWindowArchitecture(3) { EmbeddingSize = 12, HiddenSize = 16, DirectConnections = true, Dropout = 0.2 },
    ];

    [Theory]
    [MemberData(nameof(Architectures), DisableDiscoveryEnumeration = true)]
    public void A_step_of_training_allocates_nothing_once_its_buffers_are_there(NeuralArchitecture architecture)
    {
        var vocabulary = Toy.Vocabulary(100);
        var random = new RandomGenerator(3);
        var tokens = Enumerable.Range(0, 4 * 10 * 8).Select(_ => 2 + random.Next(98)).ToArray();
        var model = architecture.Create<float>(vocabulary, random);
        var optimizer = new Adam<float>(model.Parameters, 0.002);
        var batches = new BatchStream(tokens, streams: 4, steps: 10).ToArray();
        var state = model.InitialState(4);
        for (var round = 0; round < 3; round++) Step(batches[round]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 3; round++) Step(batches[3 + round]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step(Batch batch)
        {
            model.ClearGradients();
            model.Accumulate(batch, state, random);
            var norm = GradientClipping.GlobalNorm(model.Parameters, model.Workers);
            optimizer.Step(model.Workers, GradientClipping.Factor(norm, 0.5));
        }
    }
}
