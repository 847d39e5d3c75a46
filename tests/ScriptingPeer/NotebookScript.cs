using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace ScriptingPeer;

/// <summary>
/// Cells run one after the other by Roslyn's scripting, set up as .NET Interactive's C# kernel sets it up: its imports, its language version, nothing optimised.
/// What a notebook can do here, it can do there.
/// </summary>
internal sealed class NotebookScript(string folder)
{
    private readonly ScriptOptions _options = ScriptOptions.Default
        .WithLanguageVersion(LanguageVersion.CSharp14)
        .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq")
        .AddReferences(typeof(Enumerable).Assembly, typeof(IEnumerable<>).Assembly, typeof(Task<>).Assembly, typeof(CellFunctions).Assembly)
        .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
        .WithSourceResolver(new SourceFileResolver([], folder));

    private ScriptState<object>? _state;

    /// <summary>Runs a cell and gives its outputs, as nbformat writes them. One that fails leaves the state as it was.</summary>
    public async Task<JsonArray> RunAsync(string code)
    {
        _state ??= await CSharpScript.RunAsync($"using static {typeof(CellFunctions).FullName};", _options);
        using var console = new StringWriter();
        Console.SetOut(console);
        var (problem, warnings, value) = await ContinueAsync(code);
        object?[] shown = [.. CellFunctions.TakeDisplayed(), value];
        return
        [
            .. Stream("stdout", console.ToString()), .. Stream("stderr", warnings),
            .. shown.OfType<object>().Select(each => new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = ConventionForms.Of(each) }),
            .. problem is null ? Array.Empty<JsonNode>() : [new JsonObject { ["output_type"] = "error", ["ename"] = "Error", ["evalue"] = problem, ["traceback"] = new JsonArray() }],
        ];
    }

    private async Task<(string? Problem, string Warnings, object? Value)> ContinueAsync(string code)
    {
        try
        {
            var next = await _state!.ContinueWithAsync(code, _options, catchException: _ => true);
            // .NET Interactive shows the reader all that the compiler says.
            var warnings = string.Join('\n', next.Script.GetCompilation().GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
            if (next.Exception is { } exception) return (exception.ToString(), warnings, null);
            _state = next;
            return (null, warnings, next.ReturnValue);
        }
        catch (CompilationErrorException error)
        {
            return (string.Join('\n', error.Diagnostics), "", null);
        }
    }

    private static IEnumerable<JsonNode> Stream(string name, string text) =>
        text.Length == 0 ? [] : [new JsonObject { ["output_type"] = "stream", ["name"] = name, ["text"] = text }];
}
