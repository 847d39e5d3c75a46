using System.Text.Json.Nodes;

namespace CSharpKernel.Tests.Peers;

/// <summary>A kernelspec of the kernel under test, in a folder that only the test's own programs look in.</summary>
public sealed class TestKernelspec : IDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "csharp-under-test";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("kernel tests é ");

    public TestKernelspec()
    {
        DirectoryInfo folder = data.CreateSubdirectory(Path.Combine("kernels", Name));
        JsonObject spec = new()
        {
            ["argv"] = new JsonArray([.. Command.Select(part => (JsonNode)part), "{connection_file}"]),
            ["display_name"] = "C# under test",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
        };
        File.WriteAllText(Path.Combine(folder.FullName, "kernel.json"), spec.ToJsonString());
    }

    /// <summary>What starts the kernel, before its argument.</summary>
    public static IReadOnlyList<string> Command { get; } = [Environment.ProcessPath is { } path && IsDotnet(path) ? path : "dotnet", typeof(Kernel).Assembly.Location];

    /// <summary>The variables that make Jupyter look there.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["JUPYTER_PATH"] = data.FullName,
        ["JUPYTER_RUNTIME_DIR"] = Path.Combine(data.FullName, "runtime"),
        ["JUPYTER_CONFIG_DIR"] = Path.Combine(data.FullName, "config"),
        ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1",
    };

    /// <summary>A folder for the test's own files.</summary>
    public string Folder => data.FullName;

    public void Dispose() => data.Delete(recursive: true);

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
