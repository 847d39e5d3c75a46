using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CSharpKernel.Session.References;

/// <summary>What an assembly's file says of itself, without loading it.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">The module's version id: every build that differs has another.</param>
/// <param name="References">Simple names of the assemblies that it refers to.</param>
internal sealed record AssemblyHeader(string Name, Guid Version, IReadOnlyList<string> References)
{
    /// <summary>Reads a file; null if it is no .NET assembly.</summary>
    public static AssemblyHeader? Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
                return null;
            var metadata = image.GetMetadataReader();
            return new AssemblyHeader(
                metadata.GetString(metadata.GetAssemblyDefinition().Name),
                metadata.GetGuid(metadata.GetModuleDefinition().Mvid),
                [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))]);
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
