using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Session.Compiling;

/// <summary>
/// Finds where a cell can run for long, loops and functions, and writes a call of <see cref="Running.Guard"/> there: on the same line,
/// so that stack traces still tell the reader's lines. Expression bodies become blocks on the way.
/// </summary>
internal sealed class GuardWriter(SemanticModel model, CancellationToken cancellation) : CSharpSyntaxWalker
{
    private const string Loop = "global::CSharpKernel.Session.Running.Guard.Loop();";
    private const string Enter = "global::CSharpKernel.Session.Running.Guard.Enter();";

    private readonly List<(int Position, int Order, string Replaced, string Text)> _edits = [];

    /// <summary>What to write into the text.</summary>
    public IReadOnlyList<TextChange> Changes =>
    [
        .. _edits.OrderBy(edit => edit.Position).ThenBy(edit => edit.Order)
            .Select(edit => new TextChange(new TextSpan(edit.Position, edit.Replaced.Length), edit.Text)),
    ];

    public override void VisitForStatement(ForStatementSyntax node)
    {
        GuardLoop(node.Statement);
        base.VisitForStatement(node);
    }

    public override void VisitForEachStatement(ForEachStatementSyntax node)
    {
        GuardLoop(node.Statement);
        base.VisitForEachStatement(node);
    }

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        GuardLoop(node.Statement);
        base.VisitForEachVariableStatement(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        GuardLoop(node.Statement);
        base.VisitWhileStatement(node);
    }

    public override void VisitDoStatement(DoStatementSyntax node)
    {
        GuardLoop(node.Statement);
        base.VisitDoStatement(node);
    }

    public override void VisitGotoStatement(GotoStatementSyntax node)
    {
        Wrap(node.SpanStart, "{" + Loop, node.Span.End, "}");
        base.VisitGotoStatement(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        GuardFunction(node, node.Body, node.ExpressionBody);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        GuardFunction(node, node.Body, node.ExpressionBody);
        base.VisitOperatorDeclaration(node);
    }

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
    {
        GuardFunction(node, node.Body, node.ExpressionBody);
        base.VisitConversionOperatorDeclaration(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        GuardFunction(node, node.Body, node.ExpressionBody);
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        GuardFunction(node, node.Body, node.ExpressionBody);
        base.VisitLocalFunctionStatement(node);
    }

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        GuardFunction(node, node.Body, node.ExpressionBody);
        base.VisitAccessorDeclaration(node);
    }

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        GuardGetter(node.ExpressionBody, node.SemicolonToken);
        base.VisitPropertyDeclaration(node);
    }

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        GuardGetter(node.ExpressionBody, node.SemicolonToken);
        base.VisitIndexerDeclaration(node);
    }

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        GuardBlock(node.Block, Enter);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        if (GuardLambda(node))
            base.VisitSimpleLambdaExpression(node);
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        if (GuardLambda(node))
            base.VisitParenthesizedLambdaExpression(node);
    }

    // A finalizer is left alone: what it throws would end the process.
    public override void VisitDestructorDeclaration(DestructorDeclarationSyntax node)
    {
    }

    private void GuardLoop(StatementSyntax body)
    {
        if (body is BlockSyntax block)
            GuardBlock(block, Loop);
        else
            Wrap(body.SpanStart, "{" + Loop, body.Span.End, "}");
    }

    private void GuardFunction(SyntaxNode function, BlockSyntax? block, ArrowExpressionClauseSyntax? arrow)
    {
        GuardBlock(block, Enter);
        if (arrow is null)
            return;
        // `=> expression;` becomes `{guard;return expression;}`: the semicolon after the expression stays, and `return` is on its line.
        var returns = model.GetDeclaredSymbol(function, cancellation) is not IMethodSymbol method || ReturnsValue(method);
        Replace(arrow.ArrowToken, "{" + Enter);
        Insert(arrow.Expression.SpanStart, Return(arrow.Expression, returns));
        Insert(function.Span.End, "}");
    }

    private void GuardGetter(ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon)
    {
        if (arrow is null)
            return;
        Replace(arrow.ArrowToken, "{get{" + Enter);
        Insert(arrow.Expression.SpanStart, Return(arrow.Expression, returns: true));
        Insert(semicolon.Span.End, "}}");
    }

    // False for a lambda that is data, an expression tree: it must stay an expression, and is never run as it stands.
    private bool GuardLambda(LambdaExpressionSyntax lambda)
    {
        if (model.GetTypeInfo(lambda, cancellation).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" })
            return false;
        GuardBlock(lambda.Block, Enter);
        if (lambda.ExpressionBody is { } body)
        {
            var returns = model.GetSymbolInfo(lambda, cancellation).Symbol is not IMethodSymbol method || ReturnsValue(method);
            Wrap(body.SpanStart, "{" + Enter + Return(body, returns), body.Span.End, ";}");
        }
        return true;
    }

    private void GuardBlock(BlockSyntax? block, string guard)
    {
        if (block is { OpenBraceToken.IsMissing: false })
            Insert(block.OpenBraceToken.Span.End, guard);
    }

    private static bool ReturnsValue(IMethodSymbol method) =>
        method.MethodKind != MethodKind.Constructor && !method.ReturnsVoid
        && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private static string Return(ExpressionSyntax body, bool returns) => returns && body is not ThrowExpressionSyntax ? "return " : "";

    private void Wrap(int start, string before, int end, string after)
    {
        Insert(start, before);
        Insert(end, after);
    }

    private void Insert(int position, string text) => _edits.Add((position, _edits.Count, "", text));

    private void Replace(SyntaxToken token, string text) => _edits.Add((token.SpanStart, _edits.Count, token.Text, text));
}
