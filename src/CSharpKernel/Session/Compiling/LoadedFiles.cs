using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Session.Compiling;

/// <summary>The files that a cell loads, as the compiler shall see them.</summary>
/// <param name="folder">What the cell's own paths are relative to.</param>
/// <param name="texts">Text by full path.</param>
internal sealed class LoadedFiles(string folder, IReadOnlyDictionary<string, SourceText> texts) : SourceReferenceResolver
{
    /// <summary>The full path of a file named in a cell, or in a loaded file, whose own folder then counts.</summary>
    public static string FullPath(string path, string? baseFile, string folder) =>
        Path.GetFullPath(path, Path.IsPathFullyQualified(baseFile ?? "") ? Path.GetDirectoryName(baseFile)! : folder);

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        var file = FullPath(path, baseFilePath, folder);
        return texts.ContainsKey(file) ? file : null;
    }

    public override SourceText ReadText(string resolvedPath) => texts[resolvedPath];

    public override Stream OpenRead(string resolvedPath) =>
        new MemoryStream(System.Text.Encoding.UTF8.GetBytes(texts[resolvedPath].ToString()));

    // The names of cells stay as they are: they appear so in stack traces.
    public override string? NormalizePath(string path, string? baseFilePath) => path;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => folder.GetHashCode(StringComparison.Ordinal);
}
