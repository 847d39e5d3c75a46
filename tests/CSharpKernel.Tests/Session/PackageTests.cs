using System.IO.Compression;
using Xunit;

namespace CSharpKernel.Tests.Session;

/// <summary>Packages from a feed of our own in a folder, which only the notebook's nuget.config names.</summary>
[Trait("Speed", "slow")]
public sealed class PackageTests : SessionTests
{
    private readonly LibraryBuilder _libraries = new();
    private readonly string _before = Environment.CurrentDirectory;
    private readonly string? _data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");

    public PackageTests()
    {
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Directory.CreateDirectory(Path.Combine(_libraries.Folder, "data")).FullName);
        Environment.CurrentDirectory = Directory.CreateDirectory(Path.Combine(_libraries.Folder, "notebooks")).FullName;
        Directory.CreateDirectory(Path.Combine(_libraries.Folder, "feed"));
        File.WriteAllText("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_libraries.Folder}/packages" /></config>
              <packageSources><clear /><add key="ours" value="{_libraries.Folder}/feed" /></packageSources>
            </configuration>
            """);
        var inner = _libraries.Build("Tests.Inner", "namespace Tests.Inner; public static class Depth { public static int Value => 40; }");
        Pack("Tests.Inner", "1.0.0", inner, "");
        var outer = _libraries.Build("Tests.Outer", "namespace Tests.Outer; public static class Sum { public static int Value => Tests.Inner.Depth.Value + 1; }", inner);
        Pack("Tests.Outer", "1.2.0", outer, """<dependency id="Tests.Inner" version="1.0.0" />""");
        outer = _libraries.Build("Tests.Outer", "namespace Tests.Outer; public static class Sum { public static int Value => Tests.Inner.Depth.Value + 2; }", inner);
        Pack("Tests.Outer", "1.3.0", outer, """<dependency id="Tests.Inner" version="1.0.0" />""");
    }

    public override void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", _data);
        base.Dispose();
        _libraries.Dispose();
    }

    [Fact]
    public void A_package_comes_with_what_it_needs_and_again_without_the_SDK()
    {
        Assert.Equal("41", Value("#r \"nuget: Tests.Outer, 1.2.0\"\nTests.Outer.Sum.Value"));
        File.Delete("nuget.config");
        Directory.Delete(Path.Combine(_libraries.Folder, "feed"), recursive: true);
        using var second = new CSharpKernel.Session.CSharpSession();
        var result = second.Execute("#r \"nuget:Tests.Outer,1.2.0\"\nTests.Outer.Sum.Value + Tests.Inner.Depth.Value", new RecordedOutput());
        Assert.True(result.Error is null, result.Error?.Message);
        Assert.Equal("81", Text(result.Value));
    }

    [Fact]
    public void No_version_means_the_newest() => Assert.Equal("42", Value("#r \"nuget: Tests.Outer\"\nTests.Outer.Sum.Value"));

    [Fact]
    public void A_package_that_cannot_be_had_is_one_clear_error()
    {
        var error = Error("#r \"nuget: Tests.Nowhere, 9.9.9\"");
        Assert.StartsWith("cell 1, line 1, column 1: The package Tests.Nowhere 9.9.9 cannot be had: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("NU1101", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Packages.csproj", error.Message, StringComparison.Ordinal);
        Assert.Contains("is named like this", Error("#r \"nuget: \"").Message, StringComparison.Ordinal);
    }

    private void Pack(string id, string version, string assembly, string dependencies)
    {
        using var package = ZipFile.Open(Path.Combine(_libraries.Folder, "feed", $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(assembly, $"lib/net8.0/{id}.dll");
        using var specification = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        specification.Write($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id><version>{version}</version><authors>tests</authors><description>A test.</description>
                <dependencies><group targetFramework="net8.0">{dependencies}</group></dependencies>
              </metadata>
            </package>
            """);
    }
}
