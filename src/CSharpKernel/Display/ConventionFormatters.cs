using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CSharpKernel.Display;

/// <summary>
/// Formatters that a library brings for its types by .NET Interactive's convention, found by names alone: an attribute called
/// <c>TypeFormatterSourceAttribute</c> with <c>FormatterSourceType</c> and <c>PreferredMimeTypes</c>; that type's
/// <c>CreateTypeFormatters()</c>
/// gives objects with <c>MimeType</c> and <c>Format(object, TextWriter)</c>.
/// </summary>
internal static class ConventionFormatters
{
    private const string AttributeName = "TypeFormatterSourceAttribute";

    /// <summary>The forms that the value's own formatters write; null if it has none. What broke is told in the plain text.</summary>
    public static Dictionary<string, object>? Format(object value)
    {
        if (Source(value.GetType()) is not { } attribute)
            return null;
        var forms = new Dictionary<string, object>();
        var problems = new List<string>();
        try
        {
            var (preferred, formatters) = Open(attribute, value.GetType());
            foreach (var (mimeType, format) in formatters)
            {
                if (preferred.Count > 0 && !preferred.Contains(mimeType))
                    continue;
                try
                {
                    if (Write(format, value, mimeType) is { } form)
                        forms.TryAdd(mimeType, form);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    problems.Add($"The {mimeType} formatter of {TypeName.Of(value.GetType())} failed: {Cause(exception).Message}");
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            problems.Add($"The formatters of {TypeName.Of(value.GetType())} cannot be used: {Cause(exception).Message}");
        }
        if (problems.Count > 0)
            forms["text/plain"] = string.Join('\n', problems.Prepend(forms.GetValueOrDefault("text/plain") as string).OfType<string>());
        return forms;
    }

    /// <summary>The value's own HTML, to stand inside another's; null if it has none.</summary>
    public static string? Html(object value) => Format(value)?.GetValueOrDefault("text/html") as string;

    private static Attribute? Source(Type type)
    {
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            if (Own(owner) is { } attribute)
                return attribute;
        }
        return type.GetInterfaces().Select(Own).FirstOrDefault(attribute => attribute is not null);
    }

    private static Attribute? Own(Type type)
    {
        try
        {
            return type.GetCustomAttributes(inherit: false).OfType<Attribute>()
                .FirstOrDefault(attribute => attribute.GetType().Name == AttributeName);
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException)
        {
            return null; // Some attribute of the type belongs to an assembly that is not there.
        }
    }

    private static (IReadOnlyList<string> Preferred, IReadOnlyList<(string MimeType, Func<object, TextWriter, bool> Format)> Formatters)
        Open(Attribute attribute, Type shown)
    {
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var preferred = attribute.GetType().GetProperty("PreferredMimeTypes")?.GetValue(attribute) as string[] ?? [];
        var created = (IEnumerable)source.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(source), null)!;
        return (preferred, [.. created.Cast<object>().Where(formatter => Fits(formatter, shown)).Select(Open)]);
    }

    // One source may serve several types; a formatter that names its type serves that one.
    private static bool Fits(object formatter, Type shown) =>
        formatter.GetType().GetProperty("Type")?.GetValue(formatter) is not Type type || type.IsAssignableFrom(shown)
        || (type.IsGenericTypeDefinition && shown.IsGenericType && shown.GetGenericTypeDefinition() == type);

    private static (string, Func<object, TextWriter, bool>) Open(object formatter)
    {
        var type = formatter.GetType();
        var mimeType = (string)type.GetProperty("MimeType")!.GetValue(formatter)!;
        var format = type.GetMethod("Format", BindingFlags.Public | BindingFlags.Instance, [typeof(object), typeof(TextWriter)])
            ?? throw new MissingMethodException(type.Name, "bool Format(object, TextWriter)");
        return (mimeType, format.CreateDelegate<Func<object, TextWriter, bool>>(formatter));
    }

    private static object? Write(Func<object, TextWriter, bool> format, object value, string mimeType)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        if (!format(value, writer))
            return null;
        if (!MimeType.IsJson(mimeType))
            return writer.ToString();
        return JsonNode.Parse(writer.ToString()) ?? throw new JsonException("it wrote the JSON value null");
    }

    private static Exception Cause(Exception exception) =>
        exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
}
