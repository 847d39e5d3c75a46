using RnnLm.Cli.Install;
using Xunit;

namespace RnnLm.Cli.Tests.Clients;

/// <summary>How soon a cell is answered, beside the kernel that most notebooks of the world run on.</summary>
[Collection(Alone.Name)]
[Trait("Speed", "slow")]
public sealed class RoundTripTests(LearnersKernel kernel)
{
    [Fact]
    public void A_round_trip_takes_at_most_three_times_ipykernels()
    {
        var outcome = Nbclient.RunPython(["jupyter_client", "ipykernel"], "round_trip.py", [Kernelspec.DefaultName, "check"], kernel.Variables);
        TestContext.Current.TestOutputHelper?.WriteLine(outcome.Output);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
    }
}
