using CSharpKernel.Session.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Session.Answering;

/// <summary>A position in a cell that is being written, and what the compiler knows there.</summary>
/// <param name="Model">The cell's meaning, as far as it has one.</param>
/// <param name="Position">Where the cursor stands.</param>
/// <param name="Token">The token that ends at or contains the cursor.</param>
internal sealed record Place(SemanticModel Model, int Position, SyntaxToken Token)
{
    public static Place At(Submissions submissions, string code, int cursor)
    {
        // With what is open closed, the cursor is inside its block even at the very end.
        var source = CellSource.Read(code, "cell", Environment.CurrentDirectory);
        if (OpenBrackets.Closing(source.Tree) is { Length: > 0 } closing)
            source = CellSource.Read($"{code} {closing}", "cell", Environment.CurrentDirectory);
        var token = source.Tree.GetRoot().FindToken(Math.Max(0, cursor - 1));
        if (token.SpanStart >= cursor)
            token = token.GetPreviousToken(includeZeroWidth: false);
        return new Place(submissions.Bind(source, 0).GetSemanticModel(source.Tree), cursor, token);
    }

    /// <summary>Whether a name is being written here.</summary>
    public bool IsInName =>
        Token.Span.End >= Position && (Token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(Token.Kind()));

    /// <summary>Where the name begins that is being written here.</summary>
    public int NameStart => IsInName ? Token.SpanStart : Position;

    /// <summary>The token before the name that is being written here.</summary>
    public SyntaxToken Before => IsInName ? Token.GetPreviousToken() : Token;

    /// <summary>Whether the cursor is inside a string or a comment, where nothing can be named.</summary>
    public bool IsInText
    {
        get
        {
            if (Token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.NumericLiteralToken
                && Token.Span.End >= Position && !(Token.Span.End == Position && Token.Text.EndsWith('"')))
                return true;
            var trivia = Model.SyntaxTree.GetRoot().FindTrivia(Math.Max(0, Position - 1));
            return trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia
                && (trivia.Span.End > Position || (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.Span.End >= Position));
        }
    }

    /// <summary>What stands left of the dot before the cursor; null if there is no dot.</summary>
    public ExpressionSyntax? LeftOfDot => Before.Parent switch
    {
        MemberAccessExpressionSyntax access when access.OperatorToken == Before => access.Expression,
        QualifiedNameSyntax name when name.DotToken == Before => name.Left,
        AliasQualifiedNameSyntax name when name.ColonColonToken == Before => name.Alias,
        MemberBindingExpressionSyntax { Parent: var parent } when Before.IsKind(SyntaxKind.DotToken) =>
            parent?.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    /// <summary>The object being created whose initializer the cursor is in; null if it is in none.</summary>
    public ITypeSymbol? Initialized =>
        Before.Parent is InitializerExpressionSyntax
        { RawKind: (int)SyntaxKind.ObjectInitializerExpression, Parent: ExpressionSyntax creation }
            && Before.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken
            ? Model.GetTypeInfo(creation).Type
            : null;
}
