using CSharpKernel.Session.Compiling;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Session.References;

/// <summary>Follows the <c>#r</c> and <c>#i</c> directives of cells.</summary>
internal sealed class CellReferences(CellLoadContext context) : IDisposable
{
    private const string Package = "nuget:";

    private readonly ReferencedAssemblies _assemblies = new(context);
    private readonly Lazy<PackageRestore> _packages = new(() => new PackageRestore(Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "csharp-kernel",
        "packages")));

    /// <summary>Makes what a directive names usable.</summary>
    /// <param name="reference">The directive.</param>
    /// <param name="folder">What the cell's own paths are relative to.</param>
    /// <param name="notice">Takes a sentence for the reader.</param>
    /// <param name="cancellation">Ends the wait for a package.</param>
    /// <returns>What the compiler must be given.</returns>
    /// <exception cref="ReferenceException">It cannot be had.</exception>
    public IReadOnlyList<MetadataReference> Follow(
        SourceReference reference, string folder, Action<string> notice, CancellationToken cancellation)
    {
        var isPackage = reference.Text.StartsWith(Package, StringComparison.OrdinalIgnoreCase);
        if (reference.IsSource)
        {
            _packages.Value.AddSource(isPackage ? reference.Text[Package.Length..].Trim() : reference.Text);
            return [];
        }
        if (!isPackage)
            return File(reference, folder, notice);
        string[] parts = reference.Text[Package.Length..].Split(',', StringSplitOptions.TrimEntries);
        if (parts is not ([{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }]))
            throw new ReferenceException("A package is named like this: #r \"nuget: Name, 1.2.3\", or without the version for the newest.");
        var assets = _packages.Value.Add(parts[0], parts.ElementAtOrDefault(1), folder, cancellation);
        return _assemblies.AddPackage(assets.Assemblies, assets.NativeFolders);
    }

    public void Dispose() => _assemblies.Dispose();

    // A bare name may also mean an assembly of .NET, which every cell has: #r "System.Net.Http".
    private IReadOnlyList<MetadataReference> File(SourceReference reference, string folder, Action<string> notice)
    {
        var file = LoadedFiles.FullPath(reference.Text, reference.Path, folder);
        var name = reference.Text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFileNameWithoutExtension(file) : reference.Text;
        return !System.IO.File.Exists(file) && FrameworkReferences.Names.Contains(name) ? [] : _assemblies.AddFile(file, notice);
    }
}
