using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CSharpKernel.Display;

namespace CSharpKernel.Messages;

/// <summary>Writes a bundle as an object with one property for each form: text as a string, JSON as it is.</summary>
internal sealed class MimeBundleConverter : JsonConverter<MimeBundle>
{
    /// <inheritdoc/>
    public override MimeBundle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Dictionary<string, object> data = [];
        JsonObject forms = (JsonObject)JsonNode.Parse(ref reader)!;
        foreach ((string type, JsonNode? form) in forms)
            data[type] = form is JsonValue value && value.TryGetValue(out string? text) ? text : (object?)form ?? "";
        return new MimeBundle(data);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MimeBundle value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string type, object form) in value.Data)
        {
            writer.WritePropertyName(type);
            if (form is JsonNode json) json.WriteTo(writer);
            else writer.WriteStringValue(form.ToString());
        }
        writer.WriteEndObject();
    }
}
