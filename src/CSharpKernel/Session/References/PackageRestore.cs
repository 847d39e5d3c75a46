using System.Diagnostics;
using System.Security;

namespace CSharpKernel.Session.References;

/// <summary>Fetches packages as a project would, with the SDK: nuget.config and credentials are those of the notebook's folder.</summary>
/// <param name="root">Where the projects that stand for the session's packages are kept.</param>
internal sealed class PackageRestore(string root)
{
    private readonly Dictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sources = [];

    /// <summary>Adds a source of packages, as <c>#i "nuget: …"</c> names it.</summary>
    public void AddSource(string source) => _sources.Add(source);

    /// <summary>Fetches a package, and anew what earlier ones need with it.</summary>
    /// <param name="name">The package's id.</param>
    /// <param name="version">Its version; null for the newest.</param>
    /// <param name="folder">Whose nuget.config counts.</param>
    /// <param name="cancellation">Ends the wait for the SDK.</param>
    /// <exception cref="ReferenceException">The package cannot be had.</exception>
    public PackageAssets Add(string name, string? version, string folder, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, string>(_packages, StringComparer.OrdinalIgnoreCase) { [name] = version ?? "*" };
        var project = Directory.CreateDirectory(Path.Combine(root, Key(wanted, folder))).FullName;
        var assets = Path.Combine(project, "obj", "project.assets.json");
        // The newest version may be another tomorrow: only what names its versions is taken from an earlier session.
        if (wanted.Values.Any(each => each.Contains('*', StringComparison.Ordinal)) || !PackageAssets.IsWhole(assets))
            Restore(project, wanted, folder, name, version, cancellation);
        var found = PackageAssets.Read(assets);
        _packages[name] = version ?? "*";
        return found;
    }

    private void Restore(
        string project, Dictionary<string, string> packages, string folder, string name, string? version, CancellationToken cancellation)
    {
        Write(project, packages, folder);
        var start = new ProcessStartInfo(
            Dotnet(), ["restore", Path.Combine(project, "Packages.csproj"), "--nologo", "--verbosity", "quiet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = project,
        };
        using var process = Start(start);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        try
        {
            process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        if (process.ExitCode != 0)
            throw new ReferenceException(
                $"The package {name}{(version is null ? "" : " " + version)} cannot be had: {Reason(output.Result + error.Result)}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ReferenceException($"Packages need the .NET SDK, and '{start.FileName}' cannot be started: {exception.Message}");
        }
    }

    // A project of its own in a folder of its own: nothing of the user's folders reaches it but nuget.config.
    private void Write(string project, Dictionary<string, string> packages, string folder)
    {
        string Escaped(string text) => SecurityElement.Escape(text)!;
        var references = packages.Select(package =>
            $"""    <PackageReference Include="{Escaped(package.Key)}" Version="{Escaped(package.Value)}" />""");
        File.WriteAllText(Path.Combine(project, "Packages.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
                <RuntimeIdentifier>{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <RestoreRootConfigDirectory>{Escaped(folder)}</RestoreRootConfigDirectory>
                <RestoreAdditionalProjectSources>{Escaped(string.Join(';', _sources))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
            </Project>
            """);
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(project, file), "<Project />");
    }

    // error NU1101: Unable to find package X. No packages exist with this id in source(s): …
    private static string Reason(string output) =>
        output.Split('\n').FirstOrDefault(line => line.Contains("error ", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf("error ", StringComparison.Ordinal) + "error ".Length)..].Split(" [")[0].Trim()
            : output.Trim();

    private string Key(Dictionary<string, string> packages, string folder)
    {
        var text = string.Join('\n',
            [.. packages.Select(package => $"{package.Key}/{package.Value}").Order(StringComparer.OrdinalIgnoreCase), .. _sources, folder]);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
    }

    // …/dotnet/shared/Microsoft.NETCore.App/10.0.3/ → …/dotnet/dotnet: an editor started from the desktop may lack it in its PATH.
    private static string Dotnet()
    {
        var beside = Path.GetFullPath(
            Path.Combine(FrameworkReferences.RuntimeFolder, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
