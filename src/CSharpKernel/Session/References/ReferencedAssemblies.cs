using Microsoft.CodeAnalysis;

namespace CSharpKernel.Session.References;

/// <summary>The assemblies that cells named with <c>#r</c>, and those that these need.</summary>
internal sealed class ReferencedAssemblies(CellLoadContext context) : IDisposable
{
    /// <summary>The environment variable in which whoever installs a kernel says what to do when a referenced file is missing.</summary>
    public const string HintVariable = "CSHARP_KERNEL_MISSING_REFERENCE_HINT";

    private sealed record Loaded(string File, Guid Version);

    private readonly Dictionary<string, Loaded> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<ShadowCopies> _copies = new(() => new ShadowCopies());

    /// <summary>Lets cells use an assembly, and what it refers to of the files beside it.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="notice">Takes a sentence for the reader, when the file is not what is used.</param>
    /// <returns>What the compiler must be given.</returns>
    /// <exception cref="ReferenceException">There is no such assembly.</exception>
    public IReadOnlyList<MetadataReference> AddFile(string file, Action<string> notice)
    {
        if (!File.Exists(file))
        {
            var hint = Environment.GetEnvironmentVariable(HintVariable);
            throw new ReferenceException($"The file '{file}' does not exist.{(string.IsNullOrWhiteSpace(hint) ? "" : " " + hint.Trim())}");
        }
        var references = new List<MetadataReference>();
        Add(file, notice, references, []);
        context.RegisterDependenciesOf(file);
        context.RegisterNativeFolder(Path.GetDirectoryName(file)!);
        return references;
    }

    /// <summary>Lets cells use the assemblies of a package.</summary>
    public IReadOnlyList<MetadataReference> AddPackage(IEnumerable<string> assemblies, IEnumerable<string> nativeFolders)
    {
        var references = new List<MetadataReference>();
        foreach (var file in assemblies)
        {
            if (AssemblyHeader.Read(file) is { } header && !FrameworkReferences.Names.Contains(header.Name)
                && _byName.TryAdd(header.Name, new Loaded(file, header.Version)))
            {
                // What a package holds never changes: no copy is needed.
                context.Register(header.Name, file);
                references.Add(FrameworkReferences.Reference(file));
            }
        }
        foreach (var folder in nativeFolders)
            context.RegisterNativeFolder(folder);
        return references;
    }

    public void Dispose()
    {
        if (_copies.IsValueCreated)
            _copies.Value.Dispose();
    }

    private void Add(string file, Action<string> notice, List<MetadataReference> references, HashSet<string> visited)
    {
        if (AssemblyHeader.Read(file) is not { } header)
            throw new ReferenceException($"The file '{file}' is not a .NET assembly.");
        if (_byName.TryGetValue(header.Name, out var loaded))
        {
            if (loaded.Version != header.Version)
                notice(loaded.File == file
                    ? $"{Path.GetFileName(file)} was built anew since it was loaded: restart the kernel to use the new build."
                    : $"{header.Name} is already loaded from '{loaded.File}', not from '{file}': restart the kernel to use the other.");
        }
        else
        {
            _byName[header.Name] = new Loaded(file, header.Version);
            var copy = _copies.Value.Copy(file);
            context.Register(header.Name, copy);
            references.Add(FrameworkReferences.Reference(copy));
        }
        visited.Add(file);
        foreach (var needed in header.References.Where(name => !FrameworkReferences.Names.Contains(name)))
        {
            var beside = Path.Combine(Path.GetDirectoryName(file)!, needed + ".dll");
            if (File.Exists(beside)
                && (!_byName.TryGetValue(needed, out var already) || already.File == beside) && !visited.Contains(beside))
                Add(beside, notice, references, visited);
        }
    }
}
