using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CSharpKernel.Session.Running;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Session.References;

/// <summary>What every cell can use: .NET itself, and what this kernel offers to cells.</summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_all = new(Load);

    /// <summary>The folder of the running framework.</summary>
    public static string RuntimeFolder { get; } = Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory());

    /// <summary>Names of the assemblies that the framework brings, which no file beside a referenced assembly may replace.</summary>
    public static ImmutableHashSet<string> Names { get; } =
        Directory.EnumerateFiles(RuntimeFolder, "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase)!;

    /// <summary>
    /// The SDK's reference assemblies, which have documentation beside them; where they are missing, the framework's own assemblies,
    /// which do as well but are undocumented.
    /// </summary>
    public static ImmutableArray<MetadataReference> All => s_all.Value;

    private static ImmutableArray<MetadataReference> Load()
    {
        var files = ReferenceFolder() is { } folder
            ? Directory.EnumerateFiles(folder, "*.dll")
            : Directory.EnumerateFiles(RuntimeFolder, "*.dll").Where(IsManaged);
        return [.. files.Append(typeof(Guard).Assembly.Location).Order(StringComparer.Ordinal).Select(Reference)];
    }

    /// <summary>A reference to a file, with the documentation beside it.</summary>
    public static MetadataReference Reference(string file) =>
        MetadataReference.CreateFromFile(file, documentation: new XmlDocumentation(Path.ChangeExtension(file, ".xml")));

    // …/dotnet/shared/Microsoft.NETCore.App/10.0.3/ → …/dotnet/packs/Microsoft.NETCore.App.Ref/10.0.*/ref/net10.0/
    private static string? ReferenceFolder()
    {
        var version = Environment.Version;
        var packs = Path.Combine(RuntimeFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        return Directory.Exists(packs)
            ? Directory.EnumerateDirectories(packs, $"{version.Major}.{version.Minor}.*")
                .Select(pack => Path.GetFullPath(Path.Combine(pack, "ref", $"net{version.Major}.{version.Minor}")))
                .LastOrDefault(Directory.Exists)
            : null;
    }

    private static bool IsManaged(string file)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
