using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using RnnLm.Cli.Data;
using RnnLm.Cli.Terminal;
using Xunit;

namespace RnnLm.Cli.Tests.Data;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\n")));
    private readonly string folder = Directory.CreateTempSubdirectory("rnnlm-download").FullName;
    private readonly HttpClient client = new();

    private string Target => Path.Combine(folder, "file.txt");

    private string Part => Target + ".part";

    public void Dispose()
    {
        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_fetched_once()
    {
        await using var server = new LocalServer(Content);
        Assert.True(await Fetch(server));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.False(await Fetch(server));
        Assert.Single(server.Ranges);
        Assert.False(File.Exists(Part));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_broken_off_goes_on_where_it_stopped(bool ignoresRanges)
    {
        await using var server = new LocalServer(Content) { BreakOffAfter = 1000 };
        var error = await Assert.ThrowsAsync<CommandException>(() => Fetch(server));
        Assert.Contains("broke off; what came is kept", error.Message, StringComparison.Ordinal);
        Assert.Equal(1000, new FileInfo(Part).Length);
        Assert.False(File.Exists(Target));

        server.BreakOffAfter = int.MaxValue;
        server.IgnoresRanges = ignoresRanges;
        Assert.True(await Fetch(server));
        Assert.Equal(["", "bytes=1000-"], server.Ranges);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_part_that_is_already_whole_is_taken()
    {
        await using var server = new LocalServer(Content);
        File.WriteAllBytes(Part, Content);
        Assert.True(await Fetch(server));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Another_content_is_refused_and_nothing_kept()
    {
        await using var server = new LocalServer(Encoding.UTF8.GetBytes("<html>moved</html>"));
        var error = await Assert.ThrowsAsync<CommandException>(() => Fetch(server));
        Assert.Contains("is not the file that it was", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_missing_file_says_what_the_server_answers()
    {
        await using var server = new LocalServer(Content) { IsMissing = true };
        var error = await Assert.ThrowsAsync<CommandException>(() => Fetch(server));
        Assert.Contains("the server answers 404", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_not_waited_for()
    {
        await using var server = new LocalServer(Content) { FallSilentAfter = 500 };
        var error = await Assert.ThrowsAsync<CommandException>(() => Fetch(server, patience: 0.3));
        Assert.Contains("stopped answering", error.Message, StringComparison.Ordinal);
        Assert.Equal(500, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for_as_long_as_something_comes()
    {
        await using var server = new LocalServer(Content) { PauseBetweenPieces = TimeSpan.FromSeconds(0.2) };
        Assert.True(await Fetch(server, patience: 1.5)); // shorter than the whole transfer
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_part_of_another_file_is_thrown_away_and_the_next_try_succeeds()
    {
        await using var server = new LocalServer(Content);
        File.WriteAllBytes(Part, new byte[1000]);
        var error = await Assert.ThrowsAsync<CommandException>(() => Fetch(server));
        Assert.Contains("Try again", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
        Assert.True(await Fetch(server));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_file_that_was_changed_is_fetched_again_and_kept_until_the_new_one_is_whole()
    {
        await using var server = new LocalServer(Content) { BreakOffAfter = 1000 };
        File.WriteAllText(Target, "changed by hand");
        await Assert.ThrowsAsync<CommandException>(() => Fetch(server));
        Assert.Equal("changed by hand", File.ReadAllText(Target));
        server.BreakOffAfter = int.MaxValue;
        Assert.True(await Fetch(server));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Offline_is_said_in_one_line()
    {
        var server = new LocalServer(Content);
        await server.DisposeAsync(); // nobody listens at this address any more
        var error = await Assert.ThrowsAsync<CommandException>(() => Fetch(server));
        Assert.Contains("seems to be offline", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task An_archive_is_unpacked_and_not_kept()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("inside/train.tokens").Open();
            entry.Write("one two\n"u8);
        }

        var archive = memory.ToArray();
        await using var server = new LocalServer(archive);
        var file = new PublicFile("a.zip", server.Address, Convert.ToHexStringLower(SHA256.HashData(archive)),
            new Dictionary<string, string> { ["inside/train.tokens"] = "train.txt" });
        Assert.True(await new Download(client, TimeSpan.FromSeconds(5)).FetchAsync(file, folder, TestContext.Current.CancellationToken));
        Assert.Equal("one two\n", File.ReadAllText(Path.Combine(folder, "train.txt")));
        Assert.Equal([Path.Combine(folder, "train.txt")], Directory.GetFiles(folder));
        Assert.False(await new Download(client, TimeSpan.FromSeconds(5)).FetchAsync(file, folder, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_public_file_has_a_SHA_256()
    {
        var files = PublicCorpus.All.SelectMany(corpus => corpus.Files).ToList();
        Assert.All(files, file => Assert.Equal(SHA256.HashSizeInBytes, Convert.FromHexString(file.Sha256).Length));
        Assert.All(files, file => Assert.Equal(file.Sha256.ToLowerInvariant(), file.Sha256)); // as a download's is spelled
        Assert.Equal(files.Count, files.Select(file => file.Sha256).Distinct().Count());
    }

    private Task<bool> Fetch(LocalServer server, double patience = 5) => new Download(client, TimeSpan.FromSeconds(patience)).FetchAsync(
        new PublicFile("file.txt", server.Address, Convert.ToHexStringLower(SHA256.HashData(Content))), folder, TestContext.Current.CancellationToken);
}
