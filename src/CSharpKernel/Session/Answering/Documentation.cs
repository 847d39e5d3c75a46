using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Session.Answering;

/// <summary>The documentation comment of a symbol, as text.</summary>
/// <param name="Summary">On one line; empty if there is none.</param>
/// <param name="Parts">What else is said: a title such as <c>n</c> or <c>Returns</c>, and the text.</param>
internal sealed partial record Documentation(string Summary, IReadOnlyList<(string Title, string Text)> Parts)
{
    private static readonly Documentation s_none = new("", []);

    /// <summary>Reads what a symbol, or what it overrides or implements, is documented with.</summary>
    public static Documentation Of(ISymbol symbol)
    {
        var definition = (symbol is IMethodSymbol { ReducedFrom: { } whole } ? whole : symbol).OriginalDefinition;
        var xml = definition.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml) || xml.Contains("<inheritdoc", StringComparison.Ordinal))
            return Base(definition) is { } inherited ? Of(inherited) : s_none;
        try
        {
            return Read(XElement.Parse(xml));
        }
        catch (XmlException)
        {
            return s_none;
        }
    }

    private static Documentation Read(XElement member)
    {
        var parts = new List<(string, string)>();
        foreach (var part in member.Elements())
        {
            var title = part.Name.LocalName switch
            {
                "param" or "typeparam" => part.Attribute("name")?.Value,
                "returns" or "value" => "Returns",
                "remarks" => "Remarks",
                "exception" => "Throws " + Named(part.Attribute("cref")?.Value ?? ""),
                _ => null,
            };
            if (title is not null)
                parts.Add((title, Text(part)));
        }
        return new Documentation(
            member.Element("summary") is { } summary ? Text(summary) : "", [.. parts.Where(part => part.Item2.Length > 0)]);
    }

    private static ISymbol? Base(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        INamedTypeSymbol { BaseType: { SpecialType: not SpecialType.System_Object } type } => type,
        { ContainingType: { } type } => type.AllInterfaces.SelectMany(contract => contract.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol)),
        _ => null,
    };

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        Write(element, text);
        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    private static void Write(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value);
                    break;
                case XElement { IsEmpty: true } reference:
                    var target = reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword");
                    text.Append(target is null ? " " : Named(target.Value));
                    break;
                case XElement inner:
                    Write(inner, text);
                    if (inner.Name == "para" || inner.Name == "item")
                        text.Append(' ');
                    break;
            }
        }
    }

    // M:System.Math.Max(System.Int32,System.Int32) → Max
    private static string Named(string reference)
    {
        if (reference is not [_, ':', ..])
            return reference;
        var name = reference[2..].Split('(')[0];
        return Arity().Replace(name[(name.LastIndexOf('.') + 1)..], "");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
