using System.Buffers.Binary;
using System.Text.Unicode;

namespace RnnLm.Models.Files;

/// <summary>What a file is, judged by its first bytes.</summary>
internal static class FileKind
{
    /// <summary>How many bytes <see cref="Describe"/> looks at.</summary>
    internal const int Prefix = 512;

    private static readonly (byte[] Signature, string Kind)[] Signatures =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive, as PyTorch's torch.save and NumPy write (export the weights as safetensors)"),
        ([0x80, 0x02], "a Python pickle, as older PyTorch versions write (export the weights as safetensors)"),
        ([0x80, 0x03], "a Python pickle (export the weights as safetensors)"),
        ([0x80, 0x04], "a Python pickle (export the weights as safetensors)"),
        ([0x80, 0x05], "a Python pickle (export the weights as safetensors)"),
        ([0x1F, 0x8B], "gzip-compressed (unpack it first)"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz-compressed (unpack it first)"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array"),
        ("GGUF"u8.ToArray(), "a GGUF file"),
        ("mmap lm "u8.ToArray(), "a KenLM binary (only its ARPA file can be read here)"),
    ];

    /// <summary>Whether a file that begins so is an ARPA n-gram file: <c>\data\</c>, before it comments at most.</summary>
    internal static bool IsArpa(ReadOnlySpan<byte> prefix)
    {
        prefix = prefix.TrimStart(" \t\r\n\uFEFF"u8);
        while (prefix.StartsWith("#"u8))
        {
            if (prefix.StartsWith("# rnnlm "u8)) return true; // a comment of ours may be longer than the prefix
            var end = prefix.IndexOf((byte)'\n');
            prefix = end < 0 ? [] : prefix[end..].TrimStart(" \t\r\n"u8);
        }

        return prefix.StartsWith("\\data\\"u8);
    }

    /// <summary>Whether a file that begins so could be safetensors: the header's length, then its opening brace.</summary>
    internal static bool IsSafetensors(ReadOnlySpan<byte> prefix) =>
        prefix.Length > 8 && prefix[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(prefix) <= SafetensorsHeader.MaximumLength;

    /// <summary>What a file that begins so seems to be, to end the sentence "it is …"; null if nothing can be said.</summary>
    internal static string? Describe(ReadOnlySpan<byte> prefix)
    {
        foreach (var (signature, kind) in Signatures)
        {
            if (prefix.StartsWith(signature)) return kind;
        }

        if (IsArpa(prefix)) return "an ARPA n-gram model";
        // A safetensors file never looks like text: eight letters would be a header of more than 2^56 bytes.
        return IsText(prefix) ? "a text file" : null;
    }

    // UTF-8 without control characters; the prefix may end inside a character.
    private static bool IsText(ReadOnlySpan<byte> prefix)
    {
        foreach (var b in prefix)
        {
            if (b < (byte)' ' && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')) return false;
        }

        for (var cut = 0; cut < Math.Min(4, prefix.Length); cut++)
        {
            if (Utf8.IsValid(prefix[..^cut])) return true;
        }

        return false;
    }
}
