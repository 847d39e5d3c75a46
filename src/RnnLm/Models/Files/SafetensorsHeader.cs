using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RnnLm.Models.Files;

/// <summary>One tensor as a header announces it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">F64, F32, F16 or BF16.</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, string Type, int[] Shape, long Begin, long End)
{
    internal int Count => (int)((End - Begin) / SafetensorsHeader.SizeOf(Type));
}

/// <summary>
/// The header of a safetensors file: eight bytes of length, then JSON that names each tensor's type, shape and place.
/// Everything is checked against the length of the file before anything is allocated for a tensor.
/// </summary>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<SafetensorsEntry> Entries, long Length)
{
    internal const string MetadataName = "__metadata__";

    /// <summary>The longest header of the format's own reader: 100 MB.</summary>
    internal const long MaximumLength = 100_000_000;

    /// <summary>The bytes of one number of this type; 0 if it is not one that we read.</summary>
    internal static int SizeOf(string? type) => type switch { "F64" => 8, "F32" => 4, "F16" or "BF16" => 2, _ => 0 };

    /// <summary>Reads and checks the header at the beginning of this stream.</summary>
    /// <exception cref="ModelFileException">It is not a safetensors file, or a damaged one.</exception>
    internal static SafetensorsHeader Read(Stream stream, string path)
    {
        var size = stream.Length;
        var prefix = new byte[(int)Math.Min(FileKind.Prefix, size)];
        stream.ReadExactly(prefix);
        if (size == 0) throw new ModelFileException($"'{path}' is empty.");
        if (!FileKind.IsSafetensors(prefix))
        {
            var kind = FileKind.Describe(prefix);
            throw new ModelFileException(kind is null ? $"'{path}' is no safetensors file." : $"'{path}' is no safetensors file but {kind}.");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length > size - 8)
            throw Damaged(path, $"its header should have {length} bytes, but only {size - 8} follow (the file was cut off)");
        var json = new byte[length];
        stream.Position = 8;
        stream.ReadExactly(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var entries = new List<SafetensorsEntry>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataName) ReadMetadata(property.Value, metadata, path);
                else entries.Add(ReadEntry(property.Name, property.Value, path));
            }

            entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
            CheckLayout(entries, size - 8 - length, path);
            return new SafetensorsHeader(metadata, entries, 8 + length);
        }
        // An escaped half of a surrogate pair surfaces as InvalidOperationException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged(path, "its header is not valid JSON", e);
        }
    }

    /// <summary>The bytes of this header, its length included, padded so that the data begin at a multiple of eight.</summary>
    internal static byte[] Format(IEnumerable<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        buffer.Write(stackalloc byte[8]);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(MetadataName);
                foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }

            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type);
                json.WriteStartArray("shape");
                foreach (var n in entry.Shape) json.WriteNumberValue(n);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(entry.Begin);
                json.WriteNumberValue(entry.End);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        var bytes = buffer.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - 8);
        return bytes;
    }

    internal static ModelFileException Damaged(string path, string what, Exception? inner = null) =>
        inner is null ? new($"'{path}' is damaged: {what}.") : new($"'{path}' is damaged: {what}.", inner);

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Damaged(path, "its metadata are not an object");
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                throw Damaged(path, $"its metadata '{property.Name}' is not a string");
            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static SafetensorsEntry ReadEntry(string name, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var shape) || shape.ValueKind != JsonValueKind.Array
            || !element.TryGetProperty("data_offsets", out var place) || place.ValueKind != JsonValueKind.Array || place.GetArrayLength() != 2)
        {
            throw Damaged(path, $"the header's entry '{name}' has not the form dtype, shape, data_offsets");
        }

        var size = SizeOf(type.GetString());
        if (size == 0)
            throw new ModelFileException($"'{path}' holds '{name}' as {type.GetString()}, but only F64, F32, F16 and BF16 can be read.");

        var dimensions = new int[shape.GetArrayLength()];
        var bytes = (Int128)size;
        for (var i = 0; i < dimensions.Length; i++)
        {
            if (!TryGetInt64(shape[i], out var n) || n < 0 || n > Array.MaxLength)
                throw Damaged(path, $"the shape of '{name}' is not a list of lengths");
            dimensions[i] = (int)n;
            // Long before 2^127: a product beyond the file's length only has to stay there.
            bytes = Int128.Min(bytes * n, Int128.MaxValue >> 32);
        }

        if (!TryGetInt64(place[0], out var begin) || !TryGetInt64(place[1], out var end) || begin < 0 || end < begin)
            throw Damaged(path, $"'{name}' does not say where its bytes stand");
        if (bytes != end - begin)
            throw Damaged(path, $"'{name}' of shape [{string.Join(", ", dimensions)}] and type {type.GetString()} cannot have {end - begin} bytes");
        if (bytes / size > Array.MaxLength)
            throw new ModelFileException($"'{path}' holds '{name}' with more than {Array.MaxLength} values, too many for one array.");
        return new SafetensorsEntry(name, type.GetString()!, dimensions, begin, end);
    }

    private static bool TryGetInt64(JsonElement element, out long value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out value);
    }

    // The tensors fill the file without gap or overlap, as the format demands.
    private static void CheckLayout(List<SafetensorsEntry> entries, long available, string path)
    {
        var position = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin < position) throw Damaged(path, $"'{entry.Name}' overlaps another tensor");
            if (entry.Begin > position) throw Damaged(path, $"there is a gap before '{entry.Name}'");
            position = entry.End;
        }

        if (position > available)
            throw Damaged(path, $"its tensors should have {position} bytes, but only {available} follow (the file was cut off)");
        if (position < available)
            throw Damaged(path, $"{available - position} bytes follow after its last tensor");
    }
}
