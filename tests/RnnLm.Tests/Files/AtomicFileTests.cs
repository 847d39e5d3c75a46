using RnnLm.Models.Files;
using Xunit;

namespace RnnLm.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_write_that_fails_half_way_leaves_the_old_content_and_nothing_else()
    {
        File.WriteAllText(folder["a"], "old");
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write("half of the new"u8);
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Equal([folder["a"]], Directory.GetFileSystemEntries(folder.Location));
    }

    [Fact]
    public void The_old_content_stays_readable_until_the_new_is_complete()
    {
        File.WriteAllText(folder["a"], "old");
        AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["a"]));
        });
        Assert.Equal("new", File.ReadAllText(folder["a"]));
    }

    [Fact]
    public void A_symbolic_link_stays_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets only administrators make symbolic links.");
        File.WriteAllText(folder["a"], "old");
        File.CreateSymbolicLink(folder["link"], folder["a"]);
        AtomicFile.Write(folder["link"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal(folder["a"], new FileInfo(folder["link"]).LinkTarget);
    }

    [Fact]
    public void Nothing_is_moved_over_a_device()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Devices are files on Unix only.");
        AtomicFile.Write("/dev/null", stream => stream.Write("new"u8));
        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    [Fact]
    public void A_folder_that_is_missing_or_a_name_that_is_a_folder_is_said()
    {
        Assert.Contains("create it first", Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(folder["x/a"], _ => { })).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => AtomicFile.Write(folder.Location, _ => { })).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => AtomicFile.Check("/")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_written_is_known_before_it_is_made()
    {
        File.WriteAllText(folder["a"], "old");
        AtomicFile.Check(folder["a"]);
        AtomicFile.Check(folder["new"]);
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Equal([folder["a"]], Directory.GetFileSystemEntries(folder.Location));
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Check(folder["x/a"]));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has /sys, where nobody can create a file.");
        Assert.Contains("no file can be created in the folder '/sys'", Assert.Throws<IOException>(() => AtomicFile.Check("/sys/a")).Message, StringComparison.Ordinal);
    }
}
