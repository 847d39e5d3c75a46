using System.Text.Json.Nodes;
using RnnLm.Cli.Install;
using Xunit;

namespace RnnLm.Cli.Tests.Install;

public sealed class KernelspecTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kernelspec é ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Says_how_to_start_the_kernel_without_PATH()
    {
        Kernelspec spec = new(Path.Combine(folder.FullName, "csharp"));

        spec.Write("C# \"é\"", "/usr/bin/dotnet", "/data/kernel-1/CSharpKernel.dll");

        JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(spec.Folder, "kernel.json")))!;
        Assert.Equal(["/usr/bin/dotnet", "/data/kernel-1/CSharpKernel.dll", "{connection_file}"], json["argv"]!.AsArray().Select(part => (string?)part));
        Assert.Equal("C# \"é\"", (string?)json["display_name"]);
        Assert.Equal("C#", (string?)json["language"]);
        Assert.Equal("message", (string?)json["interrupt_mode"]);
        Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"], Directory.GetFiles(spec.Folder).Select(Path.GetFileName).Order());
        Assert.Equal("/data/kernel-1/CSharpKernel.dll", spec.KernelProgram());
    }

    [Fact]
    public void Is_replaced_and_removed()
    {
        Kernelspec spec = new(Path.Combine(folder.FullName, "csharp"));
        spec.Write("old", "/usr/bin/dotnet", "/data/kernel-1/CSharpKernel.dll");
        spec.Write("new", "/usr/bin/dotnet", "/data/kernel-2/CSharpKernel.dll");

        Assert.Equal("/data/kernel-2/CSharpKernel.dll", spec.KernelProgram());
        Assert.True(spec.Remove());
        Assert.False(Directory.Exists(spec.Folder));
        Assert.False(spec.Remove());
    }

    [Theory]
    [InlineData("""{"argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]}""")]
    [InlineData("not JSON")]
    public void Another_kernels_is_left_alone(string content)
    {
        Kernelspec spec = new(folder.CreateSubdirectory("python3").FullName);
        string path = Path.Combine(spec.Folder, "kernel.json");
        File.WriteAllText(path, content);

        Assert.Throws<InvalidOperationException>(() => spec.Write("x", "dotnet", "CSharpKernel.dll"));
        Assert.Throws<InvalidOperationException>(() => spec.Remove());
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("rnnlm-csharp", true)]
    [InlineData("a.b_C-1", true)]
    [InlineData("", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    public void Names_are_those_that_Jupyter_accepts(string name, bool accepted) => Assert.Equal(accepted, Kernelspec.IsName(name));

    [Theory]
    [InlineData("""{"jupyter.completionTriggerCharacters": {"csharp": ["."]}}""", true)]
    [InlineData("{ /* mine */ \"a\": 1, // more\n \"jupyter.completionTriggerCharacters\": {\"python\": [], \"csharp\": [\"@\", \".\",],}, }", true)]
    [InlineData("""{"jupyter.completionTriggerCharacters": {"python": ["."]}}""", false)]
    [InlineData("""{"jupyter.completionTriggerCharacters": {"csharp": [1]}}""", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    [InlineData("", false)]
    public void VS_Codes_settings_ask_the_kernel_or_not(string settings, bool asks) => Assert.Equal(asks, EditorSettings.AsksKernel(settings));
}
