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
        Run("dotnet", CommandLine.Root, "pack", "src/RnnLm", "--no-build", "-v", "q", "-nologo", "-o", folder.Path);
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

    [Fact]
    public void A_fresh_console_project_runs_the_READMEs_example_with_the_package()
    {
        Run("dotnet", CommandLine.Root, "pack", "src/RnnLm", "--no-build", "-v", "q", "-nologo", "-o", folder.File("feed"));
        // What the package needs was restored for this repository already; the package itself goes into a folder of its own, since its version stays.
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        folder.Write("app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestoreSources>feed</RestoreSources>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{packages}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="RnnLm" Version="*" /></ItemGroup>
            </Project>
            """);
        folder.Write("Program.cs", File.ReadAllText(Path.Combine(CommandLine.Root, "README.md")).Split("```csharp\n")[1].Split("```")[0]);
        folder.Write("text.txt", TinyText.Lines(300, 1));
        var output = Run("dotnet", folder.Path, "run", "-c", "Release");
        Assert.Contains("epoch 10: perplexity ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("lstm.safetensors")));
    }

    private static string Run(string program, string current, params string[] arguments)
    {
        using var process = CommandLine.Start(program, arguments, current);
        var outcome = CommandLine.Finish(process);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        return outcome.Output;
    }
}
