using System.Reflection;
using System.Runtime.Loader;

namespace CSharpKernel.Session.References;

/// <summary>
/// Where cells and the assemblies that they reference are loaded. What was found beside a referenced assembly wins over what the kernel
/// itself was built with; only the framework is shared.
/// </summary>
/// <remarks>
/// It could be unloaded, which it never is. But the runtime compiles what can be unloaded in its fast form at once, and not first in a slow one: of a library's
/// loops, the slow form took most of the time of the first seconds, and twice as long on a busy machine.
/// </remarks>
internal sealed class CellLoadContext() : AssemblyLoadContext("Cells", isCollectible: true)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<AssemblyDependencyResolver> _resolvers = [];
    private readonly List<string> _nativeFolders = [];

    /// <summary>Lets the assembly of this name be loaded from this file.</summary>
    public void Register(string name, string file)
    {
        lock (_gate)
            _files[name] = file;
    }

    /// <summary>Lets what the <c>deps.json</c> beside a file names be found.</summary>
    public void RegisterDependenciesOf(string file)
    {
        lock (_gate)
            _resolvers.Add(new AssemblyDependencyResolver(file));
    }

    /// <summary>Lets native libraries be found in a folder.</summary>
    public void RegisterNativeFolder(string folder)
    {
        lock (_gate)
        {
            if (!_nativeFolders.Contains(folder))
                _nativeFolders.Add(folder);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string? file;
        lock (_gate)
        {
            if (!_files.TryGetValue(assemblyName.Name!, out file) && !FrameworkReferences.Names.Contains(assemblyName.Name!))
                file = _resolvers.Select(resolver => resolver.ResolveAssemblyToPath(assemblyName)).FirstOrDefault(path => path is not null);
        }
        return file is null ? null : LoadFromAssemblyPath(file);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        List<string> files;
        lock (_gate)
        {
            string[] names = [unmanagedDllName, $"{unmanagedDllName}.dll", $"lib{unmanagedDllName}.so", $"{unmanagedDllName}.so",
                $"lib{unmanagedDllName}.dylib", $"{unmanagedDllName}.dylib"];
            files = [.. _resolvers.Select(resolver => resolver.ResolveUnmanagedDllToPath(unmanagedDllName)).OfType<string>(),
                .. _nativeFolders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).Where(File.Exists)];
        }
        return files.Count == 0 ? 0 : LoadUnmanagedDllFromPath(files[0]);
    }
}
