using CSharpKernel.Session.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CSharpKernel.Tests.Session;

/// <summary>Builds libraries for <c>#r</c> in a folder that is removed at the end.</summary>
internal sealed class LibraryBuilder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("kernel tests é ").FullName;

    /// <summary>Writes the assembly over an earlier one, as a build does, and its documentation.</summary>
    public string Build(string name, string source, params string[] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose))],
            [.. FrameworkReferences.All, .. references.Select(file => MetadataReference.CreateFromImage(File.ReadAllBytes(file)))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream assembly = new(), documentation = new();
        var result = compilation.Emit(assembly, xmlDocumentationStream: documentation);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        var file = Path.Combine(Folder, name + ".dll");
        File.WriteAllBytes(file, assembly.ToArray());
        File.WriteAllBytes(Path.ChangeExtension(file, ".xml"), documentation.ToArray());
        return file;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
