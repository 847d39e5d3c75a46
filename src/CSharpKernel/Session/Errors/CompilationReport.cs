using System.Globalization;
using CSharpKernel.Session.Compiling;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Session.Errors;

/// <summary>Tells why a cell cannot be run: each error once, with its line and a mark under the place.</summary>
internal static class CompilationReport
{
    private const string Name = "CompilationError";

    public static CellError From(IReadOnlyList<Diagnostic> errors) => Report(
    [
        .. errors.OrderBy(error => error.Location.SourceSpan.Start)
            .Select(error => Tell($"error {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}", error.Location)),
    ]);

    public static CellError From(IReadOnlyList<SourceProblem> problems) =>
        Report([.. problems.Select(problem => Tell(problem.Message, problem.Location))]);

    private static CellError Report(string[][] told)
    {
        string[] lines = [.. told.DistinctBy(lines => string.Join('\n', lines)).SelectMany(lines => lines)];
        return new CellError(Name, told[0][0], lines);
    }

    // cell 3, line 2, column 9: error CS0103: The name 'y' does not exist in the current context
    //     var x = y + 1;
    //             ^
    private static string[] Tell(string message, Location location)
    {
        if (location.SourceTree is not { } tree)
            return [message];
        var (start, end) = (location.GetLineSpan().StartLinePosition, location.GetLineSpan().EndLinePosition);
        var line = tree.GetText().Lines[start.Line].ToString();
        var indent = new string([.. line.Take(start.Character).Select(character => character == '\t' ? '\t' : ' ')]);
        var length = Math.Max(1, (end.Line == start.Line ? end.Character : line.Length) - start.Character);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture, $"{tree.FilePath}, line {start.Line + 1}, column {start.Character + 1}: {message}"),
            "    " + line,
            "    " + indent + new string('^', length),
        ];
    }
}
