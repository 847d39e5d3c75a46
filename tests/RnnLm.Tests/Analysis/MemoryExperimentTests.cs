using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class MemoryExperimentTests
{
    private static readonly MemoryExperiment Experiment = new() { Batches = 300, Streams = 16, Rate = 0.01 };

    [Fact, Trait("Speed", "slow")]
    public void AnElmanNetworkRecallsOverAShortLagAndForgetsOverALongOne()
    {
        Assert.True(Accuracy(new RecallTask(lag: 2)) > 0.95);
        Assert.True(Accuracy(new RecallTask(lag: 40)) < 0.6);
    }

    [Fact, Trait("Speed", "slow")]
    public void AnElmanNetworkRecallsFewItemsBetterThanMany()
    {
        var few = Accuracy(new CapacityTask(items: 1));
        var many = Accuracy(new CapacityTask(items: 8));
        Assert.True(few > 0.95, $"one item: {few}");
        Assert.True(many < few - 0.2, $"eight items: {many}");
    }

    [Fact]
    public void TheSameSeedGivesTheSameAccuracy()
    {
        var brief = Experiment with { Batches = 20 };
        Assert.Equal(Accuracy(new RecallTask(lag: 3), brief), Accuracy(new RecallTask(lag: 3), brief));
    }

    private static double Accuracy(MemoryTask task, MemoryExperiment? experiment = null) => (experiment ?? Experiment).Accuracy(
        task, new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 8, HiddenSize = 16 }, TestContext.Current.CancellationToken);
}
