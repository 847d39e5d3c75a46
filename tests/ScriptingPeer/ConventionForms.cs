using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ScriptingPeer;

/// <summary>The forms that a value is shown in by .NET Interactive's convention: by names alone, and as strictly as there.</summary>
internal static class ConventionForms
{
    /// <summary>Every preferred form by its MIME type; of a value without formatters of its own, its text.</summary>
    /// <exception cref="InvalidOperationException">A preferred form has no formatter, or the formatter refuses the value.</exception>
    public static JsonObject Of(object value)
    {
        var attribute = value.GetType().GetCustomAttributes(inherit: true).FirstOrDefault(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute is null) return new JsonObject { ["text/plain"] = value.ToString() };
        var source = Activator.CreateInstance((Type)Property(attribute, "FormatterSourceType")!)!;
        var formatters = ((IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).Cast<object>()
            .ToDictionary(formatter => (string)Property(formatter, "MimeType")!);
        var forms = new JsonObject();
        foreach (var mimeType in (string[])Property(attribute, "PreferredMimeTypes")!)
        {
            forms[mimeType] = formatters.TryGetValue(mimeType, out var formatter) && Write(formatter, value) is { } form ? form
                : throw new InvalidOperationException($"A {value.GetType()} prefers {mimeType}, and does not write it.");
        }
        return forms;
    }

    private static string? Write(object formatter, object value)
    {
        using var writer = new StringWriter();
        var format = formatter.GetType().GetMethod("Format", BindingFlags.Public | BindingFlags.Instance, [typeof(object), typeof(TextWriter)])!;
        return (bool)format.Invoke(formatter, [value, writer])! ? writer.ToString() : null;
    }

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)?.GetValue(owner);
}
