using System.Globalization;
using System.Numerics;

namespace CSharpKernel.Display;

/// <summary>Values that are told by one piece of text.</summary>
internal static class Scalar
{
    /// <summary>The value's text; null if it is better told by its parts.</summary>
    public static TextNode? Read(object value) => value switch
    {
        string text => new TextNode(text, TextKind.String),
        char character => new TextNode(character.ToString(), TextKind.Character),
        bool truth => new TextNode(truth ? "true" : "false", TextKind.Other),
        Type type => new TextNode(TypeName.Of(type), TextKind.Other),
        Enum name => new TextNode(name.ToString(), TextKind.Other),
        Task task => new TextNode($"{TypeName.Of(task.GetType())} ({task.Status})", TextKind.Other),
        Delegate function => new TextNode(TypeName.Of(function.GetType()), TextKind.Other),
        IFormattable formattable => Formattable(formattable),
        // What .NET itself gives a text (Uri, Version, StringBuilder, JsonNode, Regex …) is told by it.
        _ when IsOfTheFramework(value) && value is not System.Collections.IEnumerable and not Exception
            and not System.Runtime.CompilerServices.ITuple && MemberReader.OwnText(value) is { } text => new TextNode(text, TextKind.Other),
        System.Text.Json.Nodes.JsonNode json => new TextNode(json.ToJsonString(), TextKind.Other),
        _ => null,
    };

    private static TextNode? Formattable(IFormattable value)
    {
        try
        {
            return new TextNode(
                value.ToString(null, CultureInfo.InvariantCulture), IsNumber(value.GetType()) ? TextKind.Number : TextKind.Other);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    private static bool IsNumber(Type type) =>
        type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(INumberBase<>));

    private static bool IsOfTheFramework(object value) => value.GetType().Namespace is { } name
        && (name == "System" || (name.StartsWith("System.", StringComparison.Ordinal)
            && !name.StartsWith("System.Collections", StringComparison.Ordinal)));
}
