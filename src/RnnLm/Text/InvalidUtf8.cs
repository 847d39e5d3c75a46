using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace RnnLm.Text;

/// <summary>Where a file is not UTF-8.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Byte">The byte of the line, counted from 1.</param>
/// <param name="Offset">The byte of the file, counted from 0.</param>
internal readonly record struct InvalidUtf8(int Line, int Byte, int Offset)
{
    /// <summary>The first byte that does not continue valid UTF-8; null if there is none.</summary>
    public static InvalidUtf8? Find(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return null;
        var rest = bytes;
        while (Rune.DecodeFromUtf8(rest, out _, out var consumed) == OperationStatus.Done) rest = rest[consumed..];
        var before = bytes[..^rest.Length];
        return new InvalidUtf8(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), before.Length);
    }
}
