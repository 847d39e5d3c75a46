using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CSharpKernel.Session.Answering;

/// <summary>What a cell that is being written has opened and not closed yet.</summary>
internal static class OpenBrackets
{
    /// <summary>The brackets that would close all of it, innermost first.</summary>
    public static string Closing(SyntaxTree tree)
    {
        var closing = new Stack<char>();
        foreach (var token in tree.GetRoot().DescendantTokens().Where(token => !token.IsMissing))
        {
            switch (token.Kind())
            {
                case SyntaxKind.OpenBraceToken:
                    closing.Push('}');
                    break;
                case SyntaxKind.OpenParenToken:
                    closing.Push(')');
                    break;
                case SyntaxKind.OpenBracketToken:
                    closing.Push(']');
                    break;
                case SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken:
                    closing.TryPop(out _);
                    break;
            }
        }
        return string.Concat(closing);
    }
}
