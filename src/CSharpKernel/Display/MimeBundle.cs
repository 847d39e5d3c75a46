namespace CSharpKernel.Display;

/// <summary>One value in several forms, keyed by MIME type; a client shows the richest one that it knows.</summary>
/// <param name="Data">The forms: a string, or for a JSON MIME type a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
public sealed record MimeBundle(IReadOnlyDictionary<string, object> Data)
{
    /// <summary>A bundle of plain text only.</summary>
    public static MimeBundle PlainText(string text) => new(new Dictionary<string, object> { ["text/plain"] = text });
}
