using System.IO.Compression;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Commands;

[Trait("Speed", "slow")]
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_package_of_the_library_holds_all_that_a_package_should()
    {
        // What the tests were built with is packed; nothing is compiled anew under them.
        using var process = CommandLine.Start("dotnet", ["pack", "src/RnnLm", "--no-build", "-v", "q", "-nologo", "-o", folder.Path], CommandLine.Root);
        var outcome = CommandLine.Finish(process);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        using var package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "RnnLm.*.nupkg").Single());
        Assert.Superset(
            new HashSet<string> { "lib/net10.0/RnnLm.dll", "lib/net10.0/RnnLm.xml", "README.md", "LICENSE", "RnnLm.nuspec" },
            package.Entries.Select(entry => entry.FullName).ToHashSet());
        using var reader = new StreamReader(package.GetEntry("RnnLm.nuspec")!.Open());
        var specification = reader.ReadToEnd();
        Assert.Contains("<license type=\"expression\">MIT</license>", specification, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", specification, StringComparison.Ordinal);
        Assert.Contains("id=\"MathNet.Numerics\"", specification, StringComparison.Ordinal);
        using var symbols = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "RnnLm.*.snupkg").Single());
        Assert.NotNull(symbols.GetEntry("lib/net10.0/RnnLm.pdb"));
    }
}
