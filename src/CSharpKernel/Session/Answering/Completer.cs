using CSharpKernel.Session.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Session.Answering;

/// <summary>Says what could stand at the cursor, from the compiler's own knowledge of the cells so far.</summary>
internal sealed class Completer(Submissions submissions)
{
    private const int MostDocumented = 300;

    private static readonly string[] s_keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText),
        "var", "async", "await", "record", "yield", "nameof", "when", "where", "from", "select",
        "orderby", "dynamic", "get", "set", "init", "with", "not", "and", "or",
    ];

    public Completion Complete(string code, int cursor)
    {
        if (PathCompletion.Complete(code, cursor) is { } paths)
            return paths;
        var place = Place.At(submissions, code, cursor);
        if (place.IsInText)
            return new Completion([], cursor, cursor);
        var prefix = code[place.NameStart..cursor];
        var symbols = Symbols(place, code, cursor).Where(symbol => IsOffered(symbol, prefix)).GroupBy(symbol => symbol.Name).ToList();
        var items = symbols.Select(named => CompletionItems.From([.. named], withDocumentation: symbols.Count <= MostDocumented));
        if (place.LeftOfDot is null && place.Initialized is null)
            items = items.Concat(s_keywords.Where(word => Starts(word, prefix))
                .Select(word => new CompletionItem(word, "keyword", "", "")));
        return new Completion(
            [.. items.DistinctBy(item => item.Text)
                .OrderBy(item => !item.Text.StartsWith(prefix, StringComparison.Ordinal))
                .ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase)],
            place.NameStart,
            cursor);
    }

    private IEnumerable<ISymbol> Symbols(Place place, string code, int cursor)
    {
        if (place.LeftOfDot is { } left)
        {
            var members = Members(place, left);
            // `values.` with a statement on the next line reads as a type's name: look again without what follows.
            return members.Count > 0 || cursor == code.Length ? members : Again(code[..cursor]);
        }
        if (place.Initialized is { } created)
            return place.Model.LookupSymbols(place.Position, created)
                .Where(member => member is IFieldSymbol or IPropertySymbol { IsStatic: false });
        return place.Before.Parent is UsingDirectiveSyntax
            ? place.Model.LookupNamespacesAndTypes(place.Position)
            : place.Model.LookupSymbols(place.Position);
    }

    private List<ISymbol> Again(string code)
    {
        var place = Place.At(submissions, code, code.Length);
        return place.LeftOfDot is { } left ? Members(place, left) : [];
    }

    private static List<ISymbol> Members(Place place, ExpressionSyntax left)
    {
        var (model, position) = (place.Model, place.Position);
        var named = model.GetSymbolInfo(left).Symbol;
        if (named is INamespaceSymbol space)
            return [.. model.LookupNamespacesAndTypes(position, space)];
        if (named is INamedTypeSymbol type)
            return [.. model.LookupSymbols(position, type)
                .Where(member => member.IsStatic || member is INamedTypeSymbol or IFieldSymbol { IsConst: true })];
        var value = model.GetTypeInfo(left).Type;
        if (place.Before.Parent is MemberBindingExpressionSyntax
            && value is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            value = nullable.TypeArguments[0];
        return value is null or IErrorTypeSymbol
            ? []
            : [.. model.LookupSymbols(position, value, includeReducedExtensionMethods: true)
                .Where(member => !member.IsStatic && member is not INamedTypeSymbol)];
    }

    private static bool IsOffered(ISymbol symbol, string prefix) =>
        symbol.CanBeReferencedByName && Starts(symbol.Name, prefix)
        && symbol is not INamespaceSymbol { Name: nameof(CSharpKernel), ContainingNamespace.IsGlobalNamespace: true }
        && symbol is not INamedTypeSymbol { IsScriptClass: true }
        && symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Destructor }
        && !symbol.GetAttributes().Any(attribute => attribute is
        {
            AttributeClass.Name: "EditorBrowsableAttribute",
            ConstructorArguments: [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }]
        });

    private static bool Starts(string name, string prefix) => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
