using System.Text;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

/// <summary>A kernel's pipes break one after the other, in either order.</summary>
public sealed class KernelClientTests
{
    [Fact]
    public async Task A_kernel_that_nothing_can_be_written_to_has_closed_although_its_output_has_not_ended()
    {
        var client = new KernelClient(new SilentReader(), new BrokenWriter());
        Assert.Null(await client.ConnectAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.True(client.IsClosed);
    }

    private sealed class SilentReader : TextReader
    {
        public override Task<string?> ReadLineAsync() => new TaskCompletionSource<string?>().Task;
    }

    private sealed class BrokenWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteAsync(string? value) => Task.FromException(new IOException("Broken pipe"));
    }
}
