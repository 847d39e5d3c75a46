using System.Reflection;
using System.Runtime.InteropServices;
using CSharpKernel.Messages;

namespace CSharpKernel;

/// <summary>What the kernel says about itself.</summary>
internal static class KernelDescription
{
    /// <summary>The answer to kernel_info.</summary>
    public static KernelInfoReply Create()
    {
        string version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.0.0";
        return new KernelInfoReply(
            Header.ProtocolVersion,
            "csharp-kernel",
            version,
            new LanguageInfo("C#", "14.0", "text/x-csharp", ".cs", "csharp", "text/x-csharp"),
            $"C# kernel {version} on {RuntimeInformation.FrameworkDescription}. A name followed by ? shows its documentation.",
            [
                new HelpLink("C# language reference", "https://learn.microsoft.com/dotnet/csharp/language-reference/"),
                new HelpLink(".NET API browser", "https://learn.microsoft.com/dotnet/api/"),
            ]);
    }
}
