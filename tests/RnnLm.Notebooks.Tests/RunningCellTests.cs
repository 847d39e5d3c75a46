using Xunit;

namespace RnnLm.Notebooks.Tests;

public sealed class RunningCellTests
{
    [Fact]
    public void The_token_is_the_one_that_the_kernel_publishes_and_none_where_it_publishes_none()
    {
        AppContext.SetData("Notebook.CancellationToken", null);
        Assert.False(RunningCell.CancellationToken.CanBeCanceled);
        using var source = new CancellationTokenSource();
        AppContext.SetData("Notebook.CancellationToken", source.Token);
        Assert.Equal(source.Token, RunningCell.CancellationToken);
        AppContext.SetData("Notebook.CancellationToken", null);
    }
}
