using RnnLm.Analysis;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class TruncationExperimentTests
{
    [Fact, Trait("Speed", "slow")]
    public void AGradientThatPointsTheRightWayLearnsNothingOfACueOutOfItsReach()
    {
        // The question's loss reaches the cue over lag + 1 uses.
        var results = new TruncationExperiment().Run([8, 9], [2, 3], TestContext.Current.CancellationToken);
        Assert.Equal([(8, 2), (8, 3), (9, 2), (9, 3)], results.Select(r => (r.Uses, (int)r.Seed)));
        Assert.All(results, r => Assert.InRange(r.Cosine, 0.999, 1.000001));
        Assert.All(results.Where(r => r.Uses == 8), r => Assert.InRange(r.Accuracy, 0, 0.4)); // guessing: a quarter
        Assert.All(results.Where(r => r.Uses == 9), r => Assert.InRange(r.Accuracy, 0.95, 1));
    }

    [Fact]
    public void TheNumbersDoNotDependOnWhichThreadComesFirst()
    {
        var brief = new TruncationExperiment { Lag = 3, HiddenSize = 8, Training = new() { Batches = 20 } };
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(brief.Run([1, 2, 4], [1, 2], token), brief.Run([1, 2, 4], [1, 2], token));
        Assert.Equal(brief.Run([2], [2], token), brief.Run([1, 2, 4], [1, 2], token).Where(r => r is { Uses: 2, Seed: 2 }));
    }
}
