using System.Text.Json;
using System.Text.Json.Nodes;

namespace CSharpKernel.Session.References;

/// <summary>What restored packages bring for this machine.</summary>
/// <param name="Assemblies">Full paths of the assemblies to run.</param>
/// <param name="NativeFolders">Full paths of the folders with native libraries.</param>
internal sealed record PackageAssets(IReadOnlyList<string> Assemblies, IReadOnlyList<string> NativeFolders)
{
    /// <summary>Whether an earlier restore is still good: what it found is still there.</summary>
    public static bool IsWhole(string assetsFile)
    {
        try
        {
            var assets = Read(assetsFile);
            return assets.Assemblies.Count + assets.NativeFolders.Count > 0
                && assets.Assemblies.All(File.Exists) && assets.NativeFolders.All(Directory.Exists);
        }
        catch (Exception exception) when (exception is IOException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads <c>project.assets.json</c>.</summary>
    public static PackageAssets Read(string assetsFile)
    {
        var assets = JsonNode.Parse(File.ReadAllText(assetsFile))!;
        string[] roots = [.. assets["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        var libraries = assets["libraries"]!;
        // The target with a runtime identifier (net10.0/linux-x64) holds what suits this machine; it comes after the one without.
        var target = assets["targets"]!.AsObject().OrderBy(each => each.Key.Length).Last().Value!.AsObject();
        List<string> assemblies = [], natives = [];
        foreach (var (id, library) in target)
        {
            if (libraries[id]?["path"]?.GetValue<string>() is not { } path
                || roots.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists) is not { } folder)
                continue;
            assemblies.AddRange(
                Files(library!["runtime"], folder).Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)));
            natives.AddRange(Files(library["native"], folder).Select(file => Path.GetDirectoryName(file)!));
        }
        return new PackageAssets(assemblies, [.. natives.Distinct()]);
    }

    private static IEnumerable<string> Files(JsonNode? group, string folder) =>
        group is null ? [] : group.AsObject().Select(file => Path.GetFullPath(Path.Combine(folder, file.Key)));
}
