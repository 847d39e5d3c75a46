using System.Text.Encodings.Web;
using System.Text.Json;
using RnnLm.Text;

namespace RnnLm.Models.Files;

/// <summary>A tokenizer as the JSON that model files keep of it: its name and its data.</summary>
internal static class TokenizerJson
{
    internal static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Format(ITokenizer tokenizer) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = tokenizer.Name, ["data"] = tokenizer.Data }, Options);

    /// <exception cref="FormatException">The text describes no tokenizer that this library knows.</exception>
    internal static ITokenizer Parse(string json)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<Dictionary<string, string>>(json, Options);
            return Tokenizers.Create(entries!["name"], entries.GetValueOrDefault("data") ?? "");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or KeyNotFoundException or NullReferenceException)
        {
            throw new FormatException("A tokenizer was expected as a JSON object with its name and data.", e);
        }
    }
}
