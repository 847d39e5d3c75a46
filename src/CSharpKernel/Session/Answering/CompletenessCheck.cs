using CSharpKernel.Session.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CSharpKernel.Session.Answering;

/// <summary>Tells whether a cell could be run as it stands.</summary>
internal static class CompletenessCheck
{
    private const int Indentation = 4;

    public static Completeness Of(string code)
    {
        var tree = CellSource.Read(code, "cell", Environment.CurrentDirectory).Tree;
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new Completeness("incomplete", new string(' ', Indentation * OpenBrackets.Closing(tree).Length));
        return new Completeness(
            tree.GetDiagnostics().Any(error => error.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
    }
}
