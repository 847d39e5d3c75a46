using System.Text.Json;
using System.Text.Json.Nodes;

namespace CSharpKernel.Display;

/// <summary>Turns a value into what a notebook shows of it.</summary>
internal static class Formatters
{
    /// <summary>The value in its forms; never throws for what the value does.</summary>
    /// <param name="value">Anything, null included.</param>
    /// <param name="mimeTypes">The forms wanted; none means those that show the value best.</param>
    /// <exception cref="OperationCanceledException">The cell was interrupted while the value was read.</exception>
    public static MimeBundle Format(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        var forms = value is null ? null : ConventionFormatters.Format(value);
        if (forms is null || (forms.Count == 1 && forms.ContainsKey(MimeType.Plain)) || mimeTypes.Any(wanted => !forms.ContainsKey(wanted)))
        {
            var node = NodeReader.Read(value);
            var plain = PlainText.WriteValue(node, isNull: value is null);
            forms ??= [];
            forms.TryAdd(MimeType.Plain, plain);
            if (node is not TextNode || mimeTypes.Contains(MimeType.Html))
                forms.TryAdd(MimeType.Html, HtmlWriter.Write(node));
        }
        else if (!forms.ContainsKey(MimeType.Plain))
        {
            forms[MimeType.Plain] = PlainText.TypeAndText(value!);
        }
        return mimeTypes.Count == 0
            ? new MimeBundle(forms)
            : new MimeBundle(mimeTypes.Distinct().ToDictionary(
                wanted => wanted, wanted => forms.GetValueOrDefault(wanted) ?? Convert(value, wanted, forms)));
    }

    /// <summary>Text that already is of a MIME type.</summary>
    public static MimeBundle Raw(string text, string mimeType) => new(new Dictionary<string, object>
    {
        [mimeType] = MimeType.IsJson(mimeType) && JsonNode.Parse(text) is { } json ? (object)json : text,
    });

    // A form that nobody has written: JSON for JSON, else plain text under the name that was asked for.
    private static object Convert(object? value, string mimeType, Dictionary<string, object> forms)
    {
        if (!MimeType.IsJson(mimeType))
            return forms[MimeType.Plain];
        try
        {
            return JsonSerializer.SerializeToNode(value) ?? JsonValue.Create("null");
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException)
        {
            return JsonValue.Create($"{TypeName.Of(value!.GetType())} cannot be written as JSON: {exception.Message}");
        }
    }
}
