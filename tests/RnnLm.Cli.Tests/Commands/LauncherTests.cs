using System.Diagnostics;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

/// <summary>The script ./rnnlm at the root of the repository.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Speed", "slow")]
    public void It_runs_from_any_folder_and_through_a_link_and_passes_arguments_and_exit_codes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has rnnlm.cmd.");
        Directory.CreateDirectory(folder.File("a folder"));
        var link = folder.File("a folder/rnnlm link");
        File.CreateSymbolicLink(link, Path.Combine(CommandLine.Root, "rnnlm"));
        folder.Write("a folder/a text.txt", "a b a\nb a b\na b a\nb a b\n");
        var trained = Run(link, folder.File("a folder"), "train", "--model", "ngram", "--train", "a text.txt", "--out", "a model.arpa");
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.True(File.Exists(folder.File("a folder/a model.arpa")));
        Assert.Equal(2, Run(link, folder.Path, "train", "--model", "").ExitCode);
        Assert.Equal(1, Run(link, folder.Path, "generate", "no such model").ExitCode);
    }

    [Fact]
    public void Without_dotnet_it_says_what_is_needed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has rnnlm.cmd.");
        // A folder with all that the script calls, but no dotnet.
        foreach (var tool in new[] { "sh", "dirname", "readlink", "find", "cksum", "cat", "head" })
        {
            var path = new[] { "/usr/bin", "/bin" }.Select(bin => Path.Combine(bin, tool)).First(File.Exists);
            File.CreateSymbolicLink(folder.File(tool), path);
        }

        var start = new ProcessStartInfo(folder.File("sh"), [Path.Combine(CommandLine.Root, "rnnlm"), "--help"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = folder.Path;
        start.Environment["HOME"] = folder.Path;
        start.Environment.Remove("DOTNET_ROOT");
        using var process = Process.Start(start)!;
        var outcome = CommandLine.Finish(process);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("rnnlm: dotnet was not found; install the .NET SDK 10", outcome.Error, StringComparison.Ordinal);
    }

    private static Outcome Run(string script, string current, params string[] arguments)
    {
        using var process = CommandLine.Start(script, arguments, current);
        return CommandLine.Finish(process);
    }
}
