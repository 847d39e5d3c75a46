using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RnnLm.Cli.Install;

/// <summary>A folder that tells Jupyter how to start a kernel.</summary>
/// <param name="Folder">The folder, named as the kernel is.</param>
public sealed partial record Kernelspec(string Folder)
{
    /// <summary>The name under which notebooks remember this kernel.</summary>
    public const string DefaultName = "rnnlm-csharp";

    /// <summary>What editors show.</summary>
    public const string DefaultDisplayName = "C# (RNN LM)";

    private const string Program = "CSharpKernel.dll";
    private static readonly string[] Logos = ["logo-svg.svg", "logo-64x64.png", "logo-32x32.png"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string File => Path.Combine(Folder, "kernel.json");

    /// <summary>Whether Jupyter accepts a name.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>Whether there is a kernelspec at all, ours or not.</summary>
    public bool Exists => System.IO.File.Exists(File);

    /// <summary>What it starts; null if there is none or it cannot be read.</summary>
    public IReadOnlyList<string>? Arguments()
    {
        try
        {
            return Exists && JsonNode.Parse(System.IO.File.ReadAllText(File))?["argv"] is JsonArray argv
                ? [.. argv.Select(part => (string?)part ?? "")]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The kernel that it starts, if that is one of ours.</summary>
    public string? KernelProgram() => Arguments() is [_, var program, ..] && Path.GetFileName(program) == Program ? program : null;

    /// <summary>Writes or replaces it; a client that reads it meanwhile sees the old one or the new one.</summary>
    /// <param name="displayName">What editors show.</param>
    /// <param name="dotnet">The full path of dotnet: an editor started from the desktop may lack PATH.</param>
    /// <param name="program">The kernel.</param>
    /// <exception cref="InvalidOperationException">There is one under this name that is not ours.</exception>
    public void Write(string displayName, string dotnet, string program)
    {
        RequireOurs();
        Directory.CreateDirectory(Folder);
        Assembly assembly = Assembly.GetExecutingAssembly();
        foreach (string logo in Logos)
        {
            using Stream picture = assembly.GetManifestResourceStream($"kernelspec/{logo}")!;
            using MemoryStream octets = new();
            picture.CopyTo(octets);
            Replace(Path.Combine(Folder, logo), octets.ToArray());
        }
        JsonObject spec = new()
        {
            ["argv"] = new JsonArray(dotnet, program, "{connection_file}"),
            ["display_name"] = displayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        Replace(File, JsonSerializer.SerializeToUtf8Bytes(spec, Readable));
    }

    /// <summary>Removes it, if it is there.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="InvalidOperationException">It is not ours.</exception>
    public bool Remove()
    {
        if (!Exists) return false;
        RequireOurs();
        Directory.Delete(Folder, recursive: true);
        return true;
    }

    private void RequireOurs()
    {
        if (Exists && KernelProgram() is null)
            throw new InvalidOperationException($"{Folder} belongs to another kernel: choose another name with --name.");
    }

    private static void Replace(string path, byte[] content)
    {
        if (System.IO.File.Exists(path) && System.IO.File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return;
        string temporary = $"{path}.{Guid.NewGuid():N}";
        System.IO.File.WriteAllBytes(temporary, content);
        System.IO.File.Move(temporary, path, overwrite: true);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
