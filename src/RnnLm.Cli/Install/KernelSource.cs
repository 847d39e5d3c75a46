using System.Security.Cryptography;
using System.Text;

namespace RnnLm.Cli.Install;

/// <summary>The kernel's sources in this repository.</summary>
/// <param name="Repository">The repository's root.</param>
public sealed record KernelSource(string Repository)
{
    /// <summary>The folder of the kernel's project.</summary>
    public string Project => Path.Combine(Repository, "src", "CSharpKernel");

    /// <summary>A fingerprint of all that the kernel is built from, and for which machine: 16 hexadecimal digits.</summary>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public string Version()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(UserEnvironment.RuntimeIdentifier));
        foreach (string path in Files().Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{path}\n"));
            hash.AppendData(File.ReadAllBytes(Path.Combine(Repository, path)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private IEnumerable<string> Files()
    {
        string[] shared = ["Directory.Build.props", "Directory.Packages.props", "global.json", "src/Directory.Build.props"];
        IEnumerable<string> sources = Directory.EnumerateFiles(Project, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".csproj")
            .Select(path => Path.GetRelativePath(Repository, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("src/CSharpKernel/bin/", StringComparison.Ordinal)
                && !path.StartsWith("src/CSharpKernel/obj/", StringComparison.Ordinal));
        return shared.Where(path => File.Exists(Path.Combine(Repository, path))).Concat(sources);
    }
}
