using System.Collections.Immutable;

namespace CSharpKernel.Session.Compiling;

/// <summary>The namespaces that every cell can use without saying so: those of .NET Interactive.</summary>
internal static class CellImports
{
    public static ImmutableArray<string> Names { get; } =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "CSharpKernel.Session.CellFunctions",
    ];
}
