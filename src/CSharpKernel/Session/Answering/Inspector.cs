using System.Globalization;
using System.Text;
using CSharpKernel.Display;
using CSharpKernel.Session.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Session.Answering;

/// <summary>Tells what a name in a cell stands for: its signature and its documentation.</summary>
internal sealed class Inspector(Submissions submissions)
{
    private const int MostOverloads = 10;

    /// <summary>The name at the cursor, or the function whose arguments the cursor is among; null if there is nothing to tell.</summary>
    public MimeBundle? Inspect(string code, int cursor)
    {
        var place = Place.At(submissions, code, cursor);
        // At the very beginning of a name, the name is meant and not what stands before it.
        if (!place.IsInName && cursor < code.Length && (char.IsLetter(code[cursor]) || code[cursor] == '_'))
            place = Place.At(submissions, code, cursor + 1);
        var symbols = Symbols(place);
        return symbols.Count == 0 ? null : Tell(symbols);
    }

    private static IReadOnlyList<ISymbol> Symbols(Place place)
    {
        if (place.IsInName && place.Token.Parent is { } node && Named(place.Model, node) is { Count: > 0 } named)
            return named;
        var call = place.Token.Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>()
            .FirstOrDefault(list => list.SpanStart < place.Position)?.Parent;
        return call switch
        {
            InvocationExpressionSyntax invocation => Group(place.Model, invocation.Expression),
            ElementAccessExpressionSyntax access => Named(place.Model, access),
            BaseObjectCreationExpressionSyntax creation when place.Model.GetTypeInfo(creation).Type is INamedTypeSymbol type =>
                [.. type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public)],
            _ => [],
        };
    }

    private static IReadOnlyList<ISymbol> Group(SemanticModel model, ExpressionSyntax function)
    {
        var group = model.GetMemberGroup(function);
        var chosen = model.GetSymbolInfo(function).Symbol;
        return group.IsEmpty
            ? Named(model, function)
            : [.. group.OrderBy(symbol => !SymbolEqualityComparer.Default.Equals(symbol, chosen))];
    }

    private static IReadOnlyList<ISymbol> Named(SemanticModel model, SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        if (node is SimpleNameSyntax && node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            node = access;
        if (node.Parent is InvocationExpressionSyntax invocation && invocation.Expression == node)
            return Group(model, invocation.Expression);
        var info = model.GetSymbolInfo(node);
        if (info.Symbol is { } symbol)
            return [symbol];
        if (!info.CandidateSymbols.IsEmpty)
            return info.CandidateSymbols;
        var group = model.GetMemberGroup(node);
        return !group.IsEmpty ? group : model.GetTypeInfo(node).Type is { TypeKind: not TypeKind.Error } type ? [type] : [];
    }

    private static MimeBundle Tell(IReadOnlyList<ISymbol> symbols)
    {
        List<string> signatures = [.. symbols.Take(MostOverloads)
            .Select(symbol => Kind(symbol) + CompletionItems.Sign(symbol))];
        if (symbols.Count > MostOverloads)
            signatures.Add(string.Create(CultureInfo.InvariantCulture, $"// and {symbols.Count - MostOverloads} more"));
        var documentation = Documentation.Of(symbols[0]);
        StringBuilder plain = new(string.Join('\n', signatures)), markdown = new($"```csharp\n{string.Join('\n', signatures)}\n```");
        if (documentation.Summary.Length > 0)
        {
            plain.Append("\n\n").Append(documentation.Summary);
            markdown.Append("\n\n").Append(documentation.Summary);
        }
        if (documentation.Parts.Count > 0)
        {
            plain.Append('\n').Append(string.Concat(documentation.Parts.Select(part => $"\n  {part.Title}: {part.Text}")));
            markdown.Append('\n').Append(string.Concat(documentation.Parts.Select(part => $"\n- **{part.Title}**: {part.Text}")));
        }
        return new MimeBundle(
            new Dictionary<string, object> { [MimeType.Plain] = plain.ToString(), ["text/markdown"] = markdown.ToString() });
    }

    private static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "namespace ",
        INamedTypeSymbol { IsRecord: true } => "record ",
        INamedTypeSymbol { TypeKind: TypeKind.Class } => "class ",
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => "struct ",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface ",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum ",
        _ => "",
    };
}
