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

    [Fact]
    public void Recall_over_several_lags_tells_the_losses_and_each_lags_share()
    {
        var task = new MixedRecallTask([1, 30], cues: 4);
        var elman = new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 8, HiddenSize = 16 };
        var run = (Experiment with { TestExamples = 100 }).Recall(task, elman, TestContext.Current.CancellationToken);
        Assert.Equal(300, run.Losses.Count);
        Assert.InRange(run.Losses[0], 0.7 * Math.Log(4), 2 * Math.Log(4)); // it begins with a guess
        Assert.Equal(2, run.Recalled.Count);
        Assert.True(run.Recalled[0] > 0.9, $"lag 1: {run.Recalled[0]}");
        Assert.True(run.Recalled[1] < 0.6, $"lag 30: {run.Recalled[1]}");
        var again = (Experiment with { TestExamples = 100 }).Recall(task, elman, TestContext.Current.CancellationToken);
        Assert.Equal(run.Losses, again.Losses);
    }

    private static double Accuracy(MemoryTask task, MemoryExperiment? experiment = null) => (experiment ?? Experiment).Accuracy(
        task, new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 8, HiddenSize = 16 }, TestContext.Current.CancellationToken);
}
