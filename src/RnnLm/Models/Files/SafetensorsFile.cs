using System.Runtime.InteropServices;
using System.Text;

namespace RnnLm.Models.Files;

/// <summary>
/// A safetensors file: named tensors and string metadata (the format of Hugging Face's library of that name, 2022).
/// It holds numbers and text only, so that opening a stranger's file runs nothing.
/// </summary>
/// <remarks>
/// Written tensors are F32 or F64; F16 and BF16 are read too and become <c>float</c>. A file is checked as a whole
/// before memory is taken for a tensor, and never needs more than a small multiple of its own length.
/// </remarks>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, NamedTensor> tensors;

    private SafetensorsFile(IReadOnlyDictionary<string, string> metadata, IEnumerable<NamedTensor> tensors)
    {
        Metadata = metadata;
        this.tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors by their names.</summary>
    public IReadOnlyDictionary<string, NamedTensor> Tensors => tensors;

    /// <summary>What else the file says, such as a model's hyper-parameters and vocabulary.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads the file at this path.</summary>
    /// <exception cref="ModelFileException">It is not a safetensors file, or a damaged one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new ModelFileException($"'{path}' is a folder, not a file.");
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Writes a file of these tensors, all or nothing.</summary>
    /// <param name="path">Where it is to stand; what was there is replaced.</param>
    /// <param name="tensors">The tensors, each name once. Those in double precision are placed first, so that all are aligned.</param>
    /// <param name="metadata">What else the file is to say; null for nothing.</param>
    /// <exception cref="ArgumentException">A name comes twice or is <c>__metadata__</c>, or a text is not valid Unicode.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = tensors.OrderByDescending(tensor => tensor.IsDouble).ToList();
        metadata ??= new Dictionary<string, string>();
        CheckNames(ordered, metadata);

        var position = 0L;
        var entries = new List<SafetensorsEntry>(ordered.Count);
        foreach (var tensor in ordered)
        {
            var begin = position;
            position += tensor.Count * (tensor.IsDouble ? 8L : 4L);
            entries.Add(new SafetensorsEntry(tensor.Name, tensor.IsDouble ? "F64" : "F32", [.. tensor.Shape], begin, position));
        }

        var header = SafetensorsHeader.Format(entries, metadata);
        if (header.Length - 8 > SafetensorsHeader.MaximumLength)
            throw new ArgumentException($"Names and metadata may take 100 MB, but {header.Length} bytes came.", nameof(metadata));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var tensor in ordered) stream.Write(LittleEndian(tensor.Values));
        });
    }

    private static SafetensorsFile Read(Stream stream, string path)
    {
        var header = SafetensorsHeader.Read(stream, path);
        stream.Position = header.Length;
        var tensors = header.Entries.Select(entry => ReadTensor(stream, entry));
        try
        {
            return new SafetensorsFile(header.Metadata, tensors);
        }
        catch (EndOfStreamException e)
        {
            throw SafetensorsHeader.Damaged(path, "it became shorter while it was read", e);
        }
    }

    private static NamedTensor ReadTensor(Stream stream, SafetensorsEntry entry)
    {
        if (entry.Type == "F64")
        {
            var doubles = new double[entry.Count];
            stream.ReadExactly(LittleEndian(doubles));
            return new NamedTensor(entry.Name, entry.Shape, doubles);
        }

        var singles = new float[entry.Count];
        if (entry.Type == "F32")
        {
            stream.ReadExactly(LittleEndian(singles));
        }
        else
        {
            var halves = new ushort[entry.Count];
            stream.ReadExactly(LittleEndian(halves));
            for (var i = 0; i < halves.Length; i++)
            {
                // BF16 is the upper half of a float.
                singles[i] = entry.Type == "BF16"
                    ? BitConverter.UInt32BitsToSingle((uint)halves[i] << 16)
                    : (float)BitConverter.UInt16BitsToHalf(halves[i]);
            }
        }

        return new NamedTensor(entry.Name, entry.Shape, singles);
    }

    // The bytes of the array in the format's order, which is also the machine's.
    private static Span<byte> LittleEndian(Array values)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Model files are read and written on little-endian machines only.");
        return values switch
        {
            double[] doubles => MemoryMarshal.AsBytes(doubles.AsSpan()),
            float[] singles => MemoryMarshal.AsBytes(singles.AsSpan()),
            _ => MemoryMarshal.AsBytes(((ushort[])values).AsSpan()),
        };
    }

    private static void CheckNames(List<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in tensors.Select(tensor => tensor.Name))
        {
            if (name == SafetensorsHeader.MetadataName)
                throw new ArgumentException($"A tensor cannot be called {name}.", nameof(tensors));
            if (!names.Add(name)) throw new ArgumentException($"A file holds each tensor once, but '{name}' came twice.", nameof(tensors));
        }

        // A lone half of a surrogate pair would not survive UTF-8.
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            foreach (var text in names.Concat(metadata.Keys).Concat(metadata.Values)) strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("Names and metadata are Unicode text, but half a surrogate pair came.", nameof(metadata), e);
        }
    }
}
