using System.Reflection;
using System.Text.RegularExpressions;
using CSharpKernel.Display;

namespace CSharpKernel.Session.Errors;

/// <summary>Names of methods and types as the reader wrote them, without what the compiler made of them.</summary>
internal static partial class FrameName
{
    /// <summary>The name that cells bear in stack traces and errors.</summary>
    public static string OfCell(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cell {number}");

    public static bool IsCell(string? file) =>
        file is not null && (CellPattern().IsMatch(file) || file.EndsWith(".csx", StringComparison.OrdinalIgnoreCase));

    /// <summary>A method's name with its parameters; empty for a cell's top level.</summary>
    public static string Of(MethodBase method)
    {
        var (type, name) = (method.DeclaringType, method.Name);
        // An async method or an iterator: the class is named <Name>d__1, its method MoveNext.
        if (type is not null && name == "MoveNext" && StateMachinePattern().Match(type.Name) is { Success: true } machine)
            (type, name) = (type.DeclaringType, machine.Groups[1].Value);
        if (name is "<Initialize>" or "<Factory>")
            return "";
        if (LocalFunctionPattern().Match(name) is { Success: true } local)
            name = local.Groups[1].Value;
        else if (LambdaPattern().Match(name) is { Success: true } lambda)
            name = lambda.Groups[1].Value is "<Initialize>" ? "a lambda" : $"a lambda of {lambda.Groups[1].Value}";
        while (type is not null && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        if (name is ".ctor")
            name = "new";
        var owner = type is null || TypeName.IsSubmission(type) ? "" : TypeName.Of(type, qualified: true) + ".";
        // A state machine's MoveNext does not tell the parameters of what it was made of.
        var told = method.GetParameters().Select(parameter => $"{TypeName.Of(parameter.ParameterType)} {parameter.Name}");
        var parameters = string.Join(", ", told);
        return name.StartsWith("a lambda", StringComparison.Ordinal) ? name : $"{owner}{name}({parameters})";
    }

    [GeneratedRegex(@"^cell \d+$")]
    private static partial Regex CellPattern();

    [GeneratedRegex(@"^<(.+)>d(__\d+)?")]
    private static partial Regex StateMachinePattern();

    [GeneratedRegex(@"^<.*>g__(.+)\|")]
    private static partial Regex LocalFunctionPattern();

    [GeneratedRegex(@"^<(.+)>b__")]
    private static partial Regex LambdaPattern();
}
