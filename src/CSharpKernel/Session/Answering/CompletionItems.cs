using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CSharpKernel.Session.Answering;

/// <summary>Writes symbols as completions.</summary>
internal static class CompletionItems
{
    /// <summary>How a symbol is written where its place is known: without namespaces, with the names of its parameters.</summary>
    public static SymbolDisplayFormat Signature { get; } = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    /// <summary>One completion for all that bear a name.</summary>
    public static CompletionItem From(IReadOnlyList<ISymbol> overloads, bool withDocumentation)
    {
        var symbol = overloads[0];
        var more = overloads.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (+ {overloads.Count - 1} more)");
        return new CompletionItem(
            SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name,
            Kind(symbol),
            withDocumentation ? Sign(symbol) + more : "",
            withDocumentation ? Documentation.Of(symbol).Summary : "");
    }

    /// <summary>A symbol on one line, without the class that a cell's top level becomes.</summary>
    public static string Sign(ISymbol symbol)
    {
        var format = symbol.ContainingType is { IsScriptClass: true }
            ? Signature.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
            : Signature;
        return symbol.ToDisplayString(format);
    }

    private static string Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.IsScriptClass: true } => "variable",
        IFieldSymbol => "field",
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => "variable",
        INamespaceSymbol => "namespace",
        ITypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        ITypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        ITypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        ITypeSymbol { TypeKind: TypeKind.Delegate } => "delegate",
        ITypeSymbol => "class",
        _ => "text",
    };
}
