using System.Diagnostics;
using System.Text.RegularExpressions;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

/// <summary>What training shows on a terminal, which the program script of Unix provides.</summary>
[Trait("Speed", "slow")]
public sealed partial class LiveProgressTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_bar_and_its_figures_fit_into_80_columns()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "The program script of util-linux makes the terminal.");
        var train = folder.Write("train.txt", TinyText.Lines(300, 1));
        var valid = folder.Write("valid.txt", TinyText.Lines(20, 2));
        var command = $"stty cols 80; dotnet '{CommandLine.Assembly}' train --model lstm --train '{train}' --valid '{valid}' --out '{folder.File("m")}' --epochs 3 --threads 1";
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", command, folder.File("typescript")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var outcome = CommandLine.Finish(process);
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        var lines = Escapes().Replace(outcome.Output, "").Split('\r', '\n').Select(line => line.TrimEnd()).ToList();
        var bars = lines.Where(line => line.StartsWith('━')).ToList();
        Assert.Contains(bars, line => Bar().IsMatch(line));
        Assert.Contains(lines, line => Figures().IsMatch(line));
        Assert.All(bars, line => Assert.Equal(20, line.TakeWhile(c => c == '━').Count()));
        Assert.All(lines.Where(line => line.Contains('·', StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains(lines, line => line.StartsWith("epoch 3/3: loss ", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^━{20} +\d+% epoch [123]/3 · [\d,]+ tokens/s · [\d.hmins ]+ left$")]
    private static partial Regex Bar();

    [GeneratedRegex(@"^ +loss \d\.\d+ · validation perplexity \d\.\d+$")]
    private static partial Regex Figures();

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")]
    private static partial Regex Escapes();
}
